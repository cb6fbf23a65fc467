"""What waits for the coordinators of the parties, for "My day". A line begins on a day that does not move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import UNSHARED, Agreement, SharedVersion
from loftet.agreements.selectors import WaitingItem
from loftet.agreements.versions import party_ids
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from ..followed import newest_of
from ..models import Assessment, Confirmation, FollowUp, PartyAccount, ReportingPeriod, Statement
from .conflicts import conflicts_since, list_accounts_of

DAYS_BEFORE_DUE = 7


class WaitingKind(models.TextChoices):
    """Why it waits."""

    HAND_IN = "hand_in", _("The period is over and can be accounted for")
    DUE_SOON = "due_soon", _("The account is to be handed in soon")
    OVERDUE = "overdue", _("The account should have been handed in")
    ASSESS = "assess", _("Written, but not assessed")
    OTHER_MISSING = "other_missing", _("Another party has not handed in")
    CONFLICT = "conflict", _("The parties' numbers conflict")
    CONFIRM = "confirm", _("A closing is proposed and waits for your organisation")


@dataclass(frozen=True)
class _Period:
    """A period that is over and not closed, as one party stands to it."""

    period: ReportingPeriod
    title: str
    is_ours_in: bool
    are_others_in: bool
    handed_in: tuple[PartyAccount, ...]


def list_waiting_for(actor: Actor) -> list[WaitingItem]:
    """The longest waiting first; the same number of queries however many periods there are."""
    if act_obstacles(actor, Act.DRAFT):
        return []
    today = timezone.localdate()
    periods = list(_open_periods(actor, today))
    items = [item for each in periods for item in _of_period(each, today)]
    items += [*_conflicts(periods), *_unassessed(actor), *_proposals(actor)]
    return sorted(items, key=lambda item: item.since)


def _open_periods(actor: Actor, today: date) -> Iterator[_Period]:
    over = ReportingPeriod.objects.visible_to(actor).filter(is_read=False, ends_on__lt=today)
    periods = list(over.exclude(follow_up__shared_version__isnull=False).select_related("agreement"))
    versions = _versions_of(periods)
    accounts = list_accounts_of(periods)
    for period in periods:
        version, own = versions[period.agreement_id], actor.organisation.pk
        if own in party_ids(version):
            handed_in = tuple(accounts[period.pk])
            missing = party_ids(version) - {each.party_id for each in handed_in}
            title = f"{period.label}, {version}"
            yield _Period(period, title, own not in missing, not missing - {own}, handed_in)


def _versions_of(periods: Iterable[ReportingPeriod]) -> dict[int, SharedVersion]:
    """The agreements as they were last shared: what their owner drafts is nobody else's to read."""
    return newest_of({each.agreement_id: each.agreement.shared_version for each in periods}, Agreement)


def _of_period(each: _Period, today: date) -> Iterator[WaitingItem]:
    """One line: what is to be done now, with the day from which that is so."""
    due_on = each.period.due_on
    if each.is_ours_in:
        if not each.are_others_in and due_on and due_on < today:
            yield _item(WaitingKind.OTHER_MISSING, each, due_on + timedelta(days=1))
    elif due_on and due_on < today:
        yield _item(WaitingKind.OVERDUE, each, due_on + timedelta(days=1))
    elif due_on and due_on - timedelta(days=DAYS_BEFORE_DUE) <= today:
        yield _item(WaitingKind.DUE_SOON, each, due_on - timedelta(days=DAYS_BEFORE_DUE))
    else:
        assert each.period.ends_on is not None
        yield _item(WaitingKind.HAND_IN, each, each.period.ends_on + timedelta(days=1))


def _conflicts(periods: Iterable[_Period]) -> Iterator[WaitingItem]:
    """For every party alike: whichever sees it first says whether it is the same, or corrects its own."""
    since = conflicts_since({each.period: each.handed_in for each in periods})
    for each in periods:
        if each.period.pk in since:
            url = reverse("followup:pair_list", args=(each.period.pk,))
            yield WaitingItem(WaitingKind.CONFLICT, each.title, url, since[each.period.pk])


def _unassessed(actor: Actor) -> Iterator[WaitingItem]:
    """Accounts being written in which a promise that is told of has no status of one's own."""
    drafts = PartyAccount.objects.owned_by(actor).filter(shared_version__isnull=True, entered_from="")
    assessed = Assessment.objects.filter(
        account=models.OuterRef("account"), promise_key=models.OuterRef("promise_key")
    )
    told = Statement.objects.filter(account__in=drafts).exclude(models.Exists(assessed))
    kept = drafts.filter(pk__in=told.values("account_id")).select_related("period")
    for account in kept:
        yield WaitingItem(
            WaitingKind.ASSESS, account.period.label, account.period.get_absolute_url(), account.created_at
        )


def _proposals(actor: Actor) -> Iterator[WaitingItem]:
    open_now = list(FollowUp.objects.visible_to(actor).filter(UNSHARED).select_related("period__agreement"))
    confirmed = Confirmation.objects.filter(organisation=actor.organisation, follow_up__in=open_now)
    done = set(confirmed.values_list("follow_up_id", "version"))
    found = [each for each in open_now if (each.pk, each.version) not in done]
    versions = _versions_of([each.period for each in found])
    for each in found:
        if actor.organisation.pk in party_ids(versions[each.agreement_id]):
            url = each.period.get_absolute_url()
            yield WaitingItem(WaitingKind.CONFIRM, each.title, url, each.proposed_at)


def _item(kind: WaitingKind, each: _Period, day: date) -> WaitingItem:
    since = timezone.make_aware(datetime.combine(day, time.min))
    return WaitingItem(kind, each.title, each.period.get_absolute_url(), since)
