"""Where the thread from commitment to assessment breaks, looked for from both ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from loftet.activities.models import Occurrence, OccurrenceCount
from loftet.activities.report_words import told_words
from loftet.domain.cells import CellState
from loftet.web.said_back import what

from .thread_material import Material, Stated

# A statement in one of these says that something was done, so something should have been told of.
_SAYS_DONE = (CellState.DONE, CellState.AMOUNT, CellState.AMOUNT_UNKNOWN, CellState.UNDER_WAY)


@dataclass(frozen=True)
class LooseEnd:
    """One thing that hangs by nothing, with where it is mended."""

    words: str
    about: str
    url: str


@dataclass(frozen=True)
class LooseEnds:
    """Those of one kind."""

    heading: str
    ends: tuple[LooseEnd, ...]


_Finder = Callable[[Material, date], Iterator[LooseEnd]]


def list_leading_nowhere(material: Material, today: date) -> tuple[LooseEnds, ...]:
    """From the commitment onwards: what nothing has followed upon yet, though it should have."""
    return _found(material, today, _ONWARDS)


def list_resting_on_nothing(material: Material, today: date) -> tuple[LooseEnds, ...]:
    """From the assessment backwards: what is said without that which it should rest on."""
    return _found(material, today, _BACKWARDS)


def is_stated(material: Material, occurrence: Occurrence, row: OccurrenceCount) -> bool:
    """Whether the own statement of its period counts the occurrence, or counts in sum without naming any."""
    order = material.order_of(occurrence)
    found = material.own_stated.get((order, str(row.promise_key))) if order is not None else None
    if found is None or found.account is None:
        return False
    keys = {count.key for count in found.account.counts if count.commitment in {"", str(row.commitment_key)}}
    known = {str(each.key) for each in material.occurrences}
    return not row.is_counted or str(occurrence.key) in keys or not keys <= known


def _found(
    material: Material, today: date, finders: Iterable[tuple[Lazy | str, _Finder]]
) -> tuple[LooseEnds, ...]:
    listed = (LooseEnds(str(heading), tuple(find(material, today))) for heading, find in finders)
    return tuple(each for each in listed if each.ends)


def _unplanned(material: Material, _today: date) -> Iterator[LooseEnd]:
    planned = {str(each.commitment_key) for each in material.activities}
    set_pk = material.signed.promise_set.pk
    for named in material.signed.performed_by(material.own):
        if named.commitment.key not in planned:
            url = f"{reverse('activities:activity_create', args=(set_pk,))}?atagande={named.commitment.key}"
            yield LooseEnd(what(named.commitment, material.signed.document), named.promise.title, url)


def _untold(material: Material, today: date) -> Iterator[LooseEnd]:
    titles = _titles(material)
    for activity in material.activities:
        if activity.is_late(today):
            title = titles.get(str(activity.promise_key), "")
            yield LooseEnd(activity.title, title, activity.get_absolute_url())


def _unstated(material: Material, today: date) -> Iterator[LooseEnd]:
    """Of periods that are over, or of which the party has begun to account for the promise."""
    over = {each.order for each in material.periods if each.ends_on and each.ends_on < today}
    titles = _titles(material)
    for occurrence in material.occurrences:
        order = material.order_of(occurrence)
        for row in occurrence.counts.all():
            is_due = order in over or (order, str(row.promise_key)) in material.own_stated
            if order is not None and is_due and not is_stated(material, occurrence, row):
                yield _of(occurrence, titles.get(str(row.promise_key), ""))
                break


def _unassessed(material: Material, today: date) -> Iterator[LooseEnd]:
    for each in material.own_stated.values():
        is_over = each.period.ends_on is not None and each.period.ends_on < today
        if each.account and each.status is None and is_over:
            yield _of_stated(material, each)


def _unsupported_assessments(material: Material, _today: date) -> Iterator[LooseEnd]:
    for each in material.own_stated.values():
        if each.status is not None and each.account is None:
            yield _of_stated(material, each)


def _unsupported_statements(material: Material, _today: date) -> Iterator[LooseEnd]:
    """A period that is read out of an old document has no occurrences, and that is nobody's fault."""
    for (order, key), each in material.own_stated.items():
        says_done = each.account is not None and each.account.state in _SAYS_DONE
        if says_done and not each.period.is_read and (order, key) not in material.told_in:
            yield _of_stated(material, each)


def _outside(material: Material, _today: date) -> Iterator[LooseEnd]:
    """Where no period is set nothing can stand outside one."""
    for occurrence in material.occurrences if material.periods else ():
        if material.order_of(occurrence) is None:
            yield _of(occurrence, "")


def _for_nothing(material: Material, _today: date) -> Iterator[LooseEnd]:
    """Its commitments do not stand in the version that is valid."""
    known = material.signed.commitments.keys()
    for occurrence in material.occurrences:
        if not {str(row.commitment_key) for row in occurrence.counts.all()} & known:
            yield _of(occurrence, "")
    for activity in material.activities:
        if str(activity.commitment_key) not in known:
            yield LooseEnd(activity.title, "", activity.get_absolute_url())


def _unforeseen(material: Material, _today: date) -> Iterator[LooseEnd]:
    for occurrence in material.occurrences:
        if occurrence.activity_id is None:
            yield _of(occurrence, "")


_ONWARDS: tuple[tuple[Lazy | str, _Finder], ...] = (
    (_("Commitments that no activity is planned for"), _unplanned),
    (_("Activities whose days are over, of which nobody has told"), _untold),
    (_("Occurrences that no statement tells of"), _unstated),
    (_("Statements that are not assessed"), _unassessed),
)
_BACKWARDS: tuple[tuple[Lazy | str, _Finder], ...] = (
    (_("Assessments without a statement"), _unsupported_assessments),
    (_("Statements of something done, of which no occurrence is told"), _unsupported_statements),
    (_("Occurrences of days that no period has"), _outside),
    (_("What counts for no commitment in the valid version"), _for_nothing),
    (_("Occurrences that were not planned"), _unforeseen),
)


def _titles(material: Material) -> dict[str, str]:
    return {each.key: each.title for each in material.signed.document.promises}


def _of(occurrence: Occurrence, promise: str) -> LooseEnd:
    return LooseEnd(told_words(occurrence), promise, occurrence.get_absolute_url())


def _of_stated(material: Material, stated: Stated) -> LooseEnd:
    return LooseEnd(_titles(material)[stated.promise_key], stated.period.label, stated.url)
