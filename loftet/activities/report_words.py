"""The words of reports, receipts and pasted tables for codes and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.domain.cells import NotDoneReason
from loftet.domain.reason import Reason
from loftet.language.pasted import Column, RowFault, TableFault

from .models import Occurrence, OccurrenceCount, Report, ReportKind
from .models.told import Told
from .words import OUTCOMES

Words = dict[str, Lazy | str]

WHY: Words = {
    NotDoneReason.CLOSED: gettext_lazy("It was closed, or nobody was there"),
    NotDoneReason.OTHER_TASKS: gettext_lazy("Something else had to come first"),
    NotDoneReason.STAFF_MISSING: gettext_lazy("There was nobody to do it"),
    NotDoneReason.CIRCUMSTANCES: gettext_lazy("Weather, or what else nobody governs"),
    NotDoneReason.POSTPONED: gettext_lazy("Moved to a later day"),
    NotDoneReason.NO_NEED: gettext_lazy("Nothing called for it"),
    NotDoneReason.OTHER: gettext_lazy("Something else"),
}
COLUMNS: Words = {
    Column.COMMITMENT: gettext_lazy("Promise"),
    Column.DAYS: gettext_lazy("Day"),
    Column.AMOUNT: gettext_lazy("How many"),
    Column.PARTIES: gettext_lazy("Together with"),
    Column.PLACE: gettext_lazy("Place"),
    Column.PUBLIC_NOTE: gettext_lazy("Note"),
    Column.INTERNAL_NOTE: gettext_lazy("Internal note"),
}
FAULTS: Words = {
    TableFault.EMPTY: gettext_lazy("There are no rows below the headings."),
    TableFault.NOT_READ: gettext_lazy("A quotation mark opens a cell that never ends."),
    TableFault.NO_HEADINGS: gettext_lazy(
        "The first row must hold headings, and one of them must be Datum, Dag or Vecka."
    ),
    TableFault.TOO_MANY_ROWS: gettext_lazy("At most %(limit)s rows at a time. You pasted %(number)s."),
    TableFault.COLUMN_TWICE: gettext_lazy("Two headings mean the same: %(column)s. Remove one of them."),
    RowFault.DAYS_MISSING: gettext_lazy("The day is missing."),
    RowFault.DAYS_NOT_READ: gettext_lazy(
        "“%(words)s” is no day. Write for example 12 mars, 2023-07-03 or v. 27."
    ),
    RowFault.DAYS_TO_COME: gettext_lazy("“%(words)s” has not been yet."),
    RowFault.AMOUNT_NOT_READ: gettext_lazy(
        "“%(words)s” is no single number. Write for example 12, ca 10 or ett antal."
    ),
    RowFault.PARTY_UNKNOWN: gettext_lazy("“%(words)s” is no party of the promise."),
    RowFault.COMMITMENT_MISSING: gettext_lazy("Say which promise it belongs to."),
    RowFault.COMMITMENT_UNKNOWN: gettext_lazy("There is no promise called “%(words)s”."),
    RowFault.COMMITMENT_UNCLEAR: gettext_lazy(
        "Several promises begin with “%(words)s”. Write more of the title."
    ),
    RowFault.TOO_LONG: gettext_lazy("The text has %(number)s characters; at most %(limit)s are kept."),
}


@dataclass(frozen=True)
class Progress:
    """How far one party's account of a commitment has come; `target`: asked for in all, or a ceiling."""

    number: Decimal
    has_unknown: bool
    is_told: bool
    unit: str
    target: tuple[Decimal, bool] | None


def fault_sentence(reason: Reason) -> str:
    parameters = dict(reason.parameters)
    if "column" in parameters:
        parameters["column"] = str(COLUMNS[str(parameters["column"])])
    return str(FAULTS[reason.code]) % parameters


def progress_words(progress: Progress) -> str:
    """“2 of 4 so far”; what nobody has counted makes it “at least 2 of 4 so far”."""
    if not progress.is_told:
        return _("Nothing is counted so far") if progress.target else ""
    number = amount_words(progress.number)
    so_far = _("at least %(number)s") % {"number": number} if progress.has_unknown else number
    if progress.target is None:
        return _("%(number)s so far") % {"number": so_far}
    words = {"number": so_far, "asked": amount_words(progress.target[0])}
    if progress.target[1]:
        return _("%(number)s so far, at most %(asked)s") % words
    return _("%(number)s of %(asked)s so far") % words


def told_words(told: Told) -> str:
    """What was told, in one line: “2 mätningar, 12 mars 2024, Ryd, together with Polisen”."""
    if isinstance(told, Occurrence):
        return _occurrence_words(told)
    assert isinstance(told, Report)
    day = day_words(told.concerns_on)
    if told.kind == ReportKind.NOTHING:
        return _("Nothing this time, %(day)s") % {"day": day}
    why = str(WHY[told.reason])
    if told.next_on:
        words = {"why": why, "day": day_words(told.next_on)}
        return _("Not done: %(why)s. To be done %(day)s instead.") % words
    return _("Not done: %(why)s.") % {"why": why}


def _occurrence_words(told: Occurrence) -> str:
    others = [each.name for each in told.parties.all() if each.pk != told.organisation_id]
    parts = [
        ", ".join(count_words(each) for each in told.counts.all()),
        days_words(told.starts_on, told.ends_on),
        told.place_name or told.area,
        _("together with %(parties)s") % {"parties": ", ".join(others)} if others else "",
    ]
    return ", ".join(part for part in parts if part)


def count_words(count: OccurrenceCount) -> str:
    """“Mätningar: 2”, “Besök: about 10”, “Besök: some”, or only what became of it."""
    if not count.is_counted:
        return str(OUTCOMES[count.outcome])
    unit = count.unit or _("How many")
    return f"{unit[:1].upper()}{unit[1:]}: {_number_words(count)}"


def _number_words(count: OccurrenceCount) -> str:
    if count.number is None:
        return _("some, nobody knows how many")
    number = amount_words(count.number)
    return _("about %(number)s") % {"number": number} if count.is_approximate else number


def amount_words(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return str(formats.number_format(int(number) if whole else number.normalize(), use_l10n=True))


def day_words(day: date) -> str:
    return str(formats.date_format(day, "j F Y"))


def days_words(first: date, last: date) -> str:
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"
