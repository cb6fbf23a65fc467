"""Promise sets as files: Word, PDF and Excel in the reader's words, JSON as the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.documents.excel import to_excel
from loftet.documents.model import Block, Document, Facts, Heading, Paragraph, SignatureLines, Table
from loftet.documents.pdf import to_pdf
from loftet.documents.word import to_word
from loftet.domain.canonical import canonical_json
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.web.said_back import EVERY, KINDS, amount, doers, names

from .document_words import PromiseWords, SetWords, set_words


def json_of(document: PromiseSetDocument) -> bytes:
    """The canonical bytes that a digest is taken of; read in again they are the same."""
    return canonical_json(document.to_data())


def pdf_of(document: PromiseSetDocument, *, digest: str) -> bytes:
    """The same paper for every reader, so in one language."""
    with translation.override(settings.LANGUAGE_CODE):
        return to_pdf(paper_of(document, digest=digest))


def word_of(document: PromiseSetDocument) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        return to_word(paper_of(document))


def excel_of(document: PromiseSetDocument) -> bytes:
    """A line for each commitment, ready to sort and filter."""
    with translation.override(settings.LANGUAGE_CODE):
        return to_excel(document.title, [commitment_table(document)])


def paper_of(document: PromiseSetDocument, *, digest: str = "") -> Document:
    words = set_words(document)
    footer = _("%(title)s, version %(version)s") % {"title": document.title, "version": document.version}
    return Document(
        title=document.title,
        language=settings.LANGUAGE_CODE,
        blocks=tuple(_blocks(words, is_signed_here=bool(digest))),
        footer=footer,
        digest=digest,
    )


def commitment_table(document: PromiseSetDocument) -> Table:
    head = (
        _("Focus area"),
        _("Promise"),
        _("What is promised"),
        _("Done by"),
        _("Answered for by"),
        _("Kind"),
        _("Target"),
        _("Of what"),
        _("How often"),
        _("Baseline"),
        _("Easy to read"),
    )
    rows = tuple(
        (area.name, *row)
        for area in document.focus_areas
        for promise in area.promises
        for row in _lines(promise, document)
    )
    return Table(head=head, rows=rows, caption=_("Commitments"))


def _lines(promise: PromiseText, document: PromiseSetDocument) -> Iterator[tuple[str, ...]]:
    for each in promise.commitments:
        yield (
            promise.title,
            promise.text,
            doers(each, document.parties),
            names(each.responsible, document.parties),
            str(KINDS[each.kind]),
            amount(each),
            each.unit,
            str(EVERY[each.every]) if each.every else "",
            promise.baseline,
            promise.easy_read,
        )


def content_blocks(words: SetWords) -> Iterator[Block]:
    """The whole of the document but who signs it: every paper that shows a set has it."""
    document = words.document
    if document.introduction:
        yield Paragraph(document.introduction)
    if document.easy_read:
        yield Heading(1, _("Easy to read"))
        yield Paragraph(document.easy_read)
        yield Heading(1, _("About the promise"))
    yield Facts(tuple(_facts(words)))
    for area in words.areas:
        yield Heading(1, area.name)
        for promise in area.promises:
            yield from _promise(promise)


def _blocks(words: SetWords, *, is_signed_here: bool) -> Iterator[Block]:
    yield from content_blocks(words)
    yield Heading(1, _("Who signs"))
    if is_signed_here:
        yield Paragraph(_("Who signs below signs the document with the digest that stands on every page."))
        yield SignatureLines(rows=words.seats, captions=(_("Place and day"), _("Signature")))
    else:
        yield Table(head=(_("Party"), _("Position")), rows=words.seats, caption=_("Who signs"))


def _facts(words: SetWords) -> Iterator[tuple[str, str]]:
    document = words.document
    yield _("Period"), words.period
    yield _("Municipalities"), words.municipalities
    yield _("Agreement"), document.agreement
    yield _("Parties"), words.parties
    yield _("Version"), str(document.version)
    if document.change_reason:
        yield _("Reason for the new version"), document.change_reason


def _promise(words: PromiseWords) -> Iterator[Block]:
    promise = words.promise
    yield Heading(2, f"{words.number}. {promise.title}")
    yield Paragraph(promise.text)
    if words.commitments:
        rows = tuple((each.sentence, each.responsible or "–") for each in words.commitments)
        caption = _("What is counted in promise %(number)s") % {"number": words.number}
        yield Table(head=(_("What is counted"), _("Answered for by")), rows=rows, caption=caption)
    if words.target:
        yield Paragraph(words.target)
    told = (
        (_("Baseline"), promise.baseline),
        (_("Why"), promise.why),
        (_("Background"), promise.background),
        (_("Easy to read"), promise.easy_read),
    )
    if facts := tuple((name, text) for name, text in told if text):
        yield Facts(facts)
