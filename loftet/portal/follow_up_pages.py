"""Pages of follow-ups: the table of every promise by every party, and what a new edition changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from loftet.domain.duplicates import Verdict
from loftet.domain.follow_up import FollowedPromise, FollowUpDocument, Silence
from loftet.web.by_language import said as _
from loftet.web.change_words import ChangeRow
from loftet.web.said_back import number

from . import addresses, schema_org, words
from .change_pages import Changed, changes_page, replacements
from .editions import approvals, edition_view, place_of
from .record import Record, Series
from .rendering import Page
from .set_pages import withdrawn_page
from .showing import PromiseView, StatusView, Told, statuses, told_in_period
from .social import social

Views = Mapping[str, PromiseView]


@dataclass(frozen=True)
class FollowedRow:
    """A promise's row: a cell for each party, what is counted, what was asked, and the judgments."""

    key: str
    address: str
    title: str
    told: tuple[Told, ...]
    counted: tuple[str, ...]
    asked: tuple[str, ...]
    pairs: tuple[str, ...]
    statuses: tuple[StatusView, ...]


@dataclass(frozen=True)
class FollowedRows:
    name: str
    rows: tuple[FollowedRow, ...]


def follow_up_pages(record: Record, series: Series, views: Views) -> Iterator[Page]:
    if series.is_withdrawn:
        yield withdrawn_page(record, series)
        return
    document, edition = series.newest.follow_up, series.newest
    place, closed = place_of(record.code), document.closed_period
    areas = rows_of(record, document, views)
    parties = [words.party_name(party.organisation, document.parties) for party in document.parties]
    concerned = _concerned(areas) or parties
    sets = words.joined([each.title for each in document.promise_sets])
    context = {
        "place": place,
        "trail": [(place.name, place.address), *_set_of(record, document)],
        "trail_end": document.title,
        "described": schema_org.of_follow_up(series),
        "title": document.title,
        "sets": sets,
        "social": social(record.code, f"{document.title}, {place.name}", sets),
        "period": words.period(closed.starts_on, closed.ends_on),
        "silences": [_silence(each, document) for each in document.silences],
        "parties": [party for party in parties if party in concerned],
        "not_concerned": words.joined([party for party in parties if party not in concerned]),
        "width": len(concerned) + 3,
        "areas": [_of(area, concerned) for area in areas],
        "agreement": document.agreement,
        "approvals": approvals(edition.envelope),
        "counted_on": words.day(document.counted_on),
        "edition": edition_view(record.code, edition, series),
    }
    canonical = addresses.series_page(min(edition.municipalities), series.identifier)
    path = addresses.series_page(record.code, series.identifier)
    yield Page(path, "follow_up.html", context, canonical=canonical)
    yield from _changes_pages(record, series)


def _set_of(record: Record, document: FollowUpDocument) -> list[tuple[str, str]]:
    """The promise set that is followed up, where it is published and the only one."""
    keys = {promise.key for promise in document.promises}
    found = [
        (series.newest.promise_set.title, addresses.series_page(record.code, series.identifier))
        for series in record.sets
        if not series.is_withdrawn and keys & {each.key for each in series.newest.promise_set.promises}
    ]
    return found if len(found) == 1 else []


def rows_of(record: Record, document: FollowUpDocument, views: Views) -> list[FollowedRows]:
    """The rows of a follow-up; `views` are promises whose newest follow-up is put into words already."""
    return [
        FollowedRows(
            area.name, tuple(_row(record, each, document, views.get(each.key)) for each in area.promises)
        )
        for area in document.focus_areas
    ]


def _concerned(areas: Iterable[FollowedRows]) -> set[str]:
    """The parties that any promise asks anything of: the others need no column of their own."""
    return {told.party for area in areas for row in area.rows for told in row.told if told.is_concerned}


def _of(area: FollowedRows, parties: Collection[str]) -> FollowedRows:
    rows = (replace(row, told=tuple(each for each in row.told if each.party in parties)) for row in area.rows)
    return replace(area, rows=tuple(rows))


