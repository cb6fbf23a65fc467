"""What waits for the actor in this room, for "My day". Signatures asked for are told of by `agreements`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import SharedVersion, SignatureRequest
from loftet.agreements.policies import has_signed
from loftet.agreements.selectors import WaitingItem
from loftet.agreements.versions import party_ids, seats_of
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role

from ..models import PromiseSet


class WaitingKind(models.TextChoices):
    """Why it waits."""

    SHARE = "share", _("Citizen promise that is not shared")
    ASK = "ask", _("Nobody is asked to sign for your organisation")
    LET_OUT = "let_out", _("Signed, can be let out to residents")


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """The longest waiting first."""
    if Role.COORDINATOR not in actor.roles:
        return []
    items = [*_drafts(actor), *_unasked(actor), *_signed(actor)]
    return sorted(items, key=lambda item: item.since)


def _drafts(actor: Actor) -> Iterator[WaitingItem]:
    unshared = Q(shared_version__isnull=True) | Q(version__gt=F("shared_version"))
    for draft in PromiseSet.objects.owned_by(actor).filter(unshared).exclude(state=PromiseSetState.ENDED):
        yield WaitingItem(WaitingKind.SHARE, draft.title, draft.get_absolute_url(), draft.version_begun_at)


def _unasked(actor: Actor) -> Iterator[WaitingItem]:
    """Versions that wait for signatures of the actor's organisation, which has asked nobody."""
    for promise_set, version in _newest(actor, PromiseSetState.SHARED):
        asked = {r.position for r in version.requests.all() if r.organisation_id == actor.organisation.pk}
        ours = [seat for seat in seats_of(version) if seat.organisation == actor.organisation.pk]
        if any(seat.position not in asked and not has_signed(version, seat) for seat in ours):
            yield WaitingItem(
                WaitingKind.ASK, str(version), promise_set.get_absolute_url(), version.shared_at
            )


def _signed(actor: Actor) -> Iterator[WaitingItem]:
    for promise_set, version in _newest(actor, PromiseSetState.SIGNED):
        if actor.organisation.pk in party_ids(version):
            since = max(signature.signed_at for signature in version.signatures.all())
            yield WaitingItem(WaitingKind.LET_OUT, str(version), promise_set.get_absolute_url(), since)


def _newest(actor: Actor, state: PromiseSetState) -> Iterator[tuple[PromiseSet, SharedVersion]]:
    """Sets in the state with their newest version, where the actor's organisation has it."""
    sets = {each.pk: each for each in PromiseSet.objects.visible_to(actor).filter(state=state)}
    open_now = SignatureRequest.objects.open_at(timezone.now())
    versions = SharedVersion.objects.filter(
        Q(sharings__organisation=actor.organisation)
        | Q(record_id__in=[pk for pk, each in sets.items() if each.is_owned_by(actor)]),
        record_kind=PromiseSet.record_kind,
        record_id__in=sets,
    ).distinct()
    for version in versions.prefetch_related("signatures", Prefetch("requests", open_now)):
        if sets[version.record_id].shared_version == version.version:
            yield sets[version.record_id], version
