"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from loftet.domain.suggestion import PromiseStatus
from loftet.followup.models import (
    Assessment,
    Confirmation,
    FollowUp,
    PartyAccount,
    Reminder,
    ReportingPeriod,
    Statement,
    StatementCount,
)

from .making import TODAY, World, assess, closed, count, done, not_done, propose, remind, state


def refuses(words: str, act: Callable[[], Any]) -> None:
    """At once, or at the end of the transaction where the constraint waits for it."""
    with pytest.raises(IntegrityError, match=words):
        _attempt(act)


@transaction.atomic
def _attempt(act: Callable[[], Any]) -> None:
    act()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def update(model: Any, **fields: Any) -> Callable[[], Any]:
    return lambda: model.objects.update(**fields)


def test_periods(world: World) -> None:
    first = ReportingPeriod.objects.filter(order=1)
    refuses("periods_stand_in_order", lambda: first.update(order=2))
    refuses("a_period_has_its_label", lambda: first.update(label=""))
    refuses("a_period_ends_after_it_starts", lambda: first.update(starts_on=TODAY))
    refuses("an_account_is_due_after_its_period", lambda: first.update(ends_on=TODAY))


def test_a_party_is_reminded_once_a_day(world: World) -> None:
    remind(world.period, -57)
    kept = Reminder.objects.first()
    assert kept is not None
    refuses(
        "a_party_is_reminded_once_a_day",
        lambda: Reminder.objects.create(
            period=kept.period, organisation=kept.organisation, sent_on=kept.sent_on
        ),
    )


def test_accounts(world: World) -> None:
    account = state(world.cast.asta, world, done(count(2)))
    police = world.cast.petra.organisation
    refuses("an_account_for_another_names_its_source", update(PartyAccount, party=police))
    refuses("an_account_for_another_names_its_source", update(PartyAccount, entered_from="Ett brev"))
    refuses(
        "a_period_has_one_account_from_each_writer",
        lambda: PartyAccount.objects.create(
            agreement=world.agreement, period=world.period, party=account.party, owner=account.owner
        ),
    )


def test_statements(world: World) -> None:
    account = state(world.cast.asta, world, not_done())
    refuses("not_done_has_its_reason", update(Statement, not_done_reason=""))
    refuses("words_of_not_done_have_a_reason", update(Statement, state="done", not_done_reason=""))
    kept = Statement.objects.get()
    again = {"account": account, "promise_set": kept.promise_set, "promise_key": kept.promise_key}
    refuses("a_promise_is_stated_once", lambda: Statement.objects.create(**again, state="done"))


def test_numbers(world: World) -> None:
    state(world.cast.asta, world, done(count(2, "m")))
    refuses("a_stated_number_is_not_below_zero", update(StatementCount, number=-1))
    refuses("a_stated_count_ends_after", update(StatementCount, starts_on=TODAY, ends_on="2020-01-01"))
    row = StatementCount.objects.get()
    again = {"statement": row.statement, "key": row.key, "unit": row.unit}
    refuses("a_statement_counts_a_thing_once", lambda: StatementCount.objects.create(**again))


def test_a_promise_is_assessed_once(world: World) -> None:
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    row = Assessment.objects.get()
    again = {"account": row.account, "promise_key": row.promise_key, "status": "fulfilled"}
    refuses("a_promise_is_assessed_once", lambda: Assessment.objects.create(**again))


def test_closings(world: World) -> None:
    follow_up = propose(world.cast.asta, world)
    kept = follow_up.confirmations.get()
    again = {"organisation": kept.organisation, "confirmed_by": kept.confirmed_by, "version": kept.version}
    refuses("confirms_a_closing_once", lambda: Confirmation.objects.create(follow_up=follow_up, **again))
    refuses("a_closed_follow_up_is_frozen", update(FollowUp, state="closed"))
    refuses("a_corrected_follow_up_has_its_reason", update(FollowUp, version=2))


# A closed period is frozen, whoever asks.


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (PartyAccount, {"revision": 99}),
        (Statement, {"words": "Något annat."}),
        (StatementCount, {"number": 99}),
        (Assessment, {"motive": "Något annat."}),
        (Confirmation, {"version": 9}),
    ],
)
def test_nothing_of_a_closed_period_changes_or_goes(world: World, model: Any, fields: dict[str, Any]) -> None:
    assess(world.cast.asta, world, PromiseStatus.UNDER_WAY)
    closed(world)
    refuses("is closed", update(model, **fields))
    refuses("is closed", lambda: model.objects.all()._raw_delete("default"))


def test_a_closed_period_is_neither_moved_nor_renamed(world: World) -> None:
    closed(world)
    first = ReportingPeriod.objects.filter(order=1)
    refuses("is closed", lambda: first.update(label="Något annat"))
    refuses("is closed", lambda: first.update(ends_on=TODAY))
    assert ReportingPeriod.objects.filter(order=2).update(label="Nästa") == 1


def test_nothing_is_added_to_a_closed_period(world: World) -> None:
    closed(world)
    row = Statement.objects.filter(account__owner=world.cast.asta.organisation).get()
    refuses("is closed", lambda: StatementCount.objects.create(statement=row, key="ny"))
    refuses(
        "is closed",
        lambda: Assessment.objects.create(
            account=row.account, promise_key=row.promise_key, status="fulfilled"
        ),
    )


def test_what_was_handed_over_is_not_removed(world: World) -> None:
    closed(world)
    refuses("not removed|is closed", lambda: FollowUp.objects.all()._raw_delete("default"))
    refuses("not removed|is closed", lambda: PartyAccount.objects.all()._raw_delete("default"))


def test_a_correction_opens_the_period_again(world: World) -> None:
    closed(world)
    propose(world.cast.petra, world, reason="Fel antal.")
    assert Statement.objects.update(words="Något annat.") == 2
