"""A made-up country: rows in bulk, and yet what the services would have made, published and verifiable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoDbBlocker

from loftet.agreements import drafts as agreements
from loftet.agreements.models import Agreement, SharedVersion, Signature
from loftet.agreements.versions import newest_version
from loftet.config.begin import CommandRefused
from loftet.config.cli import main
from loftet.config.demo.country.loading import load_country
from loftet.config.demo.removal import remove_demo
from loftet.domain.canonical import digest
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.follow_up_assembly import assemble
from loftet.domain.party_account import PartyAccountDocument
from loftet.domain.promise_set_rules import obstacles_to_sharing
from loftet.followup import drafts as accounts
from loftet.followup.followed import list_followed_sets, list_handed_in
from loftet.followup.framing import frame_of
from loftet.followup.models import FollowUp, PartyAccount
from loftet.organisations.models import Person
from loftet.portal import addresses
from loftet.portal.services import build_public_folder
from loftet.promises import drafts as promises
from loftet.promises.models import Promise, PromiseSet
from loftet.publication.files import make_files
from loftet.publication.models import Edition, EditionFormat
from loftet.publication.services.ledger import what_is_printed
from loftet.publication.tables import table_of
from tests.config.demo import all_rows
from tests.database import connected_to, fresh_clone
from tests.processes import REPOSITORY

MUNICIPALITIES, YEARS = 3, 2
SETS = MUNICIPALITIES * YEARS
SAME_EACH_TIME = """
import django
django.setup()
from loftet.config.demo.country.papers import Place, accounts_of, promise_set_of
from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.canonical import digest
parties = (
    PartyRef(1, "Ale kommun", PartyRole.MUNICIPALITY, "Ale"),
    PartyRef(2, "Polisen Ale", PartyRole.POLICE, "Lokalpolisområde Ale"),
)
place = Place("1440", "Ale", parties)
promised = promise_set_of(place, 2024)
print(digest(promised.to_data()), *(digest(each.to_data()) for each in accounts_of(place, 2024, promised)))
"""


@pytest.fixture(scope="module")
def country_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """A small country, and what was told while it was made; what a test does to it is rolled back by `db`."""
    told: list[str] = []
    with django_db_blocker.unblock(), fresh_clone() as clone, connected_to(clone.name):
        told.append(load_country(municipalities=MUNICIPALITIES, years=YEARS, tell=told.append))
        with django_db_blocker.block():
            yield told


@pytest.fixture
def country(country_database: list[str], db: None) -> list[str]:
    return country_database


def test_it_tells_how_far_it_has_come_and_what_there_is(country: list[str]) -> None:
    *on_the_way, last = country
    assert last == "The country is loaded: 3 municipalities, 120 promises, 12 editions."
    assert sum("3 of 3 municipalities have promised" in each for each in on_the_way) == YEARS
    assert sum("3 of 3 municipalities are followed up" in each for each in on_the_way) == YEARS
    assert (Promise.objects.count(), PromiseSet.objects.count()) == (120, SETS)


@pytest.mark.usefixtures("country")
def test_every_promise_has_an_outcome_and_a_judgment() -> None:
    followed = [
        promise
        for version in SharedVersion.objects.filter(record_kind="follow_up")
        for promise in FollowUpDocument.from_data(version.document).promises
    ]
    assert {each.key for each in followed} == {
        str(key) for key in Promise.objects.values_list("key", flat=True)
    }
    assert all(each.assessments for each in followed)
    assert not any(cell.account.state == "not_reported" for each in followed for cell in each.cells)


@pytest.mark.usefixtures("country")
def test_the_rows_say_what_the_frozen_documents_say() -> None:
    for agreement in agreements.with_rows(Agreement.objects.all()):
        assert agreements.live_document(agreement).to_data() == frozen(agreement).document
    for promise_set in promises.with_rows(PromiseSet.objects.all()):
        live = promises.live_document(promise_set)
        assert live.to_data() == frozen(promise_set).document
        assert obstacles_to_sharing(live) == []
    for account in accounts.with_rows(PartyAccount.objects.all()):
        sets = PartyAccountDocument.from_data(frozen(account).document).promise_sets
        assert accounts.live_account(account, sets).to_data() == frozen(account).document


@pytest.mark.usefixtures("country")
def test_each_follow_up_is_what_a_closing_makes_of_the_accounts() -> None:
    for follow_up in FollowUp.objects.all():
        document = FollowUpDocument.from_data(frozen(follow_up).document)
        sets = list_followed_sets(follow_up.period, [follow_up.period])
        frame = frame_of(follow_up.period, [follow_up.period], sets, today=document.counted_on)
        assert assemble(frame, list_handed_in([follow_up.period])) == document


@pytest.mark.usefixtures("country")
def test_both_parties_have_signed_every_agreement_set_and_follow_up() -> None:
    signed = SharedVersion.objects.exclude(record_kind="party_account")
    assert signed.count() == 3 * SETS
    for version in SharedVersion.objects.all():
        assert digest(version.document) == version.digest
    for version in signed:
        parties = {each["organisation"] for each in version.document["parties"]}
        signatures = Signature.objects.filter(version=version, digest=version.digest)
        assert {each.organisation_id for each in signatures} == parties


@pytest.mark.usefixtures("country")
def test_an_edition_is_what_was_signed_in_the_order_of_its_days_and_printed_in_every_form() -> None:
    editions = list(Edition.objects.order_by("number").prefetch_related("files"))
    assert [each.number for each in editions] == list(range(1, 2 * SETS + 1))
    days = [each.read_envelope().published_on for each in editions]
    assert days == sorted(days)
    for edition in editions:
        version = SharedVersion.objects.get(record_kind=edition.record_kind, record_id=edition.record_id)
        assert (edition.document, edition.document_digest) == (version.document, version.digest)
        assert {each.format for each in edition.files.all()} == set(EditionFormat.values)
    first = editions[0]
    again = make_files(**what_is_printed(first, first.entry.checkpoint))
    assert {each.format: bytes(each.content) for each in first.files.all()} == again


@pytest.mark.usefixtures("country")
def test_it_is_built_and_verified(
    tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PUBLIC_FOLDER = tmp_path / "public"
    built = build_public_folder(tell=lambda words: None)
    assert len(built.municipalities) == MUNICIPALITIES
    assert main(["verify", str(settings.PUBLIC_FOLDER)]) == 0
    assert f"{2 * SETS} editions checked: all is as it was published." in capsys.readouterr().out
    told = (settings.PUBLIC_FOLDER / addresses.DATA / "loften.csv").read_text(encoding="utf-8-sig")
    commitments = [row for each in PromiseSet.objects.all() for row in table_of(frozen(each).document).rows]
    assert len(told.splitlines()) == 1 + len(commitments)


@pytest.mark.usefixtures("country")
def test_nobody_in_it_is_a_person_by_name_and_no_address_leads_anywhere() -> None:
    for person in Person.objects.all():
        assert person.is_demo
        assert person.name == person.display_title
        assert person.email.endswith(".example")
        assert not person.has_usable_password()


@pytest.mark.usefixtures("country")
def test_a_second_time_it_is_refused_and_nothing_changes() -> None:
    before = all_rows()
    with pytest.raises(CommandRefused, match="demo here already"):
        load_country(municipalities=1, years=1, tell=print)
    assert all_rows() == before


@pytest.mark.usefixtures("country")
def test_it_is_removed_in_one_act_as_the_demo_is() -> None:
    assert (
        remove_demo() == f"The demo is gone: {2 * MUNICIPALITIES} organisations, 12 people and all of theirs."
    )
    assert not any(each.objects.exists() for each in (Edition, Promise, SharedVersion))


def test_it_is_the_same_each_time() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", SAME_EACH_TIME],
            env=os.environ | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def frozen(record: Agreement | PromiseSet | PartyAccount | FollowUp) -> SharedVersion:
    version = newest_version(record)
    assert version is not None
    return version
