"""Whatever the parties report, write, hand in and mark, through the services and the database: no cell of a
follow-up is blank, no total is below its parts, and nothing is counted twice.

The same of any accounts at all, without database: tests/domain/test_follow_up_histories.py.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loftet.activities import services as activities
from loftet.activities.models import Occurrence
from loftet.domain.cells import CELL_OF, COUNTED_IN, OutcomeState
from loftet.domain.counts import counted
from loftet.domain.duplicates import Verdict
from loftet.domain.exact import exact
from loftet.domain.follow_up import FollowedPromise
from loftet.domain.totals import totals
from loftet.followup import services
from loftet.followup.content import StatementContent
from loftet.followup.document_words import area_words
from loftet.followup.followed import marks_of
from loftet.followup.models import PartyAccount
from loftet.followup.selectors import PeriodPage, get_page, get_writing
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from tests.activities.making import not_done, nothing, occurrence

from .making import TODAY, World, count, done

PERIOD = 1  # it ended yesterday
PLACES = 4  # two parties in the two periods so far
ACTORS = st.sampled_from(("asta", "petra"))
NUMBERS = st.sampled_from((None, "0", "1", "3", "12"))


@dataclass
class History:
    """Does what is drawn, as far as it is allowed."""

    world: World

    def actor(self, name: str) -> Actor:
        return self.world.cast.asta if name == "asta" else self.world.cast.petra

    def tell(self, who: str, number: str | None, days_ago: int) -> None:
        day = TODAY - timedelta(days=days_ago)
        occurrence(self.actor(who), self.world.promise_set, starts_on=day, number=number)

    def nothing(self, who: str) -> None:
        nothing(self.actor(who), self.world.promise_set)

    def not_done(self, who: str) -> None:
        not_done(self.actor(who), self.world.promise_set)

    def withdraw(self, who: str) -> None:
        own = Occurrence.objects.standing().filter(organisation=self.actor(who).organisation)
        if told := own.last():
            activities.withdraw_occurrence(by=self.actor(who), occurrence=told, reason="Fel dag.")

    def write(self, who: str) -> None:
        """What is reported becomes the statement."""
        writing = get_writing(self.actor(who), self.world.periods[PERIOD], self.world.promise.key)
        assert writing is not None
        account = writing.told.account or writing.begun_from
        self._save(who, StatementContent(self.world.promise.key, account), writing.statement_revision)

    def type(self, who: str, number: str | None) -> None:
        writing = get_writing(self.actor(who), self.world.periods[PERIOD], self.world.promise.key)
        assert writing is not None
        typed = count(None if number is None else float(number))
        state = CELL_OF[OutcomeState.DONE, counted([typed.count(0, 0)])]
        account = done(typed, state=state, has_uncounted=number is None)
        self._save(who, StatementContent(self.world.promise.key, account), writing.statement_revision)

    def enter(self, number: str) -> None:
        """The municipality enters for the police."""
        police = self.world.cast.petra.organisation
        writing = get_writing(
            self.world.cast.asta, self.world.periods[PERIOD], self.world.promise.key, police
        )
        assert writing is not None
        services.save_statement(
            by=self.world.cast.asta,
            period=self.world.periods[PERIOD],
            content=StatementContent(self.world.promise.key, done(count(float(number)))),
            revision=writing.statement_revision,
            party=police,
            entered_from="Mejl 3 maj",
        )

    def hand_in(self, who: str) -> None:
        for account in PartyAccount.objects.filter(owner=self.actor(who).organisation):
            with suppress(NotAllowed):
                services.hand_in(by=self.actor(who), account=account)

    def reopen(self, who: str) -> None:
        own = PartyAccount.objects.filter(owner=self.actor(who).organisation, entered_from="")
        if account := own.first():
            services.begin_new_account_version(by=self.actor(who), account=account, reason="Fel.")

    def mark(self, verdict: Verdict) -> None:
        told = [
            Occurrence.objects.filter(
                organisation=self.actor(who).organisation, sharings__isnull=False
            ).last()
            for who in ("asta", "petra")
        ]
        if told[0] and told[1]:
            activities.mark_same_or_two(by=self.actor("asta"), one=told[0], other=told[1], verdict=verdict)

    def _save(self, who: str, content: StatementContent, revision: int) -> None:
        services.save_statement(
            by=self.actor(who), period=self.world.periods[PERIOD], content=content, revision=revision
        )


Act = Callable[[History], None]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda who, number, days: lambda it: it.tell(who, number, days), ACTORS, NUMBERS, st.integers(1, 9)
    ),
    st.builds(lambda who: lambda it: it.nothing(who), ACTORS),
    st.builds(lambda who: lambda it: it.not_done(who), ACTORS),
    st.builds(lambda who: lambda it: it.withdraw(who), ACTORS),
    st.builds(lambda who: lambda it: it.write(who), ACTORS),
    st.builds(lambda who, number: lambda it: it.type(who, number), ACTORS, NUMBERS),
    st.builds(lambda number: lambda it: it.enter(number), st.sampled_from(("1", "7"))),
    st.builds(lambda who: lambda it: it.hand_in(who), ACTORS),
    st.builds(lambda who: lambda it: it.reopen(who), ACTORS),
    st.builds(lambda verdict: lambda it: it.mark(verdict), st.sampled_from(Verdict)),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=2, max_size=10))
def test_no_history_of_reports_leaves_a_cell_blank_a_total_too_low_or_a_thing_counted_twice(
    world: World, acts: list[Act]
) -> None:
    with transaction.atomic():
        history = History(world)
        for act in acts:
            with suppress(NotAllowed):
                act(history)
        for who in ("asta", "petra"):
            page = get_page(history.actor(who), world.periods[PERIOD], today=TODAY)
            assert_nothing_is_blank(page)
            for promise in page.document.promises:
                assert_totals_hold(promise, page)
        transaction.set_rollback(True)


def assert_nothing_is_blank(page: PeriodPage) -> None:
    """Every party has one cell in every period, and each says something to who reads it."""
    for promise in page.document.promises:
        places = [(cell.party, cell.period) for cell in promise.cells]
        assert len(places) == len(set(places)) == PLACES
        for cell in promise.cells:
            kept = cell.account.cell(cell.party, cell.period)
            assert counted(kept.counts) in COUNTED_IN[kept.state]
    for area in area_words(page.document):
        for row in area.promises:
            assert all(cell.in_short for _label, cells in row.history for cell in cells)


def assert_totals_hold(promise: FollowedPromise, page: PeriodPage) -> None:
    marks = marks_of(page.sets)
    cells = [cell.account.cell(cell.party, cell.period) for cell in promise.cells]
    for total in promise.totals:
        assert total.high is None or total.high >= total.low
        for cell in cells:
            alone = totals([cell], marks).get(total.unit)
            assert alone is None or total.low >= float(alone.low)
        largest: dict[str, Fraction] = {}
        for each in (each for cell in promise.cells for each in cell.account.counts):
            if each.unit == total.unit and each.number is not None:
                largest[each.key] = max(largest.get(each.key, Fraction(0)), exact(each.number))
        assert total.low <= sum(largest.values())
        assert total.high is None or total.high <= sum(largest.values())
