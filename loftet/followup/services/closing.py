"""Closing a period by equals: proposed by one, confirmed by all, or closed over silence (design 3.11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements import sharing
from loftet.agreements.services import close_older_requests
from loftet.agreements.versions import newest_version
from loftet.domain.follow_up import FollowUpDocument, Silence
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.follow_up_states import FOLLOW_UP_LIFECYCLE, FollowUpAct, FollowUpState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..followed import list_followed_sets, list_handed_in, marks_of, parties_in
from ..framing import frame_of, list_series
from ..models import Confirmation, FollowUp, Reminder, ReportingPeriod
from ..policies import (
    confirm_obstacles,
    find_follow_up,
    propose_obstacles,
    silence_obstacles,
    withdraw_obstacles,
)
from ..titles import follow_up_title
from . import letters
from .locking import lock_period


@transaction.atomic
def propose_closing(*, by: Actor, period: ReportingPeriod, reason: str = "") -> FollowUp:
    """Propose to close the period, or to close it anew: then `reason` says what was wrong.

    Who proposes has confirmed.
    """
    kept = lock_period(period)
    follow_up = find_follow_up(kept)
    NotAllowed.raise_if(propose_obstacles(by, kept, follow_up, today=timezone.localdate()))
    if follow_up is not None and not reason.strip():
        raise NotAllowed([_("Say what is wrong in what was closed.")])
    row = follow_up or FollowUp(agreement=kept.agreement, period=kept, owner=by.organisation)
    if follow_up is not None:
        row.version, row.change_reason = row.version + 1, reason
    row.title = follow_up_title(kept.label, kept.agreement.title)
    row.proposed_by, row.proposed_for, row.proposed_at = by.person, by.organisation, timezone.now()
    row.revision += 1
    row.save()
    audit.record(by=by, kind="closing_proposed", subject=row, data={"version": row.version})
    _confirm(by, row)
    if not _unconfirmed(row):
        _close(by, row, ())
    else:
        letters.tell_proposed(row, by=by.organisation)
    return row


@transaction.atomic
def confirm_closing(*, by: Actor, follow_up: FollowUp, revision: int | None = None) -> FollowUp:
    """Confirm for one's own party; the last to confirm closes the period.

    With `revision`, only what was shown is confirmed.
    """
    kept = _locked(follow_up)
    NotAllowed.raise_if(confirm_obstacles(by, kept) or _revision_obstacles(kept, revision))
    _confirm(by, kept)
    if not _unconfirmed(kept):
        _close(by, kept, ())
    return kept


@transaction.atomic
def close_over_silence(*, by: Actor, follow_up: FollowUp) -> FollowUp:
    """Close without those who have not answered: due, reminded, silent. The document says so."""
    kept = _locked(follow_up)
    silent = _unconfirmed(kept)
    reminders = list(Reminder.objects.filter(period=kept.period_id))
    today = timezone.localdate()
    NotAllowed.raise_if(silence_obstacles(by, kept, silent, reminders, today=today))
    _close(by, kept, tuple(_silence(kept.period, each, reminders) for each in silent))
    return kept


@transaction.atomic
def withdraw_proposal(*, by: Actor, follow_up: FollowUp) -> None:
    """Take the proposal back; what was closed before stands as it was."""
    kept = _locked(follow_up)
    NotAllowed.raise_if(withdraw_obstacles(by, kept))
    audit.record(by=by, kind="closing_withdrawn", subject=kept, data={"version": kept.version})
    kept.confirmations.filter(version=kept.version).delete()
    if kept.shared_version is None:
        kept.delete()
        return
    standing = newest_version(kept)
    assert standing is not None
    kept.version, kept.change_reason = standing.version, standing.reason
    kept.save(update_fields=["version", "change_reason"])


def _locked(follow_up: FollowUp) -> FollowUp:
    """The period first, as everywhere in this room, then the closing."""
    lock_period(follow_up.period)
    rows = FollowUp.objects.select_for_update(of=("self",))
    return rows.select_related("period__agreement", "agreement", "owner", "proposed_for").get(pk=follow_up.pk)


def _confirm(by: Actor, follow_up: FollowUp) -> None:
    Confirmation.objects.create(
        follow_up=follow_up,
        version=follow_up.version,
        organisation=by.organisation,
        confirmed_by=by.person,
    )
    audit.record(by=by, kind="closing_confirmed", subject=follow_up, data={"version": follow_up.version})


def _unconfirmed(follow_up: FollowUp) -> list[Organisation]:
    parties = [each.organisation for each in parties_in(follow_up.agreement)]
    confirmed = follow_up.confirmations.filter(version=follow_up.version).values("organisation")
    return list(Organisation.objects.filter(pk__in=parties).exclude(pk__in=confirmed))


def _close(by: Actor, follow_up: FollowUp, silences: Sequence[Silence]) -> None:
    document = _document(follow_up, silences)
    parties = [each.organisation for each in document.parties]
    receivers = list(Organisation.objects.filter(pk__in=parties).order_by("sort_key", "pk"))
    version = sharing.share(
        by=by,
        record=follow_up,
        document=document.to_data(),
        organisations=receivers,
        reason=document.change_reason,
        also={"state": FOLLOW_UP_LIFECYCLE.after(FollowUpState(follow_up.state), FollowUpAct.CLOSE)},
    )
    about = {"version": version.version, "silent": [each.party for each in silences]}
    audit.record(by=by, kind="period_closed", subject=follow_up, data=about)
    close_older_requests(by=by, version=version)
    letters.tell_closed(version, organisations=receivers)


def _document(follow_up: FollowUp, silences: Sequence[Silence]) -> FollowUpDocument:
    period = follow_up.period
    series = list_series(period)
    sets = list_followed_sets(period, series)
    frame = frame_of(
        period,
        series,
        sets,
        today=timezone.localdate(),
        silences=silences,
        version=follow_up.version,
        reason=follow_up.change_reason,
    )
    so_far = [each for each in series if each.order <= period.order]
    return assemble(frame, list_handed_in(so_far), marks_of(sets))


def _silence(period: ReportingPeriod, party: Organisation, reminders: Iterable[Reminder]) -> Silence:
    assert period.due_on is not None, "nobody is silent before a day that is not set"
    reminded = tuple(each.sent_on for each in reminders if each.organisation_id == party.pk)
    return Silence(party.pk, period.due_on, reminded)


def _revision_obstacles(follow_up: FollowUp, revision: int | None) -> list[str]:
    if revision is None or revision == follow_up.revision:
        return []
    return [_("Something was handed in after this page was opened. Read it again before you confirm.")]
