"""Why something cannot be done in a follow-up, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from loftet.agreements.models import Agreement
from loftet.agreements.versions import newest_version, party_ids
from loftet.agreements.words import day
from loftet.domain.cells import COUNTED_IN
from loftet.domain.counts import counted
from loftet.domain.party_account import CountText
from loftet.domain.periods import overlaps
from loftet.domain.promise_set import PromiseText
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from .content import AssessmentContent, PeriodContent, StatementContent
from .models import STATED, FollowUp, PartyAccount, Reminder, ReportingPeriod

MOST_PERIODS = 60


def party_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    """Coordinators of the parties do everything here, and neither party more than the other."""
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    version = newest_version(agreement)
    if version is None:
        return [_("Share the agreement first: its parties follow up together.")]
    if actor.organisation.pk not in party_ids(version):
        return [_("Your organisation is not a party of the agreement.")]
    return []


def periods_obstacles(actor: Actor, agreement: Agreement, periods: Sequence[PeriodContent]) -> list[str]:
    if obstacles := party_obstacles(actor, agreement):
        return obstacles
    if len(periods) > MOST_PERIODS:
        return [_("An agreement has at most %(most)s periods.") % {"most": MOST_PERIODS}]
    return [*_each_period(periods), *_overlapping(periods)]


def kept_periods_obstacles(old: Iterable[ReportingPeriod], new: Sequence[PeriodContent]) -> list[str]:
    """A period that somebody has begun to account for stays as it is."""
    return [
        _("%(period)s is being accounted for and can no longer be changed.") % {"period": period.label}
        for period in old
        if period.order > len(new) or not _is_same(period, new[period.order - 1])
    ]


def find_follow_up(period: ReportingPeriod) -> FollowUp | None:
    return FollowUp.objects.filter(period=period).select_related("owner", "proposed_for").first()


def closed_obstacles(period: ReportingPeriod, follow_up: FollowUp | None) -> list[str]:
    if follow_up is None or follow_up.is_open:
        return []
    if follow_up.is_read_in:
        return [_("%(period)s is read in from a document: it stands as the document says.") % _named(period)]
    return [_("%(period)s is closed. What is wrong in it is corrected by a new closing.") % _named(period)]


def reading_in_obstacles(actor: Actor, promise_set: PromiseSet, *, today: date) -> list[str]:
    """Why what a document tells of the set cannot stand as periods that nobody closes (docs/adr/0046)."""
    if obstacles := party_obstacles(actor, promise_set.agreement):
        return obstacles
    if not promise_set.is_owned_by(actor):
        return [_("Only who reads in a document enters what it tells.")]
    if promise_set.valid_version is not None:
        return [_("The promise is signed: its parties account for it and close its periods themselves.")]
    if promise_set.ends_on is None or promise_set.ends_on >= today:
        return [_("The period of the promise is not over: its parties can still sign it and follow it up.")]
    return []


def read_periods_obstacles(periods: Sequence[PeriodContent], *, today: date) -> list[str]:
    going_on = [
        _("%(period)s ends on %(day)s. Close it after that.")
        % {"period": each.label, "day": day(each.ends_on)}
        for each in periods
        if each.ends_on and each.ends_on >= today
    ]
    return [*_each_period(periods), *_overlapping(periods), *going_on]


def writing_obstacles(
    actor: Actor, period: ReportingPeriod, follow_up: FollowUp | None, account: PartyAccount | None
) -> list[str]:
    """Why the actor's organisation cannot write its account of the period."""
    if obstacles := party_obstacles(actor, period.agreement) or closed_obstacles(period, follow_up):
        return obstacles
    if account is not None and not account.has_unshared_changes:
        return [_("The account is handed in. Begin a new version to change it.")]
    return []


def entering_obstacles(
    actor: Actor, period: ReportingPeriod, party: Organisation, *, source: str
) -> list[str]:
    """Why nothing can be entered for another party: each speaks for itself where it speaks (design 3.7)."""
    if party.pk == actor.organisation.pk:
        return [_("Your organisation writes its own account, not one entered from a source.")]
    version = newest_version(period.agreement)
    if version is None or party.pk not in party_ids(version):
        return [_("%(party)s is not a party of the agreement.") % {"party": party.name}]
    if has_spoken(period, party.pk):
        return [_("%(party)s has handed in its own account, which stands.") % {"party": party.name}]
    return [] if source.strip() else [_("Name the source that the other party's account is entered from.")]


