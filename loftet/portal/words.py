"""The words that residents read for codes and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import truncatewords
from django.utils import formats
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.edition import EditionKind, WithdrawalGround
from loftet.domain.follow_up import TotalText
from loftet.domain.suggestion import PromiseStatus
from loftet.web.by_language import kept_by_language
from loftet.web.by_language import said as _
from loftet.web.said_back import names, number, of_unit

Words = dict[str, Lazy | str]


@dataclass(frozen=True)
class StatusWords:
    """A status as it is shown: words first, a mark and a colour beside them, never alone."""

    label: str
    mark: str
    color: str


_STATUSES: dict[PromiseStatus, tuple[Lazy | str, str, str]] = {
    PromiseStatus.NOT_STARTED: (gettext_lazy("Not started"), "○", "neutral"),
    PromiseStatus.UNDER_WAY: (gettext_lazy("Under way"), "◐", "info"),
    PromiseStatus.FULFILLED: (gettext_lazy("Fulfilled"), "✓", "success"),
    PromiseStatus.EXCEEDED: (gettext_lazy("Exceeded"), "✓", "success"),
    PromiseStatus.PARTLY_FULFILLED: (gettext_lazy("Partly fulfilled"), "◑", "warning"),
    PromiseStatus.NOT_FULFILLED: (gettext_lazy("Not fulfilled"), "✕", "danger"),
    PromiseStatus.WITHOUT_TARGET: (gettext_lazy("Without target"), "–", "neutral"),
}
CELLS: Words = {
    CellState.NOT_CONCERNED: gettext_lazy("Not concerned"),
    CellState.NOT_DUE: gettext_lazy("Not due yet"),
    CellState.NOT_REPORTED: gettext_lazy("No account handed in"),
    CellState.NO_ACCOUNT: gettext_lazy("No account in the source"),
    CellState.NOT_DONE: gettext_lazy("Not done"),
    CellState.UNDER_WAY: gettext_lazy("Under way"),
    CellState.DONE: gettext_lazy("Done"),
    CellState.AMOUNT_UNKNOWN: "",
    CellState.ZERO: gettext_lazy("None"),
    CellState.AMOUNT: "",
}
NOT_DONE: Words = {
    NotDoneReason.CLOSED: gettext_lazy("The place was closed"),
    NotDoneReason.OTHER_TASKS: gettext_lazy("Something else had to come first"),
    NotDoneReason.STAFF_MISSING: gettext_lazy("There was nobody to do it"),
    NotDoneReason.CIRCUMSTANCES: gettext_lazy("Circumstances that nobody governs"),
    NotDoneReason.POSTPONED: gettext_lazy("Moved to a later day"),
    NotDoneReason.NO_NEED: gettext_lazy("Nothing called for it"),
    NotDoneReason.OTHER: gettext_lazy("Another reason"),
}
KINDS: Words = {
    EditionKind.PROMISE_SET: gettext_lazy("Citizen promise"),
    EditionKind.FOLLOW_UP: gettext_lazy("Follow-up"),
    EditionKind.PROGRESS: gettext_lazy("Progress"),
    EditionKind.ANSWER: gettext_lazy("Answer to a resident"),
}
FORMATS = {"pdf": "PDF", "docx": "Word", "csv": "CSV", "json": "JSON"}
GROUNDS: Words = {
    WithdrawalGround.PERSONAL_DATA: gettext_lazy("personal data"),
    WithdrawalGround.SECRECY: gettext_lazy("secrecy"),
    WithdrawalGround.DECISION: gettext_lazy("a decision by a court or a supervisory authority"),
    WithdrawalGround.COPYRIGHT: gettext_lazy("copyright"),
}


@kept_by_language(100)
def status(value: PromiseStatus) -> StatusWords:
    label, mark, color = _STATUSES[value]
    return StatusWords(str(label), mark, color)


@kept_by_language(10_000)
def day(value: date | None) -> str:
    """`7 juni 2026`; nothing where there is no day."""
    return formats.date_format(value, "j F Y").replace(" ", "\u00a0") if value else ""


def period(starts_on: date | None, ends_on: date | None) -> str:
    """`2024`, `7 juni – 31 augusti 2023`, or what is known of it."""
    if starts_on and ends_on:
        return _both_days(starts_on, ends_on)
    if starts_on:
        return _("from %(day)s until further notice") % {"day": day(starts_on)}
    return _("until %(day)s") % {"day": day(ends_on)} if ends_on else ""


def _both_days(starts_on: date, ends_on: date) -> str:
    is_whole = (starts_on.month, starts_on.day, ends_on.month, ends_on.day) == (1, 1, 12, 31)
    if is_whole:
        return f"{starts_on:%Y}" if starts_on.year == ends_on.year else f"{starts_on:%Y}–{ends_on:%Y}"
    if starts_on.year != ends_on.year:
        return f"{day(starts_on)} – {day(ends_on)}"
    first = formats.date_format(starts_on, "j F").replace(" ", "\u00a0")
    return f"{first} – {day(ends_on)}"


def total_number(total: TotalText) -> str:
    """`3`, `4–6`, `minst 2`, `omkring 12`, `ett antal`."""
    if total.high is None:
        return _("at least %(number)s") % {"number": number(total.low)} if total.low else _("a number of")
    figure = number(total.low) if total.low == total.high else f"{number(total.low)}–{number(total.high)}"
    return _("about %(number)s") % {"number": figure} if total.is_approximate else figure


def total_words(total: TotalText) -> str:
    """`minst 2 mätningar`, `mätningar: 1`."""
    return of_unit(total_number(total), total.unit, is_single=total.is_single)


def party_name(organisation: int, parties: Sequence[PartyRef]) -> str:
    """Kommunen, Polisen, or the name."""
    return names((organisation,), parties)


def joined(words: Sequence[str]) -> str:
    """`kommunen och polisen`: for the middle of a sentence."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@kept_by_language(1_000)
def in_sentence(words: str) -> str:
    """Kommunen and Polisen lose their capital in the middle of a sentence; names keep theirs."""
    return words[:1].lower() + words[1:] if words in {_("The municipality"), _("The police")} else words


def shortened(text: str, most: int) -> str:
    """As Django's `truncatewords`, which is slow to find that most texts are short enough."""
    each = text.split()
    return " ".join(each) if len(each) <= most else truncatewords(text, most)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