def _row(
    record: Record, promise: FollowedPromise, document: FollowUpDocument, view: PromiseView | None
) -> FollowedRow:
    has_page = promise.key in record.promise_keys
    said = view if view and view.followed and view.followed.promise is promise else None
    return FollowedRow(
        key=promise.key,
        address=addresses.promise_page(record.code, promise.key) if has_page else "",
        title=promise.title,
        told=said.in_period if said else told_in_period(promise, document),
        counted=tuple(words.capital(words.total_words(each)) for each in promise.totals),
        asked=tuple(_asked(promise)),
        pairs=tuple(_said_of_pairs(promise)),
        statuses=said.statuses if said else tuple(statuses(promise, document)),
    )


def _said_of_pairs(promise: FollowedPromise) -> Iterator[str]:
    """Where two parties told of what is alike: what the total does with it."""
    verdicts = [pair.verdict for pair in promise.pairs]
    if None in verdicts:
        yield _("The parties may have told of the same thing.")
    if ones := verdicts.count(Verdict.ONE):
        yield ngettext(
            "%(number)s pair of numbers is of the same thing and counts once.",
            "%(number)s pairs of numbers are of the same thing and count once each.",
            ones,
        ) % {"number": ones}
    if twos := verdicts.count(Verdict.DIFFERENT):
        yield ngettext(
            "%(number)s pair of numbers is of two things and is added up.",
            "%(number)s pairs of numbers are of two things and are added up.",
            twos,
        ) % {"number": twos}


def _asked(promise: FollowedPromise) -> Iterator[str]:
    for each in promise.commitments:
        if each.expected and each.expected.in_all and not each.expected.is_ceiling:
            asked = {"number": number(each.expected.in_all), "unit": each.commitment.unit}
            yield _("of %(number)s %(unit)s promised") % asked


def _silence(silence: Silence, document: FollowUpDocument) -> str:
    """`Polisen har inte svarat, påmind 3 oktober och 10 oktober`."""
    party = words.party_name(silence.party, document.parties)
    reminded = words.joined([words.day(day) for day in silence.reminded_on])
    if reminded:
        return _("%(party)s has not answered, reminded %(days)s.") % {"party": party, "days": reminded}
    return _("%(party)s has not answered. The answer was due %(day)s.") % {
        "party": party,
        "day": words.day(silence.due_on),
    }


def _changes_pages(record: Record, series: Series) -> Iterator[Page]:
    for before, edition in replacements(series):
        old, new = _by_promise(record, before.follow_up), _by_promise(record, edition.follow_up)
        changes = [each for key in {**new, **old} if (each := _changed(old.get(key), new.get(key)))]
        yield changes_page(record, series, before, edition, changes)


def _by_promise(record: Record, document: FollowUpDocument) -> Mapping[str, FollowedRow]:
    return {row.key: row for area in rows_of(record, document, {}) for row in area.rows}


def _changed(old: FollowedRow | None, new: FollowedRow | None) -> Changed | None:
    """What reads differently of one promise, column by column."""
    shown = new or old
    if shown is None:
        return None
    before, after = (_columns(row) if row else {} for row in (old, new))
    rows = [
        ChangeRow(label, before.get(label, ""), after.get(label, ""))
        for label in {**after, **before}
        if before.get(label, "") != after.get(label, "")
    ]
    return Changed(shown.title, shown.address, rows) if rows else None


def _columns(row: FollowedRow) -> dict[str, str]:
    told = {each.party: _lines(*each.headline, *each.reasons, each.text, each.source) for each in row.told}
    judged = (
        _lines(f"{each.parties}: {each.status.label}", *(f"{who}: {motive}" for who, motive in each.motives))
        for each in row.statuses
    )
    return {**told, _("Counted so far"): _lines(*row.counted), _("Assessment"): _lines(*judged)}


def _lines(*each: str) -> str:
    return "\n".join(line for line in each if line)
