"""Pasting from a spreadsheet: looked at first, saved whole, and not twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loftet.activities.models import Occurrence, Report, Submission
from loftet.organisations.models import Role
from loftet.promises.models import PromiseSet
from tests.bad_input import CONTROL, NULL
from tests.factories import Cast, make_actor, signed_in
from tests.promises.making import running

from .making import TODAY, first_key

YEAR = TODAY.year
ROWS = f"Datum\tAntal\tPlats\tMed\n{YEAR}-01-03\t2\tRyd\tpolisen\n{YEAR}-02-04\tett antal\t\t\n"
URL = "activities:paste"


@pytest.fixture
def pasted(cast: Cast, promise_set: PromiseSet) -> Any:
    """Send a table as Asta's browser does."""
    browser = signed_in(cast.asta)
    base = {"promise_set": str(promise_set.pk), "commitment": first_key(promise_set)}

    def send(text: str, **more: Any) -> Any:
        return browser.post(reverse(URL), base | {"text": text} | more)

    return send


def test_looking_saves_nothing_and_shows_how_each_row_was_read(pasted: Any) -> None:
    answer = pasted(ROWS)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert f"3 januari {YEAR} · 2 · Vi mäter droger i avloppsvattnet" in html
    assert "2 rader är nya och rätt" in html
    assert "Spara de 2 raderna" in html
    assert not Occurrence.objects.exists()


def test_saving_records_every_row_and_answers_with_a_receipt(cast: Cast, pasted: Any) -> None:
    answer = pasted(ROWS, act="save")

    assert answer.status_code == 302
    html = signed_in(cast.asta).get(answer["Location"]).content.decode()
    assert html.count("minst 2 av 4 hittills") == 2
    told = Occurrence.objects.order_by("pk")
    assert [(str(each.starts_on), each.place_name) for each in told] == [
        (f"{YEAR}-01-03", "Ryd"),
        (f"{YEAR}-02-04", ""),
    ]
    assert cast.petra.organisation in told[0].parties.all()


def test_a_fault_stands_beside_its_row_and_nothing_is_saved_until_it_is_left_out(pasted: Any) -> None:
    wrong = f"{ROWS}igår\tminst 3\t\ttullen\n"
    html = pasted(wrong).content.decode()
    for words in ("”igår” går inte", "”minst 3” går inte", "”tullen” är ingen part"):
        assert words in html

    refused = pasted(wrong, act="save")
    assert refused.status_code == 422
    assert "rättas eller utelämnas först" in refused.content.decode()
    assert not Occurrence.objects.exists()
    assert pasted(wrong, act="save", leave_out=["4"]).status_code == 302
    assert Occurrence.objects.count() == 2


def test_a_row_that_the_services_refuse_undoes_the_whole(promise_set: PromiseSet, pasted: Any) -> None:
    answer = pasted(f"Datum\tAntal\n{YEAR}-01-03\t1\n{YEAR}-01-04\t9999999999999\n", act="save")

    assert answer.status_code == 422
    assert not Occurrence.objects.exists()


def test_the_same_table_again_is_pointed_out(pasted: Any) -> None:
    pasted(ROWS, act="save")

    html = pasted(ROWS).content.decode()
    assert html.count("Redan införd") == 2
    assert "Spara" not in html
    refused = pasted(ROWS, act="save")
    assert refused.status_code == 422
    assert "Alla rader är redan införda" in refused.content.decode()
    assert Occurrence.objects.count() == 2


def test_a_table_that_has_grown_saves_what_is_new(pasted: Any) -> None:
    pasted(ROWS, act="save")
    grown = f"{ROWS}{YEAR}-01-03\t2\tRyd\tpolisen\n{YEAR}-03-05\t1\tRyd\t\n"

    assert "2 rader är nya och rätt" in pasted(grown).content.decode()
    pasted(grown, act="save")
    assert Occurrence.objects.count() == 4


def test_none_is_nothing_this_time(pasted: Any) -> None:
    pasted(f"Datum\tAntal\n{YEAR}-01-03\t0\n", act="save")

    assert Report.objects.get().kind == "nothing"
    assert "Redan införd" in pasted(f"Datum\tAntal\n{YEAR}-01-03\t0\n").content.decode()


def test_a_csv_file_is_read_as_it_comes_from_excel(pasted: Any) -> None:
    content = f"Datum;Antal;Plats\r\n{YEAR}-01-03;1,5;Järnvägsgatan\r\n".encode("cp1252")
    html = pasted("", file=SimpleUploadedFile("rader.csv", content)).content.decode()

    assert "1,5" in html
    assert "Järnvägsgatan" in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Klistra in några rader"),
        ({"text": "1\t2\n3\t4"}, "Första raden ska vara rubriker"),
        ({"text": "Datum\n" + "2024-01-01\n" * 501}, "Högst 500 rader"),
        ({"text": "x" * 200_001}, "200"),
        ({"text": CONTROL}, "U+0007"),
        ({"text": NULL}, "U+0000"),
        ({"text": ROWS, "promise_set": "999999"}, "999999"),
        ({"text": ROWS, "commitment": "finns-inte"}, "finns-inte"),
        ({"file": b""}, "tom"),
        ({"file": b"PK\x03\x04\x00\x00\x00\x08" * 40}, "Filen är ingen text"),
        ({"file": b"x" * 1_000_001}, "större än 1 MB"),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(pasted: Any, fields: dict[str, Any], words: str) -> None:
    if content := fields.get("file"):
        fields = {**fields, "file": SimpleUploadedFile("rader.csv", content)}
    elif "file" in fields:
        fields = {**fields, "file": SimpleUploadedFile("rader.csv", b"")}
    answer = pasted(fields.pop("text", ""), act="save", **fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Submission.objects.exists()


def test_the_promise_decides_where_another_set_stands_above_it(
    cast: Cast, promise_set: PromiseSet, pasted: Any
) -> None:
    newest = running(cast)

    assert pasted(ROWS, promise_set=str(newest.pk), act="save").status_code == 302
    assert {each.promise_set for each in Occurrence.objects.all()} == {promise_set}


def test_a_reporter_pastes_and_others_do_not(cast: Cast, promise_set: PromiseSet) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)

    assert signed_in(reporter).get(reverse(URL)).status_code == 200
    assert signed_in(cast.bo).get(reverse(URL)).status_code == 403
    assert (
        "Inget medborgarlöfte att rapportera till än"
        in signed_in(cast.cesar).get(reverse(URL)).content.decode()
    )
