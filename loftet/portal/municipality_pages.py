"""All pages of one municipality's folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import ngettext

from loftet.web.by_language import said as _
from loftet.web.by_language import speaking

from . import addresses, schema_org, words
from .answers import answer_times, newest_answers
from .editions import archive_years, place_of
from .follow_up_pages import follow_up_pages
from .progress_pages import progress_page, progress_pages
from .record import Contact, Record, Series, readable
from .rendering import Page, Site
from .set_pages import (
    Link,
    SetView,
    bilingual,
    follow_up_link,
    progress_link,
    set_page,
    set_pages,
    set_view,
    withdrawn_page,
)
from .social import social


@dataclass(frozen=True)
class Summary:
    """What the country's page says of a municipality; kept beside the folder for when others are built.

    `roles` are in what capacity publishers take part, by their names, where a readable document tells it.
    `first_on` and `last_on` are the days when anything was published first, and published or withdrawn last;
    `tells_from` is the first day that a readable promise set is of; each as YYYY-MM-DD. `sets` are page,
    title and period of each readable promise set, for the country's search.
    """

    code: str
    words: str
    words_in_english: str
    publishers: tuple[str, ...]
    roles: dict[str, str]
    first_on: str
    last_on: str
    tells_from: str
    contact: Contact | None
    sets: tuple[tuple[str, ...], ...]

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Summary:
        contact = Contact(**data["contact"]) if data["contact"] else None
        read = {"publishers": tuple(data["publishers"]), "contact": contact, "sets": _sets_from(data)}
        return cls(**{**data, **read})


def _sets_from(data: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each) for each in data["sets"])


Views = dict[Series, SetView]


@dataclass(frozen=True)
class Said:
    """Each readable set of a municipality in words, made once for all that shows it."""

    swedish: Views
    english: Views

    @classmethod
    def of(cls, record: Record) -> Self:
        with speaking("sv"):
            swedish = {series: set_view(record, series) for series in readable(record.sets)}
        with speaking("en"):
            return cls(swedish, {series: set_view(record, series, english=True) for series in swedish})


def municipality_pages(record: Record, said: Said, site: Site) -> list[Page]:
    """Swedish whole; in English the municipality and its promise sets."""
    with speaking("sv"):
        swedish = [*_in_swedish(record, said.swedish, site)]
    with speaking("en"):
        return [*swedish, *_in_english(record, said.english)]


def _in_swedish(record: Record, views: Views, site: Site) -> Iterator[Page]:
    yield _municipality_page(record, views, english=False)
    yield _archive_page(record)
    for series in record.sets:
        if series in views:
            yield from set_pages(record, series, views[series], site)
        else:
            yield withdrawn_page(record, series)
    shown = {row.view.promise.key: row.view for view in views.values() for row in view.rows}
    for series in record.follow_ups:
        yield from follow_up_pages(record, series, shown)
    for series in record.progress:
        yield from progress_pages(record, series)


def _in_english(record: Record, views: Views) -> Iterator[Page]:
    yield _municipality_page(record, views, english=True)
    place = place_of(record.code, english=True)
    for series, view in views.items():
        yield set_page(record, series, view, place, english=True)
    for series in record.progress:
        if not series.is_withdrawn:
            yield progress_page(record, series, english=True)


def summary_of(record: Record, said: Said) -> Summary:
    publishers = tuple(sorted({each.envelope.published_for for each in record.editions}))
    with speaking("sv"):
        swedish, sets = _summary(record, said.swedish), tuple(_sets(record))
    with speaking("en"):
        english = _summary(record, said.english)
    first_on = min(each.published_on for each in record.editions)
    starts = (series.newest.promise_set.starts_on for series in readable(record.sets))
    return Summary(
        record.code,
        swedish,
        english,
        publishers,
        roles={name: role for name, role in _roles(record) if name in publishers},
        first_on=first_on.isoformat(),
        last_on=max(each.withdrawn_on or each.published_on for each in record.editions).isoformat(),
        tells_from=min((day for day in starts if day), default=first_on).isoformat(),
        contact=record.contact,
        sets=sets,
    )


def _roles(record: Record) -> Iterator[tuple[str, str]]:
    """Name and role of each party of the documents, the newest of each kind last."""
    parties = (
        *(series.newest.progress.parties for series in reversed(readable(record.progress))),
        *(series.newest.follow_up.parties for series in reversed(readable(record.follow_ups))),
        *(series.newest.promise_set.parties for series in reversed(readable(record.sets))),
    )
    yield from ((party.name, party.role.value) for document in parties for party in document)


def _sets(record: Record) -> Iterator[tuple[str, ...]]:
    for series in readable(record.sets):
        document = series.newest.promise_set
        page = addresses.series_page(record.code, series.identifier)
        period = words.period(document.starts_on, document.ends_on)
        yield addresses.within(record.code, page), document.title, period


def _summary(record: Record, views: Views) -> str:
    current = _current(record)
    return in_short(views[current[0]]) if current else _("content taken away")


def in_short(view: SetView) -> str:
    """`Medborgarlöfte 2024 · 6 löften · 3 uppfyllt`."""
    number = ngettext("%(number)s promise", "%(number)s promises", view.number) % {"number": view.number}
    return " · ".join([view.title, number, *(f"{each.number} {each.label}" for each in view.tally)])


def _current(record: Record) -> list[Series]:
    """The newest sets: those of the latest period, of which there may be several."""
    found = readable(record.sets)
    if not found:
        return []
    latest = found[0].newest.promise_set.starts_on
    return [series for series in found if series.newest.promise_set.starts_on == latest]


def _municipality_page(record: Record, views: Views, *, english: bool) -> Page:
    current = _current(record)
    place = place_of(record.code, english=english)
    title = _("%(place)s: what was promised, and what came of it") % {"place": place.name}
    told = " ".join(f"{in_short(views[series])}." for series in current)
    context = {
        "place": place,
        "social": social(record.code, title, told, kind="website"),
        "described": schema_org.of_municipality(record),
        "search": addresses.search_rows(record.code),
        "search_folder": addresses.municipality_folder(record.code),
        "followed": current[0].newest.pk if current else None,
        "current": [views[series] for series in current],
        "follow_ups": [*_counts(record, english=english), *_follow_ups(record)],
        "answers": newest_answers(record),
        "contact": record.contact,
        "answer_times": answer_times(record.answers),
        "earlier": [_link(view) for series, view in views.items() if series not in current],
    }
    return bilingual("municipality.html", addresses.municipality_page(record.code), context, english=english)


def _counts(record: Record, *, english: bool) -> Iterator[Link]:
    """How far the promises have come since they were followed up last."""
    last = max((each.newest.number for each in record.follow_ups), default=0)
    for series in record.progress:
        if not series.is_withdrawn and series.newest.number > last:
            yield progress_link(record, series, english=english)


def _follow_ups(record: Record) -> Iterator[Link]:
    return (follow_up_link(record, each) for each in record.follow_ups if not each.is_withdrawn)


def _link(view: SetView) -> Link:
    return Link(view.address, view.title, view.period)


def _archive_page(record: Record) -> Page:
    place = place_of(record.code)
    context = {
        "place": place,
        "trail": [(place.name, place.address)],
        "trail_end": _("All years"),
        "years": archive_years(record),
    }
    return Page(addresses.archive_page(record.code), "archive.html", context)
