"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role

from ..models import Agreement, SharedVersion, SignatureRequest
from ..policies import has_signed
from ..versions import party_ids, record_of, seats_of

BEFORE_ITS_END = timedelta(days=60)


class WaitingKind(models.TextChoices):
    """Why it waits."""

    SIGN = "sign", _("Waits for your signature")
    SHARE = "share", _("Draft that is not shared")
    ASK = "ask", _("Nobody is asked to sign for your organisation")
    ENTER = "enter", _("Can enter into force")
    ENDING = "ending", _("The agreement ends soon")


@dataclass(frozen=True)
class WaitingItem:
    """`kind` says why, in words of the room that it waits in; `since` when it came to, for good.

    `about` names what waits where the address does not: of several things in one line, some may be done.
    """

    kind: models.TextChoices
    title: str
    url: str
    since: datetime
    about: str = ""

    @property
    def key(self) -> str:
        """What tells it from everything else that waits, so that nobody is told of it twice."""
        return f"{self.kind.value} {self.about or self.url} {self.since:%Y-%m-%d}"


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """The longest waiting first."""
    items = list(_signatures(actor)) if Role.SIGNATORY in actor.roles else []
    if Role.COORDINATOR in actor.roles:
        items += [*_drafts(actor), *_unasked(actor), *_beginning(actor), *_ending(actor)]
    return sorted(items, key=lambda item: item.since)


def _signatures(actor: Actor) -> Iterator[WaitingItem]:
    asked = SignatureRequest.objects.open_at(timezone.now()).filter(
        person=actor.person, organisation=actor.organisation
    )
    for request in asked.select_related("version"):
        url = record_of(request.version).signature_page("sign", request.pk)
        yield WaitingItem(WaitingKind.SIGN, str(request.version), url, request.requested_at)


def _drafts(actor: Actor) -> Iterator[WaitingItem]:
    unshared = Q(shared_version__isnull=True) | Q(version__gt=F("shared_version"))
    for draft in Agreement.objects.owned_by(actor).filter(unshared).exclude(state=AgreementState.ENDED):
        yield WaitingItem(WaitingKind.SHARE, draft.title, _page(draft.pk), draft.version_begun_at)


def _unasked(actor: Actor) -> Iterator[WaitingItem]:
    """Versions that wait for signatures of the actor's organisation, which has asked nobody."""
    for version in _open_versions(actor):
        asked = {r.position for r in version.requests.all() if r.organisation_id == actor.organisation.pk}
        ours = [seat for seat in seats_of(version) if seat.organisation == actor.organisation.pk]
        if any(seat.position not in asked and not has_signed(version, seat) for seat in ours):
            yield WaitingItem(WaitingKind.ASK, str(version), _page(version.record_id), version.shared_at)


def _open_versions(actor: Actor) -> list[SharedVersion]:
    waiting = dict(
        Agreement.objects.visible_to(actor)
        .filter(state=AgreementState.SHARED)
        .values_list("pk", "shared_version")
    )
    versions = SharedVersion.objects.filter(record_kind=Agreement.record_kind, record_id__in=waiting)
    open_requests = SignatureRequest.objects.open_at(timezone.now())
    found = versions.prefetch_related("signatures", models.Prefetch("requests", open_requests))
    return [version for version in found if waiting[version.record_id] == version.version]


def _beginning(actor: Actor) -> Iterator[WaitingItem]:
    due = Agreement.objects.owned_by(actor).filter(
        state=AgreementState.SIGNED, valid_from__lte=timezone.localdate()
    )
    versions = SharedVersion.objects.filter(
        record_kind=Agreement.record_kind, record_id__in=due.values("pk")
    ).prefetch_related("signatures")
    newest = dict(due.values_list("pk", "shared_version"))
    for version in versions:
        if newest.get(version.record_id) == version.version:
            since = max(signature.signed_at for signature in version.signatures.all())
            yield WaitingItem(WaitingKind.ENTER, str(version), _page(version.record_id), since)


def _ending(actor: Actor) -> Iterator[WaitingItem]:
    """Agreements in force that end within two months: time to renew them, or to let them end."""
    today = timezone.localdate()
    ending = Agreement.objects.visible_to(actor).filter(
        state=AgreementState.IN_FORCE, valid_until__gte=today, valid_until__lte=today + BEFORE_ITS_END
    )
    versions = SharedVersion.objects.filter(record_kind=Agreement.record_kind, record_id__in=ending)
    found = {(each.record_id, each.version): each for each in versions}
    for agreement in ending:
        version = found.get((agreement.pk, agreement.valid_version or 0))
        if version and agreement.valid_until and actor.organisation.pk in party_ids(version):
            day = datetime.combine(agreement.valid_until - BEFORE_ITS_END, time.min)
            since = timezone.make_aware(day)
            yield WaitingItem(WaitingKind.ENDING, str(version), _page(agreement.pk), since)


def _page(pk: int) -> str:
    return reverse("agreements:agreement_detail", args=(pk,))
