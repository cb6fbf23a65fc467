"""What a document tells of a promise that was over before it came here: periods that no party closes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from loftet.agreements.policies import open_for_signing_obstacles, seat_obstacles
from loftet.agreements.versions import newest_version
from loftet.domain.cells import CellState
from loftet.domain.follow_up import FollowUpDocument
from loftet.followup.models import FollowUp, PartyAccount, ReportingPeriod
from loftet.followup.policies import propose_obstacles
from loftet.followup.selectors.thread import get_thread
from loftet.followup.services import propose_closing, set_periods
from loftet.importer import services
from loftet.importer.content import AboutContent
from loftet.importer.models import ItemKind, ReviewItem, Upload
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, OutboxMessage
from loftet.promises.services import discard_set
from loftet.publication.policies import publish_follow_up_obstacles
from tests.factories import Cast
from tests.followup.making import TODAY, period_contents
from tests.promises.making import DIRECTOR, agreement_of

from .making import FOLLOW_UP, example, fresh, item_of

SOURCE = "uppfoljning-linkoping.pdf"


@pytest.fixture
def read(cast: Cast) -> Upload:
    """The follow-up of 2024 among the examples, wholly accepted; its promises are a draft of 2024."""
    upload = example(cast.asta, FOLLOW_UP)
    about = AboutContent("0580", date(2024, 1, 1), date(2024, 12, 31))
    services.edit_about(by=cast.asta, upload=upload, content=about, revision=0)
    services.accept_all(by=cast.asta, upload=upload)
    services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement_of(cast), title="2024")
    return fresh(upload)


def follow_ups(upload: Upload) -> list[FollowUp]:
    found = FollowUp.objects.filter(period__promise_set=upload.promise_set)
    return list(found.select_related("period__agreement", "agreement").order_by("period__order"))


def document(follow_up: FollowUp) -> FollowUpDocument:
    version = newest_version(follow_up)
    assert version is not None
    return FollowUpDocument.from_data(version.document)


def test_its_periods_are_closed_as_read_in_from_the_document(cast: Cast, read: Upload) -> None:
    periods = services.enter_outcomes(by=cast.asta, upload=read)
    assert [(each.label, each.is_read) for each in periods] == [
        ("halvår 1 2024", True),
        ("halvår 2 2024", True),
    ]
    for each in follow_ups(read):
        assert (each.state, each.is_open, each.is_read_in) == ("read", False, True)
        assert (each.source_name, each.source) == (SOURCE, read.file)
        assert document(each).read_from == SOURCE
        assert not each.confirmations.exists()


def test_the_draft_stays_a_draft_and_nothing_reaches_the_other_party(cast: Cast, read: Upload) -> None:
    letters = OutboxMessage.objects.count()
    services.enter_outcomes(by=cast.asta, upload=read)
    assert fresh(read).promise_set.shared_version is None  # type: ignore[union-attr]
    assert not ReportingPeriod.objects.visible_to(cast.petra).exists()
    assert not FollowUp.objects.visible_to(cast.petra).exists()
    assert not PartyAccount.objects.exists()
    assert OutboxMessage.objects.count() == letters
    assert FollowUp.objects.visible_to(cast.bo).count() == 2


def test_what_it_says_of_the_other_party_is_entered_and_never_its_word(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    asta, petra = cast.asta.organisation.pk, cast.petra.organisation.pk
    for promise in document(follow_ups(read)[-1]).promises:
        assert not promise.assessments
        for cell in promise.cells:
            if cell.account.state not in (CellState.NO_ACCOUNT, CellState.NOT_CONCERNED):
                entered = (asta, SOURCE) if cell.party == petra else (None, "")
                assert (cell.entered_by, cell.entered_from) == entered


def test_what_it_tells_stands_and_what_it_leaves_out_is_no_account(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    first, second = (document(each) for each in follow_ups(read))
    assert "sjuk" in cell_of(first, read, "sjuk").words
    assert cell_of(first, read, "sjuk").state == CellState.NOT_DONE
    dogs = cell_of(second, read, "narkotikahund", party=cast.petra.organisation.pk)
    assert [each.number for each in dogs.counts] == [5]
    blank = str(item_of(read, "övergångsställen").promise_key)
    told = {each.account.state for each in promise_of(first, blank).cells}
    assert told <= {CellState.NO_ACCOUNT, CellState.NOT_CONCERNED}
    assert CellState.NO_ACCOUNT in told


def promise_of(told: FollowUpDocument, key: str) -> Any:
    return next(each for each in told.promises if each.key == key)


def cell_of(told: FollowUpDocument, upload: Upload, text: str, party: int | None = None) -> Any:
    outcome = item_of(upload, text, kind=ItemKind.OUTCOME)
    assert outcome.answers is not None
    cells = promise_of(told, str(outcome.answers.promise_key)).cells
    found = (cell for cell in cells if cell.period == told.period and text in cell.account.words)
    return next(cell.account for cell in found if party in (None, cell.party))


def test_nobody_signs_closes_or_publishes_it_as_the_parties_own(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    follow_up = follow_ups(read)[0]
    version = newest_version(follow_up)
    assert version is not None
    assert open_for_signing_obstacles(follow_up, version)
    assert seat_obstacles(cast.asta, version, DIRECTOR)
    refused = propose_obstacles(cast.asta, follow_up.period, follow_up, today=TODAY)
    assert "läst" in refused[0] or "read in" in refused[0]
    with pytest.raises(NotAllowed):
        propose_closing(by=cast.asta, period=follow_up.period, reason="Fel tal")
    assert len(publish_follow_up_obstacles(cast.asta, follow_up, version)) == 1


def test_the_other_party_can_do_nothing_with_it(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    with pytest.raises(NotAllowed):
        propose_closing(by=cast.petra, period=follow_ups(read)[0].period, reason="Fel tal")


def test_it_closes_no_day_and_takes_no_place_among_the_parties_periods(cast: Cast, read: Upload) -> None:
    first = services.enter_outcomes(by=cast.asta, upload=read)[0]
    assert first.starts_on is not None
    assert not FollowUp.has_closed(first.agreement_id, first.starts_on)
    made = set_periods(by=cast.petra, agreement=first.agreement, periods=period_contents())
    assert [each.order for each in made] == [1, 2, 3]
    assert ReportingPeriod.objects.filter(promise_set=read.promise_set).count() == 2


def test_more_of_the_same_document_makes_a_new_version_of_what_then_reads_otherwise(
    cast: Cast, read: Upload
) -> None:
    late = read.items.filter(kind=ItemKind.OUTCOME, period_label="halvår 2 2024").last()
    assert late is not None
    ReviewItem.objects.filter(pk=late.pk).update(state="waiting")
    services.enter_outcomes(by=cast.asta, upload=read)
    services.accept_all(by=cast.asta, upload=fresh(read))
    services.enter_outcomes(by=cast.asta, upload=fresh(read))
    versions = {each.period.label: each.version for each in follow_ups(read)}
    assert versions == {"halvår 1 2024": 1, "halvår 2 2024": 2}
    newest = follow_ups(read)[1]
    assert SOURCE in newest.change_reason
    assert late.text in cell_of(document(newest), read, late.text).words


def test_it_is_refused_while_the_period_of_the_promise_goes_on(cast: Cast, read: Upload) -> None:
    assert read.promise_set is not None
    read.promise_set.ends_on = TODAY
    read.promise_set.save()
    with pytest.raises(NotAllowed):
        services.enter_outcomes(by=cast.asta, upload=fresh(read))


def test_a_draft_that_outcomes_were_read_in_with_is_not_thrown_away(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    assert read.promise_set is not None
    with pytest.raises(NotAllowed):
        discard_set(by=cast.asta, promise_set=read.promise_set)


def test_the_log_says_that_it_was_read_in(cast: Cast, read: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    kinds = AuditEvent.objects.filter(kind__startswith="follow_up").values_list("kind", flat=True)
    assert list(kinds) == ["follow_up_read_in", "follow_up_read_in"]


@pytest.mark.parametrize(
    "change",
    [
        "state = 'signed', valid_version = 1",
        "state = 'closed'",
        "source_name = ''",
        "source_id = NULL",
        "valid_version = 1",
    ],
)
def test_the_database_refuses_that_it_becomes_a_closing_of_the_parties(
    cast: Cast, read: Upload, change: str
) -> None:
    services.enter_outcomes(by=cast.asta, upload=read)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE followup_followup SET {change}")


def test_the_database_refuses_a_confirmation_and_a_change_of_the_period(cast: Cast, read: Upload) -> None:
    period = services.enter_outcomes(by=cast.asta, upload=read)[0]
    follow_up = follow_ups(read)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        follow_up.confirmations.create(
            version=1, organisation=cast.petra.organisation, confirmed_by=cast.petra.person
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingPeriod.objects.filter(pk=period.pk).update(label="Annat")
    with pytest.raises(IntegrityError), transaction.atomic():
        follow_up.delete()


def test_the_pages_say_where_it_comes_from_and_lead_to_the_original(
    cast: Cast, read: Upload, client: Client
) -> None:
    period = services.enter_outcomes(by=cast.asta, upload=read)[0]
    assert read.promise_set is not None
    set_pk = read.promise_set.pk
    client.force_login(cast.asta.person)
    mark, sources = f"Inläst ur {SOURCE}", reverse("importer:promise_set_sources", args=(set_pk,))
    for page in (period.get_absolute_url(), reverse("followup:promise_set_thread", args=(set_pk,))):
        shown = client.get(page).content.decode()
        assert mark in shown, page
        assert sources in shown, page
    for page in (
        reverse("followup:promise_set_periods", args=(set_pk,)),
        reverse("followup:follow_up_list"),
    ):
        assert f"ur {SOURCE}" in client.get(page).content.decode(), page
    follow_up = follow_ups(read)[0]
    frozen = client.get(reverse("followup:follow_up_version", args=(follow_up.pk, 1))).content.decode()
    assert mark in frozen
    original = reverse("importer:upload_file", args=(read.pk,))
    assert original in client.get(sources).content.decode()


def test_the_period_is_not_there_for_the_other_party(cast: Cast, read: Upload, client: Client) -> None:
    period = services.enter_outcomes(by=cast.asta, upload=read)[0]
    assert read.promise_set is not None
    client.force_login(cast.petra.person)
    assert client.get(period.get_absolute_url()).status_code == 404
    assert SOURCE not in client.get(reverse("followup:follow_up_list")).content.decode()
    assert get_thread(cast.petra, read.promise_set, today=TODAY) is None


def test_it_is_entered_from_the_page(cast: Cast, read: Upload, client: Client) -> None:
    client.force_login(cast.asta.person)
    page = reverse("importer:upload_enter", args=(read.pk,))
    assert "Lägg in som inläst" in client.get(page).content.decode()
    answer = client.post(page, follow=True)
    assert f"Inläst ur {SOURCE}" in answer.content.decode()
