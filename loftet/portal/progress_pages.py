"""Pages of progress: each target beside what is counted so far, between two follow-ups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loftet.domain.progress import CountedCommitment, CountedPromise, HandedIn, ProgressDocument
from loftet.web.by_language import said as _
from loftet.web.change_words import ChangeRow
from loftet.web.said_back import what

from . import addresses, words
from .change_pages import Changed, changes_page, replacements
from .editions import edition_view, place_of
from .record import Record, Series
from .rendering import Page
from .set_pages import bilingual, withdrawn_page
from .showing import Bar, bar, done, outcome_of


@dataclass(frozen=True)
class CountedRow:
    """A commitment's line, or what is counted apart from any: what was asked, and what is counted."""

    asked: str
    counted: str
    bar: Bar | None
    is_told: bool


@dataclass(frozen=True)
class CountedPromiseRows:
    key: str
    address: str
    title: str
    rows: tuple[CountedRow, ...]


@dataclass(frozen=True)
class CountedAreaRows:
    name: str
    promises: tuple[CountedPromiseRows, ...]


def progress_pages(record: Record, series: Series) -> Iterator[Page]:
    """In Swedish, with what each newer edition changed."""
    if series.is_withdrawn:
        yield withdrawn_page(record, series)
        return
    yield progress_page(record, series)
    for before, edition in replacements(series):
        changes = _changes(record, before.progress, edition.progress)
        yield changes_page(record, series, before, edition, changes)


def progress_page(record: Record, series: Series, *, english: bool = False) -> Page:
    document, edition = series.newest.progress, series.newest
    place = place_of(record.code, english=english)
    context = {
        "place": place,
        "trail": [(place.name, place.address), *_set_of(record, document, english=english)],
        "trail_end": document.title,
        "title": document.title,
        "counted_on": words.day(document.counted_on),
        "areas": areas_of(record, document),
        "agreement": document.agreement,
        "handed_in": [_handed_in(each, document) for each in document.handed_in],
        "edition": edition_view(record.code, edition, series),
    }
    path = addresses.series_page(record.code, series.identifier)
    canonical = addresses.series_page(min(edition.municipalities), series.identifier)
    return bilingual("progress.html", path, context, english=english, canonical=canonical)


def _set_of(record: Record, document: ProgressDocument, *, english: bool) -> list[tuple[str, str]]:
    """The promise set that is counted, where it is published for this municipality."""
    keys = {promise.key for promise in document.promises}
    for series in record.sets:
        if not series.is_withdrawn and keys & {each.key for each in series.newest.promise_set.promises}:
            address = addresses.series_page(record.code, series.identifier)
            shown = addresses.in_english(address) if english else address
            return [(series.newest.promise_set.title, shown)]
    return []


def areas_of(record: Record, document: ProgressDocument) -> list[CountedAreaRows]:
    return [
        CountedAreaRows(area.name, tuple(_promise(record, each, document) for each in area.promises))
        for area in document.focus_areas
    ]


def _promise(record: Record, promise: CountedPromise, document: ProgressDocument) -> CountedPromiseRows:
    has_page = promise.key in record.promise_keys
    return CountedPromiseRows(
        key=promise.key,
        address=addresses.promise_page(record.code, promise.key) if has_page else "",
        title=promise.title,
        rows=tuple(_rows(promise, document)),
    )


def _rows(promise: CountedPromise, document: ProgressDocument) -> Iterator[CountedRow]:
    for each in promise.commitments:
        yield _commitment(each, document)
    beside = _("Counted besides") if promise.commitments else _("Without target")
    for total in promise.other_totals:
        yield CountedRow(beside, words.capital(words.total_words(total)), None, is_told=True)
    if not promise.commitments and not promise.other_totals:
        yield CountedRow(_("Without target"), _uncounted(promise.told_by), None, is_told=False)


def _commitment(counted: CountedCommitment, document: ProgressDocument) -> CountedRow:
    outcome = outcome_of(counted)
    figure = done(counted.commitment, outcome)
    is_told = figure is not None and bool(figure.number)
    return CountedRow(
        asked=words.capital(what(counted.commitment, document.promise_set)),
        counted=words.capital(str(figure)) if figure else _uncounted(counted.told_by),
        bar=bar(counted.commitment, outcome) if is_told else None,
        is_told=is_told,
    )


def _uncounted(told_by: tuple[int, ...]) -> str:
    """An account without a number is no nought."""
    return _("Nothing counted") if told_by else _("No account yet")


def _handed_in(each: HandedIn, document: ProgressDocument) -> str:
    labels = {period.order: period.label for period in document.periods}
    told = {
        "party": words.party_name(each.party, document.parties),
        "period": labels[each.period],
        "day": words.day(each.handed_in_on),
    }
    if each.entered_by is None:
        return _("%(party)s: %(period)s, handed in %(day)s") % told
    by = words.in_sentence(words.party_name(each.entered_by, document.parties))
    return _("%(party)s: %(period)s, entered by %(by)s %(day)s") % {**told, "by": by}


def _changes(record: Record, old: ProgressDocument, new: ProgressDocument) -> list[Changed]:
    before, after = _by_promise(record, old), _by_promise(record, new)
    return [each for key in {**after, **before} if (each := _changed(before.get(key), after.get(key)))]


def _by_promise(record: Record, document: ProgressDocument) -> Mapping[str, CountedPromiseRows]:
    return {each.key: each for area in areas_of(record, document) for each in area.promises}


def _changed(old: CountedPromiseRows | None, new: CountedPromiseRows | None) -> Changed | None:
    """What is counted otherwise of one promise."""
    shown = new or old
    if shown is None:
        return None
    before, after = (
        "\n".join(row.counted for row in each.rows if row.is_told) if each else "" for each in (old, new)
    )
    rows = [ChangeRow(_("Counted so far"), before, after)]
    return Changed(shown.title, shown.address, rows) if before != after else None
