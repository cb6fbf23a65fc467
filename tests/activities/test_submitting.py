"""A report of several rows: all of it or nothing, and once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from loftet.activities import services
from loftet.activities.content import NotDoneContent
from loftet.activities.models import Activity, Occurrence, Report, Submission
from loftet.activities.report_rows import NotDoneRow, NothingRow
from loftet.activities.selectors.receipts import get_receipt
from loftet.activities.services import SentAlready
from loftet.domain.cells import NotDoneReason
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent
from loftet.promises.models import PromiseSet
from tests.database import Clone
from tests.factories import Cast, make_cast
from tests.promises.making import running

from .links import asked, author, done, mailed
from .making import TODAY, counted, window

KEY = "en-nyckel"


def test_rows_of_each_kind_are_recorded_together(cast: Cast, promise_set: PromiseSet) -> None:
    first, second, third = (window(cast.asta, promise_set) for _each in range(3))
    why = NotDoneContent(NotDoneReason.STAFF_MISSING, "Sjukdom", TODAY + timedelta(days=7))
    rows = [done(first), NothingRow(second, TODAY), NotDoneRow(third, TODAY, why)]

    sent = services.submit_report(by=cast.asta, key=KEY, rows=rows)
    told = [Occurrence.objects.get().key, *Report.objects.order_by("pk").values_list("key", flat=True)]
    assert sent.told == told
    assert [each.state for each in Activity.objects.order_by("pk")[:3]] == ["done", "not_done", "not_done"]
    lines = [line.told for line in get_receipt(sent)]
    assert lines[0].startswith("Mätningar: 1, ")
    assert lines[1].startswith("Inget den här gången, ")
    assert lines[2].startswith("Inte gjort: Det fanns ingen som kunde göra det. Görs i stället den ")


def test_one_row_refused_leaves_nothing_recorded(cast: Cast, promise_set: PromiseSet) -> None:
    early = done(window(cast.asta, promise_set), starts_on=TODAY + timedelta(days=1))

    with pytest.raises(NotAllowed, match="”Mätning i avloppsvattnet”: "):
        services.submit_report(by=cast.asta, key=KEY, rows=[done(window(cast.asta, promise_set)), early])
    assert not Occurrence.objects.exists()
    assert not Submission.objects.exists()


def test_a_report_without_rows_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="minst en sak"):
        services.submit_report(by=cast.asta, key=KEY, rows=[])


def test_the_same_key_again_records_nothing_more(cast: Cast, promise_set: PromiseSet) -> None:
    rows = [done(window(cast.asta, promise_set))]
    first = services.submit_report(by=cast.asta, key=KEY, rows=rows)

    assert services.submit_report(by=cast.asta, key=KEY, rows=rows) == first
    assert Occurrence.objects.count() == 1


def test_something_else_with_the_same_key_is_told_and_not_lost_in_silence(
    cast: Cast, promise_set: PromiseSet
) -> None:
    activity = window(cast.asta, promise_set, amount=None)
    services.submit_report(by=cast.asta, key=KEY, rows=[done(activity)])

    with pytest.raises(SentAlready):
        services.submit_report(by=cast.asta, key=KEY, rows=[done(activity, place_name="Ryd")])


def test_two_organisations_may_have_the_same_key(cast: Cast, promise_set: PromiseSet) -> None:
    for party in (cast.asta, cast.petra):
        services.submit_report(by=party, key=KEY, rows=[done(window(party, promise_set))])

    assert Submission.objects.count() == 2


def test_a_receipt_counts_what_the_party_has_told_so_far(cast: Cast, promise_set: PromiseSet) -> None:
    def progress(key: str, number: str | None) -> str:
        row = done(window(cast.asta, promise_set), counts=(counted(promise_set, number),))
        (line,) = get_receipt(services.submit_report(by=cast.asta, key=key, rows=[row]))
        ((sentence, so_far),) = line.counts_towards
        assert sentence.startswith("Kommunen: 4 mätningar under ")
        return so_far

    assert progress("nyckel-1", "1") == "1 av 4 hittills"
    assert progress("nyckel-2", "2") == "3 av 4 hittills"
    assert progress("nyckel-3", None) == "minst 3 av 4 hittills"


def test_two_sendings_at_once_record_once(committed_database: Clone) -> None:
    cast = make_cast()
    promise_set = running(cast)
    activity, unit = asked(cast.asta, promise_set)
    mailed(cast.asta, unit)
    rows, by = [done(activity)], author()

    answers = at_once(*[lambda: services.submit_report(by=by, key=KEY, rows=rows).pk] * 4)
    assert len(set(answers)) == 1
    assert Occurrence.objects.count() == 1
    assert AuditEvent.objects.filter(kind="report_submitted").count() == 1


def test_a_submission_is_recorded_once(cast: Cast, promise_set: PromiseSet) -> None:
    services.submit_report(by=cast.asta, key=KEY, rows=[done(window(cast.asta, promise_set))])

    with pytest.raises(IntegrityError, match="a_submission_is_recorded_once"):
        keep_submission(cast, person=cast.asta.person)


def test_a_submission_comes_by_a_link_or_an_account(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_submission_comes_by_a_link_or_an_account"):
        keep_submission(cast)


def test_a_submission_tells_something(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="a_submission_tells_something"):
        keep_submission(cast, person=cast.asta.person, told=[])


def test_a_submission_is_never_changed(cast: Cast, promise_set: PromiseSet) -> None:
    sent = services.submit_report(by=cast.asta, key=KEY, rows=[done(window(cast.asta, promise_set))])

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(key="en-annan")


@transaction.atomic
def keep_submission(cast: Cast, **fields: object) -> None:
    told = {"told": ["00000000-0000-0000-0000-000000000000"]}
    kept = Submission.objects.create(
        organisation=cast.asta.organisation, key=KEY, content_digest="0" * 64, **(told | fields)
    )
    record(by=cast.asta, kind="report_submitted", subject=kept)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of them answers; they begin together, each with a connection of its own."""
    ready = Barrier(len(acts))

    def do(act: Callable[[], Any]) -> Any:
        try:
            ready.wait(timeout=10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))
