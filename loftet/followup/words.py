"""The words of this room for the codes and figures of a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import formats
from django.utils.formats import number_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loftet.agreements.words import day
from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.evidence import Evidence
from loftet.domain.follow_up import JOINT, ExpectedText, Silence, SuggestionText, TotalText
from loftet.domain.party_account import CountText, NotDoneText, PeriodRef
from loftet.domain.suggestion import PromiseStatus
from loftet.web.said_back import inside, names, of_unit

Words = dict[str, Lazy | str]

STATES: Words = {
    CellState.NOT_CONCERNED: gettext_lazy("Not concerned"),
    CellState.NOT_DUE: gettext_lazy("Not due yet"),
    CellState.NOT_REPORTED: gettext_lazy("Not handed in"),
    CellState.NO_ACCOUNT: gettext_lazy("No account in the source"),
    CellState.NOT_DONE: gettext_lazy("Not done"),
    CellState.UNDER_WAY: gettext_lazy("Under way"),
    CellState.DONE: gettext_lazy("Done"),
    CellState.AMOUNT_UNKNOWN: gettext_lazy("A number, not known how many"),
    CellState.ZERO: gettext_lazy("No occasions"),
    CellState.AMOUNT: gettext_lazy("An amount"),
}
REASONS: Words = {
    NotDoneReason.CLOSED: gettext_lazy("The place was closed or nobody was there"),
    NotDoneReason.OTHER_TASKS: gettext_lazy("Something else had to come first"),
    NotDoneReason.STAFF_MISSING: gettext_lazy("There was nobody to do it"),
    NotDoneReason.CIRCUMSTANCES: gettext_lazy("Weather or something else that nobody governs"),
    NotDoneReason.POSTPONED: gettext_lazy("Moved to a later day"),
    NotDoneReason.NO_NEED: gettext_lazy("Nothing called for it"),
    NotDoneReason.OTHER: gettext_lazy("Another reason"),
}
STATUSES: Words = {
    PromiseStatus.NOT_STARTED: gettext_lazy("Not started"),
    PromiseStatus.UNDER_WAY: gettext_lazy("Going on"),
    PromiseStatus.FULFILLED: gettext_lazy("Fulfilled"),
    PromiseStatus.EXCEEDED: gettext_lazy("Exceeded"),
    PromiseStatus.PARTLY_FULFILLED: gettext_lazy("Partly fulfilled"),
    PromiseStatus.NOT_FULFILLED: gettext_lazy("Not fulfilled"),
    PromiseStatus.WITHOUT_TARGET: gettext_lazy("Without target"),
}
COLOURS: dict[str, str] = {
    PromiseStatus.NOT_STARTED: "neutral",
    PromiseStatus.UNDER_WAY: "info",
    PromiseStatus.FULFILLED: "success",
    PromiseStatus.EXCEEDED: "success",
    PromiseStatus.PARTLY_FULFILLED: "warning",
    PromiseStatus.NOT_FULFILLED: "danger",
    PromiseStatus.WITHOUT_TARGET: "neutral",
}
WHY: Words = {
    Evidence.NOTHING_TOLD: gettext_lazy("No party has told anything."),
    Evidence.PARTLY_TOLD: gettext_lazy("What is told is that nothing was done, but an account is missing."),
    Evidence.NOT_DONE: gettext_lazy("Every account says that nothing was done."),
    Evidence.BEGUN: gettext_lazy("It has begun, or is done in part."),
    Evidence.DONE: gettext_lazy("Those who tell of it have done it."),
    Evidence.COUNTED: gettext_lazy("Counted: %(total)s. There is no target to hold it against."),
    Evidence.BELOW_TARGET: gettext_lazy("%(total)s of %(target)s."),
    Evidence.UNCERTAIN: gettext_lazy(
        "%(total)s of %(target)s. What is unknown, or perhaps told twice, decides."
    ),
    Evidence.TARGET_REACHED: gettext_lazy("%(total)s of %(target)s: the target is reached."),
    Evidence.TARGET_PASSED: gettext_lazy("%(total)s, and %(target)s was promised."),
    Evidence.BEHIND_PACE: gettext_lazy("%(total)s so far; by now it should be %(target)s."),
    Evidence.ON_PACE: gettext_lazy("%(total)s so far, and %(target)s was expected by now."),
    Evidence.CEILING_KEPT: gettext_lazy("%(total)s, and at most %(ceiling)s was promised."),
    Evidence.CEILING_UNCERTAIN: gettext_lazy(
        "%(total)s; what is unknown decides whether it is more than %(ceiling)s."
    ),
    Evidence.CEILING_PASSED: gettext_lazy("%(total)s, though at most %(ceiling)s was promised."),
    JOINT: gettext_lazy("Weighed from each commitment by itself."),
}


def status_words(status: PromiseStatus | None) -> str:
    return str(STATUSES[status]) if status else _("No suggestion: people judge")


def figure(value: float) -> str:
    """`1 250`, `24,6`: whole numbers without decimals."""
    whole = int(value) if value == int(value) else round(value, 2)
    return str(number_format(whole, use_l10n=True, force_grouping=True))


def total_words(total: TotalText) -> str:
    """`minst 14 insatser`, `10–13 insatser`, `insatser: 1`; the unit left out where it has none."""
    amount = amount_words(total.low, total.high, is_about=total.is_approximate)
    return of_unit(amount, total.unit, is_single=total.is_single)


def amount_words(low: float, high: float | None, *, is_about: bool = False) -> str:
    if high is None and low == 0:
        return _("unknown how many")
    if high is None:
        return _("at least %(number)s") % {"number": figure(low)}
    number = figure(low) if low == high else f"{figure(low)}–{figure(high)}"
    return _("about %(number)s") % {"number": number} if is_about else number


def suggestion_reason(found: SuggestionText) -> str:
    words = {
        "total": amount_words(found.at_least or 0, found.at_most, is_about=found.is_about),
        "target": _span(found.target, found.target_max),
        "ceiling": figure(found.target_max) if found.target_max is not None else "",
    }
    return str(WHY[found.reason]) % words


def _span(low: float | None, high: float | None) -> str:
    if low is None:
        return ""
    return figure(low) if high is None or high == low else f"{figure(low)}–{figure(high)}"


def expected_words(expected: ExpectedText | None) -> str:
    """`24,6 av 104,3 väntade hittills`, `0 av 4, fyra månader kvar`; empty where nothing is expected."""
    if expected is None:
        return ""
    if expected.is_ceiling:
        return _("at most %(number)s") % {"number": figure(expected.in_all_max or expected.so_far_max)}
    if expected.in_all is None or expected.in_all == expected.so_far:
        return _("%(number)s expected") % {"number": _span(expected.so_far, expected.so_far_max)}
    words = {"so_far": _span(expected.so_far, expected.so_far_max), "in_all": figure(expected.in_all)}
    if expected.is_prorated:
        return _("%(so_far)s expected by now, %(in_all)s in all") % words
    return _("%(in_all)s in all, %(left)s left") % (words | {"left": left_words(expected)})


def left_words(expected: ExpectedText) -> str:
    if months := expected.months_left:
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    days = expected.days_left or 0
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


def count_words(count: CountText, parties: Sequence[PartyRef], *, teller: int) -> str:
    """`14 insatser, kommunen och polisen`; who took part is said where it was not the teller alone."""
    number = _("some") if count.number is None else figure(count.number)
    if count.is_approximate:
        number = _("about %(number)s") % {"number": number}
    words = of_unit(number, count.unit, is_single=count.number == 1)
    others = set(count.parties) - {teller}
    return f"{words} ({names(count.parties, parties)})" if others else words


def not_done_words(why: NotDoneText) -> str:
    """The reason in the party's words, else in ours; and when it is to be done."""
    words = why.words or str(REASONS[why.reason])
    if why.next_on:
        return _("%(reason)s To be done %(day)s.") % {"reason": _ended(words), "day": day(why.next_on)}
    return words


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def entered_words(by: int | None, source: str, parties: Sequence[PartyRef]) -> str:
    """`införd av kommunen ur Uppföljning 2023`; empty where the party tells for itself."""
    if by is None:
        return ""
    named = {"party": inside(names((by,), parties)), "source": source}
    return _("entered by %(party)s from %(source)s") % named