def pair_obstacles(
    actor: Actor, period: ReportingPeriod, tellers: Collection[int], *, is_one_thing: bool
) -> list[str]:
    """Why the actor cannot say what two numbers are. A closed period is no hindrance: later totals go on."""
    if obstacles := party_obstacles(actor, period.agreement):
        return obstacles
    if actor.organisation.pk not in tellers:
        return [_("Only the two who told it can say whether it is the same.")]
    if is_one_thing:
        return [_("Both tell of one occurrence, and one of the numbers is wrong. Correct your own account.")]
    return []


def has_spoken(period: ReportingPeriod, party: int) -> bool:
    """Whether the party has handed in an account of its own, which what others enter never is."""
    own = PartyAccount.objects.filter(period=period, party=party, owner=party, shared_version__isnull=False)
    return own.exists()


def statement_obstacles(
    content: StatementContent, promise: PromiseText | None, parties: Collection[int]
) -> list[str]:
    if promise is None:
        return [_("The promise does not belong to what this period follows up.")]
    if content.account.state not in STATED:
        return [_("Say what became of the promise.")]
    if not content.account.not_done and content.account.state == "not_done":
        return [_("Say why it was not done.")]
    if (
        counted([each.count(0, 0) for each in content.account.counts])
        not in COUNTED_IN[content.account.state]
    ):
        return [_("What became of the promise and the numbers do not go together.")]
    return _count_obstacles(content.account.counts, promise, parties)


def assessment_obstacles(content: AssessmentContent, promise: PromiseText | None) -> list[str]:
    if promise is None:
        return [_("The promise does not belong to what this period follows up.")]
    if content.status in ("not_fulfilled", "partly_fulfilled") and not content.motive.strip():
        return [_("Say why: residents read the reason beside the status.")]
    return []


def hand_in_obstacles(
    actor: Actor, account: PartyAccount, follow_up: FollowUp | None, *, has_statements: bool
) -> list[str]:
    if obstacles := party_obstacles(actor, account.agreement) or closed_obstacles(account.period, follow_up):
        return obstacles
    if not account.is_owned_by(actor):
        return [_("Each party hands in its own account.")]
    if obstacles := _entered_obstacles(actor, account):
        return obstacles
    if not account.has_unshared_changes:
        return [_("The account is handed in already.")]
    return [] if has_statements else [_("Nothing is written yet. Say something of at least one promise.")]


def new_account_version_obstacles(
    actor: Actor, account: PartyAccount, follow_up: FollowUp | None
) -> list[str]:
    if obstacles := party_obstacles(actor, account.agreement) or closed_obstacles(account.period, follow_up):
        return obstacles
    if not account.is_owned_by(actor):
        return [_("Each party changes its own account.")]
    if obstacles := _entered_obstacles(actor, account):
        return obstacles
    if account.has_unshared_changes:
        return [_("The account is not handed in yet: change it as it is.")]
    return []


def propose_obstacles(
    actor: Actor, period: ReportingPeriod, follow_up: FollowUp | None, *, today: date
) -> list[str]:
    if obstacles := party_obstacles(actor, period.agreement):
        return obstacles
    if follow_up is not None and follow_up.is_open:
        return [_("A closing is proposed already. Confirm it, or withdraw it first.")]
    if follow_up is not None and follow_up.is_read_in:
        return closed_obstacles(period, follow_up)
    if period.ends_on and period.ends_on >= today:
        return [_("%(period)s ends on %(day)s. Close it after that.") % _named(period, day=period.ends_on)]
    return []


def confirm_obstacles(actor: Actor, follow_up: FollowUp) -> list[str]:
    if obstacles := party_obstacles(actor, follow_up.agreement):
        return obstacles
    if not follow_up.is_open:
        return [_("It is closed already.")]
    confirmed = follow_up.confirmations.filter(version=follow_up.version, organisation=actor.organisation)
    return [_("Your organisation has confirmed.")] if confirmed.exists() else []


