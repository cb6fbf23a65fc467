"""The pages as their readers meet them."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.agreements import services as signing
from loftet.organisations.models import Role
from loftet.promises import services
from loftet.promises.drafts import commitments_of
from loftet.promises.forms.typed import data_of
from loftet.promises.models import Promise, PromiseSet
from tests.factories import Cast, make_actor, signed_in

from .making import (
    CHIEF,
    DIRECTOR,
    WASTEWATER,
    YEAR,
    add,
    agreement_of,
    document,
    fresh,
    newest,
    promise_content,
    running,
    the_promise,
)

UNPROCESSABLE = 422


@pytest.fixture
def asta(cast: Cast) -> Client:
    return signed_in(cast.asta)


def path(name: str, *arguments: Any) -> str:
    return reverse(f"promises:{name}", args=arguments)


def typed(**overrides: str) -> dict[str, Any]:
    return dict(data_of(promise_content()).lists()) | overrides


def test_an_empty_list_says_what_comes_here(asta: Client) -> None:
    assert "Inga medborgarlöften än" in asta.get(path("promise_set_list")).text


def test_without_an_agreement_it_says_what_comes_first(asta: Client) -> None:
    assert "Först en överenskommelse" in asta.get(path("promise_set_create")).text


def test_a_new_set_leads_to_the_first_promise(asta: Client, cast: Cast) -> None:
    agreement_of(cast)
    page = asta.get(path("promise_set_create")).text
    assert DIRECTOR in page
    answer = asta.post(path("promise_set_create"), {"title": "Medborgarlöfte", "municipalities": ["0580"]})
    made = PromiseSet.objects.get()
    assert answer.url == path("promise_set_add", made.pk)


def test_days_in_the_wrong_order_are_told_at_the_field(asta: Client, cast: Cast) -> None:
    agreement_of(cast)
    data = {"title": "Mitt", "starts_on": "2027-02-01", "ends_on": "2027-01-01"}
    answer = asta.post(path("promise_set_create"), data)
    assert answer.status_code == UNPROCESSABLE
    assert "sista dagen" in answer.text.lower()
    assert not PromiseSet.objects.exists()


def test_the_hints_say_back_what_will_be_counted(asta: Client, draft: PromiseSet) -> None:
    answer = asta.post(path("promise_hints", draft.pk), {"text": WASTEWATER})
    assert f"Kommunen: 4 mätningar under {YEAR}; räknas per tillfälle" in answer.text
    assert "Hur var det förut?" in answer.text
    assert "<html" not in answer.text


def test_personal_data_is_hinted_at_while_typing(asta: Client, draft: PromiseSet) -> None:
    answer = asta.post(path("promise_hints", draft.pk), {"text": "Ring 070-123 45 67."})
    assert "liknar en personuppgift" in answer.text


def test_personal_data_is_no_mere_advice(asta: Client, draft: PromiseSet) -> None:
    url = path("promise_hints", draft.pk)
    assert "Det här är bara råd" in asta.post(url, {"text": "Polisen verkar för trygghet."}).text
    answer = asta.post(url, {"text": "Polisen verkar för trygghet. Ring 070-123 45 67."}).text
    assert "Allt utom personuppgifterna" in answer


def test_without_javascript_the_text_is_checked_by_a_button(asta: Client, draft: PromiseSet) -> None:
    url = path("promise_set_add", draft.pk)
    answer = asta.post(url, typed(act="check", title="Kvar", text="Vi ska verka för trygghet."))
    assert answer.status_code == 200
    assert "syns inte när det är gjort" in answer.text
    assert 'value="Kvar"' in answer.text
    assert Promise.objects.count() == 1


def test_the_proposal_is_taken_in_as_rows_and_changed_by_hand(
    asta: Client, draft: PromiseSet, cast: Cast
) -> None:
    url = path("promise_set_add", draft.pk)
    page = asta.post(url, typed(act="propose"))
    assert 'name="commitments-0-number" value="4"' in page.text
    rows = {
        "commitments-TOTAL_FORMS": "1",
        "commitments-INITIAL_FORMS": "0",
        "commitments-0-kind": "count",
        "commitments-0-comparator": ">=",
        "commitments-0-number": "2,5",
        "commitments-0-unit": "prov",
        "commitments-0-performers": str(cast.petra.organisation.pk),
    }
    asta.post(url, typed(title="För hand", **rows))
    (commitment,) = commitments_of(Promise.objects.get(title="För hand"))
    assert (commitment.number, commitment.unit) == (2.5, "prov")
    assert commitment.performers == (cast.petra.organisation.pk,)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"number": "4", "number_max": "3"}, "lägre än det lägsta"),
        ({"number": "", "kind": "count"}, "Ange hur många"),
        ({"number": "-1"}, "0"),
        ({"number": "många"}, "tal"),
        ({"performers": "999999"}, "999999"),
    ],
)
def test_contradictory_numbers_are_told_and_nothing_is_saved(
    asta: Client, draft: PromiseSet, row: dict[str, str], words: str
) -> None:
    rows = {"commitments-TOTAL_FORMS": "1", "commitments-INITIAL_FORMS": "0", "commitments-0-kind": "count"}
    rows |= {f"commitments-0-{name}": value for name, value in row.items()}
    answer = asta.post(path("promise_set_add", draft.pk), typed(title="Kvar", **rows))
    assert answer.status_code == UNPROCESSABLE
    assert words in answer.text
    assert 'value="Kvar"' in answer.text
    assert Promise.objects.count() == 1


def test_a_number_beside_without_target_is_told_at_the_field(asta: Client, draft: PromiseSet) -> None:
    rows = {
        "commitments-TOTAL_FORMS": "1",
        "commitments-INITIAL_FORMS": "0",
        "commitments-0-kind": "count",
        "commitments-0-number": "4",
    }
    answer = asta.post(path("promise_set_add", draft.pk), typed(stands_without_target="on", **rows))
    assert answer.status_code == UNPROCESSABLE
    assert "kan inte stå utan måltal" in answer.text
    assert Promise.objects.count() == 1


def test_easy_words_are_written_and_read_beside_the_others(asta: Client, draft: PromiseSet) -> None:
    asta.post(path("promise_set_add", draft.pk), typed(title="Lätt", easy_read="Vi mäter.\nFyra gånger."))
    assert Promise.objects.get(title="Lätt").easy_read == "Vi mäter.\nFyra gånger."
    shown = asta.get(draft.get_absolute_url()).text
    assert '<dd lang="sv-simple">Vi mäter.<br>Fyra gånger.</dd>' in shown


def test_what_is_done_on_demand_is_no_lack(asta: Client, draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Vid behov", text="Polisen gör förebyggande insatser vid behov.")
    assert "Inget att räkna än" not in asta.get(draft.get_absolute_url()).text
    add(cast, draft, title="Allmänt", text="Kommunen ska verka för trygghet.")
    assert "Inget att räkna än" in asta.get(draft.get_absolute_url()).text


def test_what_the_form_shows_is_saved_as_it_stands(asta: Client, draft: PromiseSet) -> None:
    promise = the_promise(draft)
    before = document(draft)
    shown = promise_content(commitments=commitments_of(promise))
    url = path("promise_edit", draft.pk, promise.pk)
    assert before.promises[0].commitments[0].key in asta.get(url).text
    assert asta.post(url, dict(data_of(shown, revision=promise.revision).lists())).status_code == 302
    assert document(draft) == before


@pytest.mark.parametrize("key", ["", "ingen uuid", "\u202e"])
def test_a_row_with_an_odd_key_is_never_a_crash(asta: Client, draft: PromiseSet, key: str) -> None:
    promise = the_promise(draft)
    shown = promise_content(commitments=commitments_of(promise))
    data = dict(data_of(shown, revision=promise.revision).lists()) | {"commitments-0-key": key}
    assert asta.post(path("promise_edit", draft.pk, promise.pk), data).status_code in {302, UNPROCESSABLE}


def test_rows_come_and_go_without_losing_a_letter(asta: Client, draft: PromiseSet) -> None:
    url = path("promise_set_add", draft.pk)
    page = asta.post(url, typed(act="add", title="Kvar"))
    assert 'name="commitments-0-kind"' in page.text
    rows = {
        "commitments-TOTAL_FORMS": "2",
        "commitments-1-unit": "den andra",
        "commitments-0-unit": "den första",
    }
    page = asta.post(url, typed(act="remove-0", title="Kvar", **rows))
    assert "den första" not in page.text
    assert "den andra" in page.text


def test_the_second_writer_sees_the_firsts_change_and_loses_nothing(
    asta: Client, draft: PromiseSet, cast: Cast
) -> None:
    promise = the_promise(draft)
    opened = typed(revision=str(promise.revision), title="Min rubrik", why="Mitt varför")
    first = promise_content(title="Den förstas rubrik")
    services.edit_promise(by=cast.asta, promise=promise, content=first, revision=promise.revision)
    url = path("promise_edit", draft.pk, promise.pk)
    answer = asta.post(url, opened)
    assert answer.status_code == UNPROCESSABLE
    assert "Asta sparade klockan" in answer.text
    assert "Den förstas rubrik" in answer.text
    assert 'value="Min rubrik"' in answer.text
    assert "Mitt varför" in answer.text
    again = opened | {"revision": str(the_promise(draft).revision)}
    assert asta.post(url, again).status_code == 302
    assert the_promise(draft).title == "Min rubrik"


def test_the_second_writer_of_the_period_is_told_too(asta: Client, draft: PromiseSet, cast: Cast) -> None:
    url = path("promise_set_edit", draft.pk)
    opened = {"title": "Min rubrik", "revision": str(draft.details_revision)}
    asta.post(url, opened | {"title": "Den förstas rubrik"})
    answer = asta.post(url, opened)
    assert answer.status_code == UNPROCESSABLE
    assert "Den förstas rubrik" in answer.text
    assert 'value="Min rubrik"' in answer.text


def test_words_that_look_like_a_person_are_answered_on_their_page(
    asta: Client, draft: PromiseSet, cast: Cast
) -> None:
    add(cast, draft, title="Ring oss", text="Ring 070-123 45 67.")
    url = path("personal_data_answer", draft.pk)
    assert "070-123 45 67" in asta.get(url).text
    refused = asta.post(url, {"act": "answer", "words": "070-123 45 67", "reason": ""})
    assert refused.status_code == UNPROCESSABLE
    asta.post(url, {"act": "answer", "words": "070-123 45 67", "reason": "Vår växel"})
    assert "Vår växel" in asta.get(url).text
    assert "Inget återstår" in asta.get(url).text


def test_the_page_to_sign_shows_the_whole_and_what_changed(cast: Cast) -> None:
    promise_set = running(cast)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Två mätningar till.")
    promise = the_promise(promise_set)
    text = WASTEWATER.replace("4", "6")
    content = promise_content(text=text)
    services.edit_promise(by=cast.asta, promise=promise, content=content, revision=promise.revision)
    services.share_set(by=cast.asta, promise_set=promise_set)
    chief = make_actor(Role.SIGNATORY, organisation=cast.petra.organisation)
    asked_for = signing.request_signature(
        by=cast.petra, record=promise_set, position=CHIEF, person=chief.person
    )
    page = signed_in(chief).get(path("signature_sign", promise_set.pk, asked_for.pk)).text
    assert "Vad som ändrats sedan version 1" in page
    assert f"<del>{WASTEWATER}</del><ins>{text}</ins>" in page
    assert newest(promise_set).digest[:4] in page
    differences = signed_in(cast.petra).get(path("promise_set_differences", promise_set.pk, 1, 2)).text
    assert WASTEWATER in differences
    assert text in differences
    assert "Två mätningar till." in differences


def test_word_excel_pdf_and_json_are_handed_out(asta: Client, cast: Cast) -> None:
    promise_set = running(cast)
    word = docx.Document(io.BytesIO(asta.get(path("promise_set_word", promise_set.pk)).content))
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == [
        "Narkotika",
        "Vem som undertecknar",
    ]
    book = openpyxl.load_workbook(io.BytesIO(asta.get(path("promise_set_excel", promise_set.pk)).content))
    assert book["Åtaganden"]["D2"].value == "Kommunen"
    pdf = asta.get(path("promise_set_print", promise_set.pk, 1)).content
    assert pdf.startswith(b"%PDF-")
    data = json.loads(asta.get(path("promise_set_json", promise_set.pk)).content)
    assert data == newest(promise_set).document


def test_what_was_handed_out_is_read_in_again_as_a_draft(asta: Client, draft: PromiseSet, cast: Cast) -> None:
    content = asta.get(path("promise_set_json", draft.pk)).content
    agreement = draft.agreement.pk
    asta.post(path("promise_set_discard", draft.pk))
    file = SimpleUploadedFile("fil.json", content)
    asta.post(path("promise_set_import"), {"agreement": agreement, "file": file})
    made = PromiseSet.objects.get()
    assert asta.get(path("promise_set_json", made.pk)).content == content
    assert made.state == "draft"


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"schema": "x"}', b"\xff\xfe", b'{"a": NaN}', b"[" * 9999]
)
def test_a_file_that_is_no_promise_is_refused_kindly(asta: Client, cast: Cast, content: bytes) -> None:
    agreement = agreement_of(cast)
    file = SimpleUploadedFile("fil.json", content)
    answer = asta.post(path("promise_set_import"), {"agreement": agreement.pk, "file": file})
    assert answer.status_code == UNPROCESSABLE
    assert "Filen är" in answer.text
    assert not PromiseSet.objects.exists()


def test_the_list_and_the_set_ask_the_same_number_of_times(draft: PromiseSet, cast: Cast) -> None:
    client = signed_in(cast.asta)
    for number in range(9):
        add(cast, draft, title=f"Löfte {number}", focus_area=f"Område {number % 3}")
    few = [asked(client, path("promise_set_list")), asked(client, fresh(draft).get_absolute_url())]
    for number in range(40):
        add(cast, draft, title=f"Löfte {number + 9}", focus_area=f"Område {number % 3}")
    many = [asked(client, path("promise_set_list")), asked(client, fresh(draft).get_absolute_url())]
    assert len(document(draft).promises) == 50
    assert few == many


def test_the_list_asks_the_same_number_of_times_for_many_sets(cast: Cast, draft: PromiseSet) -> None:
    client = signed_in(cast.asta)
    few = asked(client, path("promise_set_list"))
    for _number in range(5):
        services.import_set(by=cast.asta, agreement=draft.agreement, data=document(draft).to_data())
    assert asked(client, path("promise_set_list")) == few


def asked(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
