"""Every form of an edition says the same: the numbers are taken out of each and compared."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from base64 import b64decode
from typing import Any

import docx
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.edition import EDITION_FILE, leaf_of
from loftet.domain.ledger import is_included
from loftet.domain.promise_set import PromiseSetDocument
from loftet.publication.files import make_files
from loftet.publication.models import Edition, EditionFormat
from loftet.web.said_back import amount
from tests.factories import Cast

from .making import head_of, published, republished

NUMBERS = re.compile(r"\d+")


def contents(edition: Edition) -> dict[str, bytes]:
    return {file.format: bytes(file.content) for file in edition.files.all()}


def text_of_html(content: bytes) -> str:
    main = HTMLParser(content.decode()).css_first("main")
    return main.text(separator=" ")


def text_of_pdf(content: bytes) -> str:
    """Without the foot of each page, and with words that were broken for the margin whole again."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_bounded(bottom=90))
        text.close()
        page.close()
    document.close()
    return "\n".join(pages).replace("\u200b", "")


def text_of_word(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(_of_run(node) for node in paragraph.iter())
        for paragraph in body.iter()
        if paragraph.tag.endswith("}p")
    )


def _of_run(node: Any) -> str:
    if node.tag.endswith("}br"):
        return "\n"
    return node.text or "" if node.tag.endswith("}t") else ""


def words_and_numbers(text: str) -> list[str]:
    """The numbers of the content: what stands before how to check the edition."""
    return NUMBERS.findall(text.split("Kontrollera själv")[0])


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_numbers_are_equal_in_all_forms(cast: Cast) -> None:
    edition = republished(cast)
    files = contents(edition)
    html, pdf, word = text_of_html(files["html"]), text_of_pdf(files["pdf"]), text_of_word(files["docx"])
    assert words_and_numbers(html) == words_and_numbers(pdf) == words_and_numbers(word)

    document = PromiseSetDocument.from_data(json.loads(files["json"])["document"])
    commitments = [each for promise in document.promises for each in promise.commitments]
    told = {row["commitment_key"]: row for row in rows_of(files["csv"])}
    assert [each.number for each in commitments] == [4, 3]
    for each in commitments:
        assert float(told[each.key]["number"]) == each.number
        for text in (html, pdf, word):
            assert re.search(rf"\b{re.escape(amount(each))}\b", text)


def test_the_forms_are_made_once_and_known_by_their_digest(cast: Cast) -> None:
    edition = published(cast)
    assert {file.format for file in edition.files.all()} == set(EditionFormat.values)
    for file in edition.files.all():
        assert hashlib.sha256(file.content).hexdigest() == file.digest
        assert len(file.content) == file.length


def test_the_same_edition_gives_the_same_bytes(cast: Cast) -> None:
    edition = published(cast)
    again = make_files(
        envelope=edition.read_envelope(),
        document=edition.document,
        note=edition.entry.checkpoint.note,
        proof=[bytes.fromhex(each) for each in edition.entry.proof],
    )
    assert again == contents(edition)


def test_the_json_is_canonical_and_holds_what_was_signed(cast: Cast) -> None:
    edition = published(cast)
    content = contents(edition)["json"]
    data: dict[str, Any] = json.loads(content)
    assert content == canonical_json(data)
    assert data["schema"] == EDITION_FILE
    assert digest(data["document"]) == data["envelope"]["document_digest"] == edition.document_digest
    assert data["envelope"] == edition.envelope


def test_json_carries_the_proof_against_its_own_checkpoint(cast: Cast) -> None:
    edition = republished(cast)
    data = json.loads(contents(edition)["json"])
    proof = [b64decode(each) for each in data["proof"]]
    head = head_of(edition)
    assert data["checkpoint"] == edition.entry.checkpoint.note
    leaf = leaf_of(data["envelope"])
    assert is_included(leaf=leaf, index=1, size=head.size, proof=proof, root=head.root)


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_paper_prints_digest_checkpoint_and_approvals(cast: Cast, form: str) -> None:
    edition = published(cast)
    content = contents(edition)[form]
    text = {"html": text_of_html, "pdf": text_of_pdf, "docx": text_of_word}[form](content)
    flat = "".join(text.split())
    assert edition.document_digest in flat
    assert "".join(edition.entry.checkpoint.note.split()) in flat
    assert "Kommundirektör" in flat
    assert "LokalpolisområdeschefUndertecknade" in flat


def test_the_pdf_is_tagged_and_has_title_and_language(cast: Cast) -> None:
    edition = published(cast)
    content = contents(edition)["pdf"]
    assert b"/MarkInfo" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_value("Title") == edition.document["title"]
    document.close()
    assert re.search(rb"/Lang ?\(sv", content)