def withdraw_obstacles(actor: Actor, follow_up: FollowUp) -> list[str]:
    if obstacles := party_obstacles(actor, follow_up.agreement):
        return obstacles
    if not follow_up.is_open:
        return [_("It is closed already.")]
    if follow_up.proposed_for_id != actor.organisation.pk:
        return [_("Only %(party)s, which proposed it, can withdraw it.") % {"party": follow_up.proposed_for}]
    return []


def silence_obstacles(
    actor: Actor,
    follow_up: FollowUp,
    silent: Iterable[Organisation],
    reminders: Collection[Reminder],
    *,
    today: date,
) -> list[str]:
    """Why it cannot be closed without those who have not answered (design 3.11)."""
    if obstacles := party_obstacles(actor, follow_up.agreement):
        return obstacles
    if not follow_up.is_open:
        return [_("It is closed already.")]
    if not follow_up.confirmations.filter(
        version=follow_up.version, organisation=actor.organisation
    ).exists():
        return [_("Confirm for your own organisation first.")]
    due_on = follow_up.period.due_on
    if due_on is None or due_on >= today:
        return [_("The others have until %(day)s to answer.") % {"day": day(due_on)}]
    reminded = {each.organisation_id for each in reminders if due_on < each.sent_on < today}
    return [
        _("%(party)s has not been reminded yet; a reminder comes first.") % {"party": each.name}
        for each in silent
        if each.pk not in reminded
    ]


def _entered_obstacles(actor: Actor, account: PartyAccount) -> list[str]:
    if not account.is_entered:
        return []
    return entering_obstacles(actor, account.period, account.party, source=account.entered_from)


def _each_period(periods: Iterable[PeriodContent]) -> Iterable[str]:
    for each in periods:
        if not each.label.strip():
            yield _("Every period has a name.")
        if each.starts_on and each.ends_on and each.ends_on < each.starts_on:
            yield _("%(period)s ends before it begins.") % {"period": each.label}
        if each.due_on and each.ends_on and each.due_on < each.ends_on:
            yield _("%(period)s is due before it ends.") % {"period": each.label}
        if each.remind_on and each.due_on is None:
            yield _("Nobody is reminded of %(period)s: it has no due day.") % {"period": each.label}


def _overlapping(periods: Sequence[PeriodContent]) -> Iterable[str]:
    orderly = [each for each in periods if not (each.starts_on and each.ends_on) or _is_orderly(each)]
    spans = [
        ReportingPeriod(
            order=order, label=each.label, starts_on=each.starts_on, ends_on=each.ends_on
        ).ref.reporting_period
        for order, each in enumerate(orderly, start=1)
    ]
    for one, other in overlaps(spans):
        named = {"one": one.label, "other": other.label}
        yield _("%(one)s and %(other)s share days: what was done then would be told twice.") % named


def _is_orderly(period: PeriodContent) -> bool:
    return bool(period.starts_on and period.ends_on and period.starts_on <= period.ends_on)


def _is_same(period: ReportingPeriod, content: PeriodContent) -> bool:
    """The day that an account is due and when to remind may still be moved."""
    return (period.label, period.starts_on, period.ends_on, period.is_read) == (
        content.label,
        content.starts_on,
        content.ends_on,
        content.is_read,
    )


def _count_obstacles(
    counts: Iterable[CountText], promise: PromiseText, parties: Collection[int]
) -> list[str]:
    known = {each.key for each in promise.commitments} | {""}
    obstacles = []
    for each in counts:
        if each.commitment not in known:
            obstacles.append(_("A number is of a commitment that the promise does not have."))
        if not set(each.parties) <= set(parties):
            obstacles.append(_("Who took part are parties of the agreement."))
    return list(dict.fromkeys(obstacles))


def _named(period: ReportingPeriod, **days: date) -> dict[str, str]:
    return {"period": period.label} | {name: day(value) for name, value in days.items()}
