"""What waits for the actor in this room, for "My day"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role

from ..models import Agreement, SharedVersion, SignatureRequest
from ..policies import unsigned_positions
from ..versions import party_ids, record_of

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
        agreements = list(Agreement.objects.visible_to(actor).exclude(state=AgreementState.ENDED))
        items += [*_drafts(actor, agreements), *_waiting(actor, agreements)]
    return sorted(items, key=lambda item: item.since)


def _signatures(actor: Actor) -> Iterator[WaitingItem]:
    asked = SignatureRequest.objects.open_at(timezone.now()).filter(
        person=actor.person, organisation=actor.organisation
    )
    for request in asked.select_related("version"):
        url = record_of(request.version).signature_page("sign", request.pk)
        yield WaitingItem(WaitingKind.SIGN, str(request.version), url, request.requested_at)


def _drafts(actor: Actor, agreements: Iterable[Agreement]) -> Iterator[WaitingItem]:
    for each in agreements:
        if each.is_owned_by(actor) and each.has_unshared_changes:
            yield WaitingItem(WaitingKind.SHARE, each.title, _page(each.pk), each.version_begun_at)


def _waiting(actor: Actor, agreements: Iterable[Agreement]) -> Iterator[WaitingItem]:
    today = timezone.localdate()
    numbers = {each: _waits_as(actor, each, today) for each in agreements}
    waiting = {each: number for each, number in numbers.items() if number is not None}
    versions = _versions_of({each.pk: number for each, number in waiting.items()})
    for agreement in waiting:
        yield from _of_version(actor, agreement, versions[agreement.pk])


def _waits_as(actor: Actor, agreement: Agreement, today: date) -> int | None:
    """The version in which something may be asked of the actor; None for what goes on as it should."""
    match agreement.state:
        case AgreementState.SHARED:
            return agreement.shared_version
        case AgreementState.SIGNED if _can_enter(actor, agreement, today):
            return agreement.shared_version
        case AgreementState.IN_FORCE if _ends_soon(agreement, today):
            return agreement.valid_version
    return None


def _can_enter(actor: Actor, agreement: Agreement, today: date) -> bool:
    return agreement.is_owned_by(actor) and agreement.valid_from is not None and agreement.valid_from <= today


def _ends_soon(agreement: Agreement, today: date) -> bool:
    """Within two months: time to renew it, or to let it end."""
    ends_on = agreement.valid_until
    return ends_on is not None and today <= ends_on <= today + BEFORE_ITS_END


def _versions_of(numbers: dict[int, int]) -> dict[int, SharedVersion]:
    open_now = SignatureRequest.objects.open_at(timezone.now())
    versions = SharedVersion.objects.filter(record_kind=Agreement.record_kind, record_id__in=numbers)
    found = versions.prefetch_related("signatures", models.Prefetch("requests", open_now))
    return {each.record_id: each for each in found if numbers[each.record_id] == each.version}


def _of_version(actor: Actor, agreement: Agreement, version: SharedVersion) -> Iterator[WaitingItem]:
    title, page = str(version), _page(agreement.pk)
    if agreement.state == AgreementState.SHARED:
        if is_unasked(actor, version):
            yield WaitingItem(WaitingKind.ASK, title, page, version.shared_at)
    elif agreement.state == AgreementState.SIGNED:
        since = max(signature.signed_at for signature in version.signatures.all())
        yield WaitingItem(WaitingKind.ENTER, title, page, since)
    elif agreement.valid_until and actor.organisation.pk in party_ids(version):
        day = datetime.combine(agreement.valid_until - BEFORE_ITS_END, time.min)
        yield WaitingItem(WaitingKind.ENDING, title, page, timezone.make_aware(day))


def is_unasked(actor: Actor, version: SharedVersion) -> bool:
    """Whether the version waits for signatures of the actor's organisation, which has asked nobody."""
    asked = {
        each.position for each in version.requests.all() if each.organisation_id == actor.organisation.pk
    }
    return not asked.issuperset(unsigned_positions(actor, version))


def _page(pk: int) -> str:
    return reverse("agreements:agreement_detail", args=(pk,))
