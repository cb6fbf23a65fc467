"""Accepted outcomes become accounts of read periods."""

from __future__ import annotations

from datetime import date

import pytest

from loftet.followup.models import FollowUp, PartyAccount, ReportingPeriod
from loftet.followup.services import confirm_closing
from loftet.importer import services
from loftet.importer.content import AboutContent
from loftet.importer.models import ItemKind, Upload
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.services import share_set
from tests.factories import Cast
from tests.promises.making import YEAR, agreement_of, sign_all

from .making import FOLLOW_UP, example, fresh, item_of


@pytest.fixture
def drafted(cast: Cast) -> Upload:
    """The follow-up of the examples, all of it accepted, its promises a draft that can still be signed."""
    upload = example(cast.asta, FOLLOW_UP)
    about = AboutContent("0580", date(2024, 1, 1), date(YEAR, 12, 31))
    services.edit_about(by=cast.asta, upload=upload, content=about, revision=0)
    services.accept_all(by=cast.asta, upload=upload)
    services.make_draft(by=cast.asta, upload=fresh(upload), agreement=agreement_of(cast), title="2024")
    return fresh(upload)


@pytest.fixture
def signed(cast: Cast, drafted: Upload) -> Upload:
    assert drafted.promise_set is not None
    share_set(by=cast.asta, promise_set=drafted.promise_set)
    sign_all(cast, drafted.promise_set)
    return fresh(drafted)


def test_outcomes_wait_until_the_promise_is_signed(cast: Cast, drafted: Upload) -> None:
    with pytest.raises(NotAllowed):
        services.enter_outcomes(by=cast.asta, upload=drafted)


def test_each_party_has_its_account_and_the_other_s_names_its_source(cast: Cast, signed: Upload) -> None:
    periods = services.enter_outcomes(by=cast.asta, upload=signed)
    assert [(each.label, each.is_read) for each in periods] == [
        ("halvår 1 2024", True),
        ("halvår 2 2024", True),
    ]
    sources = {each.party: each.entered_from for each in PartyAccount.objects.filter(period=periods[0])}
    assert sources == {cast.asta.organisation: "", cast.petra.organisation: "uppfoljning-linkoping.pdf"}


def test_what_was_told_stands_as_it_was_told(cast: Cast, signed: Upload) -> None:
    first, second = services.enter_outcomes(by=cast.asta, upload=signed)
    own = PartyAccount.objects.get(period=first, party=cast.asta.organisation)
    not_done = own.statements.get(words__contains="sjuk")
    assert (not_done.state, not_done.not_done_reason) == ("not_done", "other")
    some = own.statements.get(words__contains="ett antal")
    assert some.state == "amount_unknown"
    blank = item_of(signed, "övergångsställen").promise_key
    assert not own.statements.filter(promise_key=blank).exists()  # which a read period shows as no account
    theirs = PartyAccount.objects.get(period=second, party=cast.petra.organisation)
    assert theirs.statements.get(words__contains="narkotikahund").counts.get().number == 5


def test_the_other_party_confirms_the_closing(cast: Cast, signed: Upload) -> None:
    period = services.enter_outcomes(by=cast.asta, upload=signed)[0]
    follow_up = FollowUp.objects.get(period=period)
    assert follow_up.is_open
    confirm_closing(by=cast.petra, follow_up=follow_up)
    follow_up.refresh_from_db()
    assert not follow_up.is_open


def test_outcomes_are_entered_once(cast: Cast, signed: Upload) -> None:
    services.enter_outcomes(by=cast.asta, upload=signed)
    assert not signed.items.filter(kind=ItemKind.OUTCOME, state="accepted", answers__isnull=False).exists()
    with pytest.raises(NotAllowed):
        services.enter_outcomes(by=cast.asta, upload=signed)
    assert ReportingPeriod.objects.count() == 2
