"""From signed to in force to ended: by a coordinator, or because the day has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE, AgreementAct, AgreementState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..models import Agreement, SharedVersion
from ..policies import end_obstacles, enter_obstacles
from ..versions import newest_version, numbered_version, party_ids
from . import letters
from .drafting import locked
from .requests import close_requests


@transaction.atomic
def enter_into_force(*, by: Actor, agreement: Agreement) -> Agreement:
    kept = locked(agreement)
    version = newest_version(kept)
    if version is None:
        raise NotAllowed([_("Everybody must sign before the agreement enters into force.")])
    if obstacles := enter_obstacles(by, kept, version, today=timezone.localdate()):
        raise NotAllowed(obstacles)
    _move(kept, AgreementAct.ENTER_INTO_FORCE)
    kept.save(update_fields=["state"])
    audit.record(by=by, kind="agreement_in_force", subject=version, data={"version": version.version})
    return kept


@transaction.atomic
def end_agreement(*, by: Actor, agreement: Agreement, reason: str) -> Agreement:
    """End it today, whatever its period says; every party reads the reason."""
    kept = locked(agreement)
    version = newest_version(kept)
    if obstacles := end_obstacles(by, kept, version):
        raise NotAllowed(obstacles)
    if not reason.strip():
        raise NotAllowed([_("Say why the agreement ends.")])
    assert version is not None
    _end(kept, on=timezone.localdate(), reason=reason)
    audit.record(by=by, kind="agreement_ended", subject=version, data={"reason": reason})
    for known, organisations in _who_knows(kept, version, but=by.organisation):
        letters.tell_ended(known, reason=reason, organisations=organisations)
    return kept


def follow_calendar(*, today: date) -> int:
    """Let begin and end what the calendar says; return how many agreements moved. Safe at any time."""
    moved = 0
    for pk in _due(today):
        moved += _follow_calendar(pk, today)
    return moved


def _due(today: date) -> list[int]:
    valid = Agreement.objects.filter(valid_version=F("shared_version"))
    begin = valid.filter(state=AgreementState.SIGNED, valid_from__lte=today)
    over = valid.filter(state__in=(AgreementState.SIGNED, AgreementState.IN_FORCE), valid_until__lt=today)
    return list((begin | over).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _follow_calendar(pk: int, today: date) -> int:
    """Decides anew under the lock: somebody may have acted meanwhile."""
    kept = Agreement.objects.select_for_update().get(pk=pk)
    version = newest_version(kept)
    if version is None or kept.state not in {AgreementState.SIGNED, AgreementState.IN_FORCE}:
        return 0
    if kept.valid_until is not None and kept.valid_until < today:
        _end(kept, on=kept.valid_until, reason="")
        kind = "agreement_ended"
    elif kept.state == AgreementState.SIGNED and kept.valid_from is not None and kept.valid_from <= today:
        _move(kept, AgreementAct.ENTER_INTO_FORCE)
        kept.save(update_fields=["state"])
        kind = "agreement_in_force"
    else:
        return 0
    audit.record_system(
        organisation_id=kept.owner_id, kind=kind, subject=version, data={"version": version.version}
    )
    return 1


def _end(agreement: Agreement, *, on: date, reason: str) -> None:
    _move(agreement, AgreementAct.END)
    agreement.ended_on, agreement.end_reason = on, reason
    agreement.save(update_fields=["state", "ended_on", "end_reason"])
    close_requests(agreement)


def _move(agreement: Agreement, act: AgreementAct) -> None:
    agreement.state = AGREEMENT_LIFECYCLE.after(AgreementState(agreement.state), act)


def _who_knows(
    agreement: Agreement, newest: SharedVersion, *, but: Organisation
) -> Iterator[tuple[SharedVersion, list[Organisation]]]:
    """Whom the end concerns, by the version that they have: the newest, or the valid one."""
    told = {but.pk}
    for version in (newest, numbered_version(agreement, agreement.valid_version)):
        if version is not None:
            named = party_ids(version) | ({agreement.owner_id} if version is newest else set())
            yield version, list(Organisation.objects.filter(pk__in=named - told).order_by("sort_key", "pk"))
            told |= named
