"""Pages of promise sets: the set, each of its promises, and what a new edition changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.suggestion import PromiseStatus
from loftet.web.by_language import said as _
from loftet.web.change_words import changes_between

from . import addresses, schema_org, words
from .answers import answers_to
from .cards import card_page, embedding
from .change_pages import Changed, changes_page, replacements
from .editions import EditionView, Place, approvals, edition_view, place_of, series_address, title_of
from .filling import fill
from .record import Followed, PublishedEdition, Record, Series
from .rendering import Page, Site
from .showing import PromiseView, promise_view
from .social import social, told_of

Trail = list[tuple[str, str]]


@dataclass(frozen=True)
class PromiseRow:
    address: str
    view: PromiseView


@dataclass(frozen=True)
class AreaRows:
    name: str
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True)
class Tally:
    """How many promises have a status; what the parties judge differently is counted by itself."""

    number: int
    label: str
    mark: str
    color: str


@dataclass(frozen=True)
class SetView:
    title: str
    introduction: str
    easy_read: str
    agreement: str
    period: str
    parties: str
    others: str
    address: str
    approvals: tuple[str, ...]
    edition: EditionView
    areas: tuple[AreaRows, ...]
    told_until: str
    number: int
    tally: tuple[Tally, ...]

    @property
    def rows(self) -> Iterator[PromiseRow]:
        return (row for area in self.areas for row in area.rows)


def set_view(record: Record, series: Series, *, english: bool = False) -> SetView:
    edition = series.newest
    document = edition.promise_set
    address = addresses.series_page(record.code, series.identifier)
    areas = tuple(_areas(record, document))
    views = [row.view for area in areas for row in area.rows]
    return SetView(
        title=document.title,
        introduction=document.introduction,
        easy_read=document.easy_read,
        agreement=document.agreement,
        period=words.period(document.starts_on, document.ends_on),
        parties=", ".join(party.name for party in document.parties),
        others=", ".join(each.name for each in document.municipalities if each.code != record.code),
        address=addresses.in_english(address) if english else address,
        approvals=tuple(approvals(edition.envelope)),
        edition=edition_view(record.code, edition, series),
        areas=areas,
        told_until=_told_until(record, document),
        number=len(views),
        tally=tuple(_tally(views)),
    )


def _told_until(record: Record, document: PromiseSetDocument) -> str:
    """The last day that the figures of the table tell of."""
    counted = [each for key in document.promises if (each := record.counted(key.key))]
    if counted:
        return words.day(counted[0].document.told_until)
    newest = next((series.newest.follow_up for series in record.follow_ups_of(document)), None)
    return words.day(newest.closed_period.ends_on or newest.counted_on) if newest else ""


def _areas(record: Record, document: PromiseSetDocument) -> Iterator[AreaRows]:
    for area in document.focus_areas:
        views = (
            promise_view(
                promise, area.name, document, record.followed(promise.key), record.counted(promise.key)
            )
            for promise in area.promises
        )
        rows = (PromiseRow(addresses.promise_page(record.code, view.promise.key), view) for view in views)
        yield AreaRows(area.name, tuple(rows))


def _tally(views: Sequence[PromiseView]) -> Iterator[Tally]:
    agreed = Counter(view.statuses[0].status for view in views if len(view.statuses) == 1)
    for status in map(words.status, PromiseStatus):
        if agreed[status]:
            yield Tally(agreed[status], status.label.lower(), status.mark, status.color)
    if differing := sum(len(view.statuses) > 1 for view in views):
        yield Tally(differing, _("judged differently by the parties"), "≠", "neutral")
    if open_ones := sum(not view.statuses for view in views):
        is_followed = any(view.is_followed for view in views)
        label = _("without assessment") if is_followed else _("not followed up yet")
        yield Tally(open_ones, label, "○", "neutral")


def set_pages(record: Record, series: Series, view: SetView, site: Site) -> Iterator[Page]:
    """Everything of one promise set but the English page."""
    place = place_of(record.code)
    yield set_page(record, series, view, place)
    own = {**_around(place, [(view.title, view.address)]), "set": view}
    for row in view.rows:
        page = _promise_page(record, series, row, own, site)
        yield page
        if site.base_url:
            yield card_page(page)
    yield from _changes_pages(record, series)


def _around(place: Place, trail: Trail) -> dict[str, Any]:
    return {"place": place, "trail": [(place.name, place.address), *trail]}


def set_page(record: Record, series: Series, view: SetView, place: Place, *, english: bool = False) -> Page:
    path = addresses.series_page(record.code, series.identifier)
    document = series.newest.promise_set
    context = {
        **_around(place, []),
        "trail_end": view.title,
        "described": schema_org.of_set(series),
        "social": social(record.code, f"{view.title}, {place.name}", view.introduction or view.parties),
        "followed": series.newest.pk,
        "set": view,
        "follow_ups": [
            *(progress_link(record, each, english=english) for each in record.progress_of(document)),
            *(follow_up_link(record, each) for each in record.follow_ups_of(document)),
        ],
    }
    return bilingual("promise_set.html", path, context, english=english, canonical=_first(series))


def bilingual(
    template: str, path: str, context: dict[str, Any], *, english: bool, canonical: str = ""
) -> Page:
    """A page that exists in both languages, in one of them."""
    translated = addresses.in_english(path)
    if english:
        return Page(translated, template, context, language="en", other=path)
    return Page(path, template, context, other=translated, canonical=canonical)


def _first(series: Series) -> str:
    """What holds for several municipalities has its canonical page with the first of them."""
    return addresses.series_page(min(series.newest.municipalities), series.identifier)


@dataclass(frozen=True)
class Link:
    address: str
    title: str
    words: str


def follow_up_link(record: Record, series: Series) -> Link:
    document = series.newest.follow_up
    closed = document.closed_period
    return Link(
        series_address(record.code, series), document.title, words.period(closed.starts_on, closed.ends_on)
    )


def progress_link(record: Record, series: Series, *, english: bool = False) -> Link:
    document = series.newest.progress
    address = series_address(record.code, series)
    counted_on = _("counted %(day)s") % {"day": words.day(document.counted_on)}
    return Link(addresses.in_english(address) if english else address, document.title, counted_on)


def _promise_page(record: Record, series: Series, row: PromiseRow, own: dict[str, Any], site: Site) -> Page:
    key = row.view.promise.key
    context = {
        **own,
        **embedding(row.address, row.view.promise.title, own["place"].name, site),
        "address": row.address,
        "how_it_goes": _how_it_goes(record, row),
        "trail_end": row.view.promise.title,
        "social": social(record.code, row.view.promise.title, told_of(row.view)),
        "described": schema_org.of_promise(series, row.view.promise, own["set"].address),
        "view": row.view,
        "events": _events(record, series, key),
        "answers": answers_to(record, key),
        "ask": site.ask_about(series.newest.pk, key),
        "followed": series.newest.pk,
        "contact": record.contact,
    }
    canonical = addresses.promise_page(min(series.newest.municipalities), key)
    return Page(row.address, "promise.html", context, canonical=canonical)


def _how_it_goes(record: Record, row: PromiseRow) -> str:
    counted = row.view.counted
    progress = addresses.series_page(record.code, counted.identifier) if counted else ""
    around = {"view": row.view, "root": addresses.root_from(row.address), "progress": progress}
    return fill("how_it_goes.html", around)


@dataclass(frozen=True)
class Event:
    address: str
    title: str
    words: str


def _events(record: Record, series: Series, key: str) -> list[Event]:
    """What has happened with a promise, the newest first."""
    told = ((each.edition, _followed(record, each)) for each in record.followed(key))
    published = ((each, _published(record, series, each)) for each in series.readable())
    dated = sorted((*told, *published, *_counts(record, key)), key=lambda each: each[0].number, reverse=True)
    return [event for _edition, event in dated]


def _counts(record: Record, key: str) -> Iterator[tuple[PublishedEdition, Event]]:
    """Each progress in which something more was counted."""
    for series in record.progress:
        said = ""
        for edition in series.readable():
            promise = next((each for each in edition.progress.promises if each.key == key), None)
            counted = ", ".join(words.total_words(total) for total in promise.totals) if promise else ""
            if promise and promise.told_by and counted not in ("", said):
                said = counted
                address = addresses.series_page(record.code, series.identifier)
                day = words.day(edition.published_on)
                yield edition, Event(address, _("Counted so far"), f"{day} · {counted}")


def _followed(record: Record, followed: Followed) -> Event:
    address = addresses.series_page(record.code, followed.edition.identifier)
    label = followed.document.closed_period.label
    counted = ", ".join(words.total_words(total) for total in followed.promise.totals)
    day = words.day(followed.edition.published_on)
    return Event(
        address,
        _("%(period)s was followed up") % {"period": label},
        f"{day} · {counted}" if counted else day,
    )


def _published(record: Record, series: Series, edition: PublishedEdition) -> Event:
    day = words.day(edition.published_on)
    if series.before(edition) is None:
        parties = words.joined([words.in_sentence(party.name) for party in edition.promise_set.parties])
        return Event("", _("The promise was published"), f"{day} · {parties}")
    return Event(
        addresses.changes_page(record.code, edition.number),
        _("Edition %(number)s was published") % {"number": edition.number},
        f"{day} · {edition.reason}" if edition.reason else day,
    )


def _changes_pages(record: Record, series: Series) -> Iterator[Page]:
    for before, edition in replacements(series):
        document = edition.promise_set
        keys = {promise.title: promise.key for promise in document.promises}
        changes = [
            Changed(
                each.heading or _("The citizen promise as a whole"),
                addresses.promise_page(record.code, keys[each.heading]) if each.heading in keys else "",
                each.rows,
            )
            for each in changes_between(before.promise_set, document)
        ]
        yield changes_page(record, series, before, edition, changes)


def withdrawn_page(record: Record, series: Series) -> Page:
    """The address stays, and says why nothing is there."""
    place, edition = place_of(record.code), series.newest
    title = title_of(series, edition)
    ground = edition.withdrawal_ground
    context = {
        **_around(place, []),
        "trail_end": title,
        "title": title,
        "ground": str(words.GROUNDS[ground]) if ground else "",
        "reason": edition.withdrawal_reason,
        "day": words.day(edition.withdrawn_on),
        "edition": edition_view(record.code, edition, series),
    }
    return Page(addresses.series_page(record.code, series.identifier), "withdrawn.html", context)
