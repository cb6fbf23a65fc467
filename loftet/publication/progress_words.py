"""How far the promises have come, in words: the same rows on every page and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loftet.agreements.words import day
from loftet.documents.model import Block, Facts, Heading, Paragraph, Table
from loftet.domain.progress import CountedCommitment, CountedPromise, HandedIn, ProgressDocument
from loftet.followup.words import expected_words, total_words
from loftet.web.said_back import names, what


@dataclass(frozen=True)
class CountedWords:
    """A target beside what is counted of it; a promise with several has a row for each."""

    promise: str
    promised: str
    counted: str
    expected: str


@dataclass(frozen=True)
class AreaWords:
    name: str
    rows: tuple[CountedWords, ...]


def area_words(document: ProgressDocument) -> tuple[AreaWords, ...]:
    return tuple(
        AreaWords(area.name, tuple(row for promise in area.promises for row in _rows(promise, document)))
        for area in document.focus_areas
    )


def handed_in_words(document: ProgressDocument) -> list[str]:
    """`Kommunen: Tertial 2 2023, 20 september 2023`, a line for each account that is counted."""
    labels = {period.order: period.label for period in document.periods}
    return [_handed_in(each, labels[each.period], document) for each in document.handed_in]


def progress_blocks(document: ProgressDocument) -> Iterator[Block]:
    yield Paragraph(
        _(
            "This is what the parties have counted and handed in so far. Nothing is assessed here: they judge"
            " when they close the period."
        )
    )
    yield Facts(tuple(_facts(document)))
    head = (_("Promise"), _("Promised"), _("Counted so far"), _("Expected"))
    for area in area_words(document):
        yield Heading(1, area.name)
        rows = tuple((each.promise, each.promised, each.counted, each.expected or "–") for each in area.rows)
        yield Table(head=head, rows=rows, caption=area.name)


def _facts(document: ProgressDocument) -> Iterator[tuple[str, str]]:
    yield _("Citizen promise"), document.promise_set.title
    yield _("Agreement"), document.agreement
    yield _("Municipalities"), ", ".join(each.name for each in document.municipalities)
    yield _("Parties"), ", ".join(each.name for each in document.parties)
    yield _("Counted on"), day(document.counted_on)
    yield _("Accounts that are counted"), "\n".join(handed_in_words(document))


def _handed_in(each: HandedIn, label: str, document: ProgressDocument) -> str:
    told = {
        "party": names((each.party,), document.parties),
        "period": label,
        "day": day(each.handed_in_on),
    }
    if each.entered_by is None:
        return _("%(party)s: %(period)s, %(day)s") % told
    by = names((each.entered_by,), document.parties)
    return _("%(party)s: %(period)s, %(day)s, entered by %(by)s") % {**told, "by": by[:1].lower() + by[1:]}


def _rows(promise: CountedPromise, document: ProgressDocument) -> Iterator[CountedWords]:
    for each in promise.commitments:
        yield CountedWords(
            promise=promise.title,
            promised=_capital(what(each.commitment, document.promise_set)),
            counted=_counted(each),
            expected=expected_words(each.expected),
        )
    if promise.other_totals or not promise.commitments:
        counted = "\n".join(total_words(total) for total in promise.other_totals)
        beside = _("Counted besides") if promise.commitments else _("Without target")
        yield CountedWords(promise.title, beside, counted or _uncounted(promise.told_by), "")


def _counted(each: CountedCommitment) -> str:
    has_number = bool(each.total.low) or each.total.high is not None
    return total_words(each.total) if each.told_by and has_number else _uncounted(each.told_by)


def _uncounted(told_by: tuple[int, ...]) -> str:
    """An account without a number is no nought."""
    return _("Nothing counted") if told_by else _("Nothing handed in yet")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