def period_words(period: PeriodRef) -> str:
    """`7 juni – 31 augusti 2023`; an old period's unknown days are said to be so."""
    if period.starts_on and period.ends_on:
        return f"{_short(period.starts_on, period.ends_on)} – {day(period.ends_on)}"
    if period.starts_on:
        return _("From %(day)s") % {"day": day(period.starts_on)}
    return _("Until %(day)s") % {"day": day(period.ends_on)} if period.ends_on else _("Dates unknown")


def _short(first: date, last: date) -> str:
    if first.year == last.year:
        return formats.date_format(first, "j F")
    return day(first)


def silence_words(silence: Silence, parties: Sequence[PartyRef]) -> str:
    """`Polisen har inte svarat, påmind 3 och 10 oktober 2023`."""
    named = {
        "party": names((silence.party,), parties),
        "days": days_words(silence.reminded_on),
    }
    return _("%(party)s has not answered, reminded %(days)s") % named


def days_words(days: Sequence[date]) -> str:
    """`3 och 10 oktober 2023`, `28 september och 3 oktober 2023`."""
    if not days:
        return ""
    last = days[-1]
    each = [
        formats.date_format(one, "j" if (one.month, one.year) == (last.month, last.year) else "j F")
        for one in days[:-1]
    ]
    if not each:
        return day(last)
    return _("%(first)s and %(last)s") % {"first": ", ".join(each), "last": day(last)}
