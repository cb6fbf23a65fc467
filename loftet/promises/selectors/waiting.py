"""What waits for the actor in this room, for "My day". Signatures asked for are told of by `agreements`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import UNSHARED, SharedVersion, SignatureRequest
from loftet.agreements.selectors import WaitingItem, is_unasked
from loftet.agreements.versions import party_ids
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
    sets = list(PromiseSet.objects.visible_to(actor).filter(_WAITING))
    items = [*_drafts(actor, sets)]
    for promise_set, version in _newest(actor, sets):
        items += _of_version(actor, promise_set, version)
    return sorted(items, key=lambda item: item.since)


_UNSIGNED = (PromiseSetState.SHARED, PromiseSetState.SIGNED)
_WAITING = Q(state__in=_UNSIGNED) | UNSHARED & ~Q(state=PromiseSetState.ENDED)


def _drafts(actor: Actor, sets: Iterable[PromiseSet]) -> Iterator[WaitingItem]:
    for each in sets:
        if each.is_owned_by(actor) and each.has_unshared_changes:
            yield WaitingItem(WaitingKind.SHARE, each.title, each.get_absolute_url(), each.version_begun_at)


def _of_version(actor: Actor, promise_set: PromiseSet, version: SharedVersion) -> Iterator[WaitingItem]:
    url = promise_set.get_absolute_url()
    if promise_set.state == PromiseSetState.SHARED and is_unasked(actor, version):
        yield WaitingItem(WaitingKind.ASK, str(version), url, version.shared_at)
    elif promise_set.state == PromiseSetState.SIGNED and actor.organisation.pk in party_ids(version):
        since = max(signature.signed_at for signature in version.signatures.all())
        yield WaitingItem(WaitingKind.LET_OUT, str(version), url, since)


def _newest(actor: Actor, sets: Iterable[PromiseSet]) -> Iterator[tuple[PromiseSet, SharedVersion]]:
    """Those that wait to be signed or let out, where the actor's organisation has the newest version."""
    waiting = {each.pk: each for each in sets if each.state in _UNSIGNED}
    open_now = SignatureRequest.objects.open_at(timezone.now())
    versions = SharedVersion.objects.filter(
        Q(sharings__organisation=actor.organisation)
        | Q(record_id__in=[pk for pk, each in waiting.items() if each.is_owned_by(actor)]),
        record_kind=PromiseSet.record_kind,
        record_id__in=waiting,
    ).distinct()
    for version in versions.prefetch_related("signatures", Prefetch("requests", open_now)):
        if waiting[version.record_id].shared_version == version.version:
            yield waiting[version.record_id], version
