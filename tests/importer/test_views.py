"""The pages: from the dropped file to the draft, as they are met without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.importer import services
from loftet.importer.models import Upload
from loftet.promises.models import PromiseSet
from tests.factories import Cast, signed_in
from tests.permission_rows.importer import DOCUMENT
from tests.promises.making import agreement_of

from .making import FOLLOW_UP, example, fresh, item_of, read_in, texts, uploaded


@pytest.fixture
def asta(cast: Cast) -> Client:
    return signed_in(cast.asta)


def page(client: Client, name: str, *arguments: object, status: int = 200, **query: Any) -> str:
    response = client.get(reverse(f"importer:{name}", args=arguments), query)
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, name: str, *arguments: object, status: int = 302, **data: Any) -> str:
    response = client.post(reverse(f"importer:{name}", args=arguments), data)
    assert response.status_code == status, response.content.decode()
    return str(response.headers.get("Location", response.content.decode()))


def test_one_file_leads_to_its_own_page_and_several_to_the_list(asta: Client) -> None:
    one, two = (SimpleUploadedFile(f"{number}.txt", b"Polisen ska.") for number in (1, 2))
    assert send(asta, "upload_create", documents=[one]) == Upload.objects.get().get_absolute_url()
    one.seek(0)
    assert send(asta, "upload_create", documents=[one, two]) == reverse("importer:upload_list")
    assert Upload.objects.count() == 3


def test_pasted_text_is_a_document_too(asta: Client) -> None:
    send(asta, "upload_create", text=DOCUMENT)
    upload = fresh(Upload.objects.get())
    assert (upload.name, upload.file.media_type) == ("Inklistrad text.txt", "text/plain")


def test_nothing_at_all_is_said_to_be_nothing(asta: Client) -> None:
    assert "Välj en fil eller klistra in text." in send(asta, "upload_create", status=422)


def test_any_file_is_kept_whatever_the_reading_says(asta: Client) -> None:
    for content in (b"", b"MZ this is a program", b"%PDF-" + bytes(11_000_000)):
        send(asta, "upload_create", documents=[SimpleUploadedFile("fil.pdf", content)])
    assert Upload.objects.count() == 3


def test_while_it_is_read_the_page_asks_again_by_itself(cast: Cast, asta: Client) -> None:
    words = page(asta, "upload_detail", uploaded(cast.asta).pk)
    assert 'hx-trigger="every 1s"' in words
    assert '<noscript><meta http-equiv="refresh"' in words


def test_a_failed_reading_says_why_and_keeps_the_file(cast: Cast, asta: Client) -> None:
    upload = read_in(cast.asta, b"%PDF-1.7 broken", "trasig.pdf")
    words = page(asta, "upload_detail", upload.pk)
    assert "Filen är skadad." in words
    assert "Filen finns kvar som den kom." in words
    response = asta.get(reverse("importer:upload_file", args=[upload.pk]))
    assert response.content == b"%PDF-1.7 broken"
    send(asta, "upload_retry", upload.pk)
    assert fresh(upload).state == "received"


def test_a_web_page_is_handed_out_as_nothing_that_a_browser_shows(cast: Cast, asta: Client) -> None:
    upload = uploaded(cast.asta, b"<html><script>alert(1)</script></html>", "sida.html")
    response = asta.get(reverse("importer:upload_file", args=[upload.pk]))
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_review_shows_each_thing_beside_its_place(asta: Client, upload: Upload) -> None:
    words = page(asta, "upload_detail", upload.pk)
    for item in upload.items.all():
        assert f'id="stalle-{item.pk}" href="#punkt-{item.pk}">{item.read_text}</a>' in words
        assert f'id="punkt-{item.pk}"' in words
    assert "3 trygghetsvandringar (ett antal under perioden)" in words
    assert "Många undviker parken" in words


def test_a_pdf_is_shown_as_its_pages_with_the_passages_marked(cast: Cast, asta: Client) -> None:
    upload = example(cast.asta, FOLLOW_UP)
    words = page(asta, "upload_detail", upload.pk)
    first = item_of(upload)
    assert f'<a href="#punkt-{first.pk}" id="stalle-{first.pk}" class="mark promise waiting"' in words
    picture = asta.get(reverse("importer:upload_page", args=[upload.pk, 1]))
    assert picture.content.startswith(b"\x89PNG")
    page(asta, "upload_page", upload.pk, 3, status=404)
    assert "Sida 2" in page(asta, "upload_detail", upload.pk, sida="2")


def test_a_page_that_cannot_be_drawn_leaves_the_review_standing(
    cast: Cast, asta: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = example(cast.asta, FOLLOW_UP)
    monkeypatch.setattr("loftet.importer.selectors.review.picture_of", lambda *_arguments: None)
    words = page(asta, "upload_detail", upload.pk)
    assert "Sidan kan inte visas som bild." in words
    assert f'id="punkt-{item_of(upload).pk}"' in words


def test_each_thing_is_decided_on_with_one_button(asta: Client, upload: Upload) -> None:
    for text, act, state in (
        ("fotpatrullera", "accept", "accepted"),
        ("belysningen", "leave_out", "left_out"),
        ("trygghetsvandringar", "merge", "merged"),
    ):
        item = item_of(upload, text)
        place = send(asta, "item_decide", upload.pk, item.pk, act=act, revision=item.revision)
        assert "#punkt-" in place
        item.refresh_from_db()
        assert item.state == state


def test_what_another_decided_meanwhile_is_told(asta: Client, upload: Upload) -> None:
    item = item_of(upload)
    for _time in range(2):
        send(asta, "item_decide", upload.pk, item.pk, act="leave_out", revision="0")
    assert "Någon annan har ändrat det här under tiden." in page(asta, "upload_detail", upload.pk)


def test_mending_splits_and_says_what_is_wrong(asta: Client, upload: Upload) -> None:
    item = item_of(upload)
    typed = {"kind": "promise", "title": "Parken", "text": "Polisen går.", "revision": "0"}
    send(asta, "item_edit", upload.pk, item.pk, **typed, act="accept")
    answer = send(asta, "item_edit", upload.pk, item.pk, **{**typed, "text": "Annat"}, status=422)
    assert "Nu står det:" in answer
    assert "Annat" in answer
    answer = send(asta, "item_split", upload.pk, item.pk, text="Ett stycke", revision="1", status=422)
    assert "Gör en tom rad där den andra delen börjar." in answer
    send(asta, "item_split", upload.pk, item.pk, text="Ett.\n\nTvå.", revision="1")
    assert texts(upload)[:2] == ["Ett.", "Två."]


def test_made_an_outcome_it_is_asked_what_it_answers(asta: Client, upload: Upload) -> None:
    item = item_of(upload)
    typed = {"kind": "outcome", "title": "Parken", "text": "Polisen har gått.", "revision": "0"}
    there = send(asta, "item_edit", upload.pk, item.pk, **typed)
    assert there == reverse("importer:item_edit", args=[upload.pk, item.pk])
    assert "Vilket löfte svarar det på?" in page(asta, "item_edit", upload.pk, item.pk)


def test_the_draft_is_made_within_the_agreement_that_is_picked(
    cast: Cast, asta: Client, upload: Upload
) -> None:
    agreement = agreement_of(cast)
    assert "Godta minst ett löfte först" in page(asta, "upload_draft", upload.pk)
    send(asta, "items_accept", upload.pk)
    words = page(asta, "upload_draft", upload.pk)
    assert 'value="Medborgarlöfte Linköping 2025"' in words
    place = send(asta, "upload_draft", upload.pk, agreement=agreement.pk, title="Vårt löfte")
    made = PromiseSet.objects.get()
    assert place == made.get_absolute_url()
    assert "Vårt löfte" in page(asta, "upload_detail", upload.pk)
    sources = page(asta, "promise_set_sources", made.pk)
    assert upload.file.digest in sources
    assert "inte den partens godkännande" in sources


def test_without_an_agreement_one_is_begun_on_the_way(asta: Client, upload: Upload) -> None:
    send(asta, "items_accept", upload.pk)
    assert "Först en överenskommelse" in page(asta, "upload_draft", upload.pk)
    place = send(asta, "upload_agreement", upload.pk)
    begun = fresh(upload).agreement
    assert begun is not None
    assert place == begun.get_absolute_url()
    assert "Till utkastet till överenskommelse" in page(asta, "upload_draft", upload.pk)


def test_the_same_bytes_again_offer_the_difference(cast: Cast, asta: Client, upload: Upload) -> None:
    services.accept_all(by=cast.asta, upload=upload)
    again = read_in(cast.asta)
    assert "Just den här filen har laddats upp förut" in page(asta, "upload_detail", again.pk)
    assert "3 punkter är desamma." in page(asta, "upload_differences", again.pk, upload.pk)
    send(asta, "known_leave_out", again.pk, upload.pk)
    assert texts(again, state="waiting") == []
    page(asta, "upload_differences", upload.pk, again.pk, status=404)


def test_an_example_is_dropped_with_one_button(asta: Client) -> None:
    assert "Prova med ett exempel" in page(asta, "upload_create")
    send(asta, "upload_try", example="promise")
    assert Upload.objects.get().name == "medborgarlofte-ljungby.docx"
    send(asta, "upload_try", example="../making")
    assert Upload.objects.count() == 1


def test_the_list_asks_as_often_for_many_documents_as_for_few(cast: Cast, asta: Client) -> None:
    uploaded(cast.asta)
    few = count_queries(asta)
    for number in range(10):
        uploaded(cast.asta, b"%d" % number, f"{number}.txt")
    assert count_queries(asta) == few


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, "upload_list")
    return len(queries)
