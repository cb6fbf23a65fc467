"""The sentence that says back what is counted: "Kommunen: 4 mätningar under 2024; räknas per tillfälle"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.formats import number_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument

from .by_language import kept_by_language
from .by_language import said as _

KINDS: dict[str, Lazy | str] = {
    CommitmentClass.COUNT: gettext_lazy("A number in the period"),
    CommitmentClass.FREQUENCY: gettext_lazy("A number each week, month or year"),
    CommitmentClass.TIME_AMOUNT: gettext_lazy("Hours or days"),
    CommitmentClass.MILESTONE: gettext_lazy("Done once"),
    CommitmentClass.CONTINUOUS: gettext_lazy("Goes on"),
    CommitmentClass.ON_DEMAND: gettext_lazy("When it is needed"),
    CommitmentClass.CALENDAR: gettext_lazy("At named times"),
    CommitmentClass.TARGET_GROUP: gettext_lazy("Reaches a whole group"),
    CommitmentClass.UNQUANTIFIED: gettext_lazy("Can be counted but has no number"),
    CommitmentClass.DIRECTION: gettext_lazy("A direction, nothing to count"),
}
HOW: dict[str, Lazy | str] = {
    CommitmentClass.COUNT: gettext_lazy("each occasion is counted"),
    CommitmentClass.FREQUENCY: gettext_lazy("each occasion is counted"),
    CommitmentClass.TIME_AMOUNT: gettext_lazy("the time is added up"),
    CommitmentClass.MILESTONE: gettext_lazy("is either done or not done"),
    CommitmentClass.CONTINUOUS: gettext_lazy("what is done is told of, nothing is counted"),
    CommitmentClass.ON_DEMAND: gettext_lazy("each time and the answer to it are noted"),
    CommitmentClass.CALENDAR: gettext_lazy("each of the named times is ticked off"),
    CommitmentClass.TARGET_GROUP: gettext_lazy("how much of the group was reached is counted"),
    CommitmentClass.UNQUANTIFIED: gettext_lazy("each occasion is counted, without target"),
    CommitmentClass.DIRECTION: gettext_lazy("cannot be counted"),
}
COMPARATORS: dict[str, Lazy | str] = {
    Comparator.EXACTLY: gettext_lazy("exactly"),
    Comparator.AT_LEAST: gettext_lazy("at least"),
    Comparator.AT_MOST: gettext_lazy("at most"),
    Comparator.ABOUT: gettext_lazy("about"),
}
EVERY: dict[str, Lazy | str] = {
    Cadence.DAY: gettext_lazy("a day"),
    Cadence.WEEK: gettext_lazy("a week"),
    Cadence.TWO_WEEKS: gettext_lazy("every other week"),
    Cadence.MONTH: gettext_lazy("a month"),
    Cadence.QUARTER: gettext_lazy("a quarter"),
    Cadence.TERTIAL: gettext_lazy("a third of a year"),
    Cadence.HALF_YEAR: gettext_lazy("every half year"),
    Cadence.YEAR: gettext_lazy("a year"),
    Cadence.TWO_YEARS: gettext_lazy("every other year"),
}
WINDOWS: dict[str, Lazy | str] = {
    Window.YEAR: gettext_lazy("during the year"),
    Window.PERIOD: gettext_lazy("during the period"),
    Window.WEEK: gettext_lazy("in the named weeks"),
}
_SAYS_ITS_UNIT = {CommitmentClass.UNQUANTIFIED, CommitmentClass.CALENDAR, CommitmentClass.CONTINUOUS}
_SPAN = {CommitmentClass.COUNT, CommitmentClass.TARGET_GROUP, CommitmentClass.MILESTONE}


class Dated(Protocol):
    """What has the days that a number without a window holds for."""

    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


def said_back(commitment: CommitmentText, document: PromiseSetDocument) -> str:
    """What will be counted, of whom and until when, in one sentence."""
    parts = {
        "who": doers(commitment, document.parties),
        "what": what(commitment, document),
        "how": str(HOW[commitment.kind]),
    }
    return _("%(who)s: %(what)s; %(how)s") % parts


def doers(commitment: CommitmentText, parties: Sequence[PartyRef]) -> str:
    named = names(commitment.performers, parties) or _("Nobody named")
    return f"{named} ({commitment.performer_note})" if commitment.performer_note else named


def names(organisations: Sequence[int], parties: Sequence[PartyRef]) -> str:
    """Kommunen and Polisen where there is one of each, else their names."""
    return _names(tuple(organisations), tuple(parties))


@kept_by_language(1_000)
def _names(organisations: tuple[int, ...], parties: tuple[PartyRef, ...]) -> str:
    found = [_short(party, parties) for party in parties if party.organisation in organisations]
    if len(found) < 2:
        return "".join(found)
    found[1:] = [inside(name) for name in found[1:]]
    return _("%(first)s and %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def inside(name: str) -> str:
    """A name as it stands inside a sentence: kommunen and polisen are words, other names are kept."""
    is_word = name in {_("The municipality"), _("The police")}
    return name[:1].lower() + name[1:] if is_word else name


def _short(party: PartyRef, parties: Sequence[PartyRef]) -> str:
    alone = sum(each.role is party.role for each in parties) == 1
    if alone and party.role is PartyRole.MUNICIPALITY:
        return _("The municipality")
    if alone and party.role is PartyRole.POLICE:
        return _("The police")
    return party.name


def what(commitment: CommitmentText, document: Dated) -> str:
    words = [
        amount(commitment),
        _of_what(commitment),
        str(EVERY[commitment.every]) if commitment.every else "",
        _("per %(scope)s") % {"scope": commitment.per} if commitment.per else "",
        commitment.place,
        ", ".join(commitment.groups),
        _when(commitment, document),
    ]
    return " ".join(word for word in words if word)


def _of_what(commitment: CommitmentText) -> str:
    """What is counted; where nothing is, what kind of thing it is; on demand, both."""
    if commitment.kind is CommitmentClass.ON_DEMAND and commitment.number is None:
        return f"{commitment.unit} {str(KINDS[commitment.kind]).lower()}".strip()
    if commitment.number is not None or (commitment.unit and commitment.kind in _SAYS_ITS_UNIT):
        return commitment.unit
    return "" if commitment.groups else str(KINDS[commitment.kind]).lower()


def amount(commitment: CommitmentText) -> str:
    """`minst 4`, `3–4`; empty where there is no number."""
    if commitment.number is None:
        return ""
    figure = number(commitment.number)
    if commitment.number_max is not None and commitment.number_max != commitment.number:
        figure = f"{figure}–{number(commitment.number_max)}"
    if commitment.comparator in (None, Comparator.EXACTLY):
        return figure
    return f"{COMPARATORS[commitment.comparator]} {figure}"


@kept_by_language(10_000)
def number(value: float) -> str:
    return str(number_format(int(value) if value == int(value) else value, use_l10n=True))


def _when(commitment: CommitmentText, document: Dated) -> str:
    """The window that the words name; a number without one holds for the set's own period."""
    if commitment.window is Window.WEEK:
        return str(WINDOWS[Window.WEEK])
    if commitment.window is None and (commitment.every or commitment.kind not in _SPAN):
        return ""
    years = _years(document.starts_on, document.ends_on)
    if years and (commitment.window is not Window.YEAR or "–" not in years):
        return _("during %(years)s") % {"years": years}
    return str(WINDOWS[commitment.window or Window.PERIOD])


def _years(starts_on: date | None, ends_on: date | None) -> str:
    """`2024` or `2024–2025` where the period is whole years; else nothing is said that might be wrong."""
    if starts_on is None or ends_on is None:
        return ""
    whole = (starts_on.month, starts_on.day, ends_on.month, ends_on.day) == (1, 1, 12, 31)
    if not whole:
        return ""
    return str(starts_on.year) if starts_on.year == ends_on.year else f"{starts_on.year}–{ends_on.year}"


def of_unit(figure: str, unit: str, *, is_single: bool) -> str:
    """`minst 14 insatser`; units are kept in the plural, so one stands last: `insatser: minst 1`."""
    return f"{unit}: {figure}" if is_single and unit else f"{figure} {unit}".strip()
