"""A follow-up as the parties publish it: promises as rows, periods as columns; and a page for the board.

Every format is made of the same tables, so that a number stands in all of them or in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loftet.agreements.words import day
from loftet.documents.comma_separated import to_csv
from loftet.documents.excel import to_excel
from loftet.documents.html import to_html
from loftet.documents.model import Block, Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table
from loftet.documents.pdf import to_pdf
from loftet.documents.word import to_word
from loftet.domain.canonical import canonical_json
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.suggestion import PromiseStatus

from .document_words import AreaWords, CellWords, PromiseWords, area_words
from .words import period_words, silence_words, status_words

# So many lines of what needs attention have room on the board's page.
MOST_ON_THE_PAGE = 9
_NEEDS_ATTENTION = (PromiseStatus.NOT_FULFILLED, PromiseStatus.PARTLY_FULFILLED, PromiseStatus.NOT_STARTED)

Made = tuple[bytes, str, str]
"""Bytes, media type, and how the file's name ends."""


def make_file(form: str, document: FollowUpDocument, *, digest: str) -> Made:
    """The follow-up in one format, in the language of the installation: the same for every reader."""
    with translation.override(settings.LANGUAGE_CODE):
        match form:
            case "word":
                return to_word(paper_of(document)), WORD, "docx"
            case "excel":
                return to_excel(document.title, [whole_table(document)]), EXCEL, "xlsx"
            case "csv":
                return to_csv(whole_table(document)), "text/csv", "csv"
            case "json":
                return canonical_json(document.to_data()), "application/json", "json"
            case "page":
                return to_html(paper_of(document, digest=digest)), "text/html", "html"
            case "annex_word":
                return to_word(annex_of(document)), WORD, "docx"
            case "annex":
                return to_pdf(annex_of(document, digest=digest)), "application/pdf", "pdf"
            case _:
                return to_pdf(paper_of(document, digest=digest)), "application/pdf", "pdf"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def area_tables(document: FollowUpDocument) -> list[Table]:
    """A table for each focus area."""
    head = tuple(_head(document))
    return [
        Table(head=head, rows=tuple(tuple(_row(promise)) for promise in area.promises), caption=area.name)
        for area in area_words(document)
    ]


def whole_table(document: FollowUpDocument) -> Table:
    """All areas in one table, to sort and filter."""
    rows = ((area.name, *_row(promise)) for area in area_words(document) for promise in area.promises)
    return Table(head=(_("Focus area"), *_head(document)), rows=tuple(rows), caption=_("Follow-up"))


def paper_of(document: FollowUpDocument, *, digest: str = "") -> Document:
    return Document(
        title=document.title,
        language=settings.LANGUAGE_CODE,
        blocks=tuple(_blocks(document, is_signed_here=bool(digest))),
        footer=_footer(document),
        digest=digest,
    )


def annex_of(document: FollowUpDocument, *, digest: str = "") -> Document:
    """One page for the board: how the promises stand, what needs attention, who has not answered."""
    return Document(
        title=document.title,
        language=settings.LANGUAGE_CODE,
        blocks=tuple(_annex_blocks(document)),
        footer=_footer(document),
        digest=digest,
    )


def _footer(document: FollowUpDocument) -> str:
    return _("%(title)s, version %(version)s") % {"title": document.title, "version": document.version}


def _head(document: FollowUpDocument) -> Iterator[str]:
    yield _("Promise")
    yield from (f"{period.label}\n{period_words(period)}" for period in document.periods)
    yield _("Counted so far")
    yield _("Assessment")


def _row(words: PromiseWords) -> Iterator[str]:
    yield words.promise.title
    yield from (_cell(cells) for _label, cells in words.history)
    yield "\n".join((*words.totals, *words.said_of_pairs)) or "–"
    yield _assessed(words)


def _cell(cells: tuple[CellWords, ...]) -> str:
    """What each party tells, with its name; one that is not concerned is not named."""
    concerned = [each for each in cells if each.is_concerned]
    if len({each.in_short for each in concerned}) == 1:
        shared = concerned[0]
        return shared.in_short if shared.is_silent else f"{_names(concerned)}: {shared.in_short}"
    return "\n".join(f"{each.name}: {each.in_short}" for each in concerned) or _("Not concerned")


def _names(cells: list[CellWords]) -> str:
    return ", ".join(each.name for each in cells)


def _assessed(words: PromiseWords) -> str:
    """The parties' own statuses; where they differ both stand. Without any, what the counter suggests."""
    if not words.assessments:
        return _("Not assessed. Suggestion: %(status)s") % {"status": words.suggested}
    lines = [f"{each.name}: {each.status}. {each.motive}".removesuffix(". ") for each in words.assessments]
    return "\n".join(lines)


def content_blocks(document: FollowUpDocument) -> Iterator[Block]:
    """The whole of the document but who signs it: every paper that shows a follow-up has it."""
    yield Facts(tuple(_facts(document)))
    yield from (Paragraph(f"{silence_words(each, document.parties)}.") for each in document.silences)
    for table in area_tables(document):
        yield Heading(1, table.caption)
        yield table


def _blocks(document: FollowUpDocument, *, is_signed_here: bool) -> Iterator[Block]:
    yield from content_blocks(document)
    if document.read_from:
        return
    yield Heading(1, _("Who signs"))
    rows = tuple((seat.party, seat.position) for seat in document.signatories)
    if is_signed_here:
        yield Paragraph(_("Who signs below signs the document with the digest that stands on every page."))
        yield SignatureLines(rows=rows, captions=(_("Place and day"), _("Signature")))
    else:
        yield Table(head=(_("Party"), _("Position")), rows=rows, caption=_("Who signs"))


def _facts(document: FollowUpDocument) -> Iterator[tuple[str, str]]:
    period = document.closed_period
    yield _("Period"), f"{period.label}, {period_words(period)}"
    yield _("Agreement"), document.agreement
    yield _("Follows up"), ", ".join(each.title for each in document.promise_sets)
    yield _("Municipalities"), ", ".join(each.name for each in document.municipalities)
    yield _("Parties"), ", ".join(each.name for each in document.parties)
    yield _("Counted on"), day(document.counted_on)
    yield from _read_in(document)
    if document.change_reason:
        yield _("Reason for the new version"), document.change_reason


def _read_in(document: FollowUpDocument) -> Iterator[tuple[str, str]]:
    if document.read_from:
        words = _("%(source)s. No party has closed or signed it.")
        yield _("Read in from"), words % {"source": document.read_from}


def _annex_blocks(document: FollowUpDocument) -> Iterator[Block]:
    period = document.closed_period
    areas = area_words(document)
    yield Facts(
        (
            (_("Period"), f"{period.label}, {period_words(period)}"),
            (_("Parties"), ", ".join(each.name for each in document.parties)),
            (_("Promises"), str(len(document.promises))),
            *_read_in(document),
        )
    )
    yield Heading(1, _("How the promises stand"))
    yield Table(
        head=(_("Assessment"), _("Promises")),
        rows=tuple(_standing(document)),
        caption=_("Promises by assessment"),
    )
    yield Heading(1, _("What needs attention"))
    yield from _attention(document, areas)


def _standing(document: FollowUpDocument) -> Iterator[tuple[str, str]]:
    """How many promises have each status; those on which the parties differ are counted as such."""
    found: Counter[str] = Counter()
    for promise in document.promises:
        statuses = {each.status for each in promise.assessments}
        if promise.parties_differ:
            found[_("The parties differ")] += 1
        elif statuses:
            found[status_words(statuses.pop())] += 1
        else:
            found[_("Not assessed")] += 1
    yield from ((name, str(number)) for name, number in found.most_common())


def _attention(document: FollowUpDocument, areas: tuple[AreaWords, ...]) -> Iterator[Block]:
    lines = [f"{silence_words(each, document.parties)}." for each in document.silences]
    promises = chain.from_iterable(area.promises for area in areas)
    lines += [_line(each) for each in promises if _needs_attention(each)]
    shown, left = lines[:MOST_ON_THE_PAGE], len(lines) - MOST_ON_THE_PAGE
    if left > 0:
        shown.append(ngettext("and %(number)s more", "and %(number)s more", left) % {"number": left})
    yield Bullets(tuple(shown)) if shown else Paragraph(_("Nothing in this period."))


def _needs_attention(words: PromiseWords) -> bool:
    statuses = {each.status for each in words.promise.assessments}
    return words.promise.parties_differ or bool(statuses & set(_NEEDS_ATTENTION))


def _line(words: PromiseWords) -> str:
    """`Fyra mätningar: delvis uppfyllt – 3 mätningar. Labbet var stängt.`, cut to what has room."""
    told = _assessed(words).replace("\n", "; ")
    totals = ", ".join(words.totals)
    line = f"{words.promise.title}: {told}" + (f" ({totals})" if totals else "")
    return line if len(line) <= 260 else f"{line[:259]}…"
