"""Feeds (Atom) of country, municipality, set and promise: each edition is an entry, with its checkpoint.

A feed stands beside its page, with the same name. Ids are made of what never changes; an entry is updated
when its edition is published, and once more if it is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from django.utils.feedgenerator import Atom1Feed

from loftet.domain.edition import EditionKind
from loftet.domain.municipalities import municipality
from loftet.web.by_language import said as _

from . import addresses, words
from .editions import series_address, title_of
from .record import PublishedEdition, Record, Series
from .rendering import Site

MOST = 50
STOCKHOLM = ZoneInfo("Europe/Stockholm")
ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Entry:
    """An edition as it stands in each feed that tells of it: written once."""

    number: int
    updated: datetime
    xml: str


def municipality_feeds(record: Record, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content; the address of an entry must be absolute, so there are none without one."""
    if not site.base_url:
        return
    place = municipality(record.code).name
    entries = dict(_entries(record, site))
    yield _feed(addresses.municipality_page(record.code), place, entries.values(), site)
    told = _by_promise(record)
    for series in record.sets:
        page = addresses.series_page(record.code, series.identifier)
        promises = () if series.is_withdrawn else series.newest.promise_set.promises
        numbers = {number for each in promises for number in told[each.key]}
        numbers |= {each.number for each in series.editions}
        yield _feed(page, title_of(series, series.newest), [entries[each] for each in numbers], site)
        for promise in promises:
            page = addresses.promise_page(record.code, promise.key)
            own = [entries[each] for each in told[promise.key]]
            yield _feed(page, f"{promise.title}, {place}", own, site)


def _entries(record: Record, site: Site) -> Iterator[tuple[int, _Entry]]:
    for series in record.series:
        for edition in series.editions:
            updated = edition.withdrawn_at or _at(edition.published_on)
            xml = _entry(edition, series, record, updated, site)
            yield edition.number, _Entry(edition.number, updated, xml)


def _entry(edition: PublishedEdition, series: Series, record: Record, updated: datetime, site: Site) -> str:
    """Cut out of a feed that holds nothing else."""
    feed = _begin(addresses.COUNTRY, "", updated, site)
    address = series_address(record.code, series) or addresses.archive_page(record.code)
    feed.add_item(
        title=f"{words.KINDS[edition.kind]}: {title_of(series, edition)}",
        link=f"{site.base_url}/{address}",
        description="",
        content=_content(edition),
        unique_id=_id(site, edition.published_on, f"utgava/{edition.number}"),
        pubdate=_at(edition.published_on),
        updateddate=updated,
        author_name=edition.envelope.published_for,
    )
    xml = str(feed.writeString("utf-8"))
    return xml[xml.index("<entry>") : xml.rindex("</feed>")]


def country_feed(feeds: Iterable[bytes], site: Site) -> bytes:
    """The newest entries of the municipalities' feeds; one that holds for several stands once."""
    entries = {
        str(entry.findtext(f"{{{ATOM}}}id")): entry
        for feed in feeds
        for entry in ElementTree.fromstring(feed).iter(f"{{{ATOM}}}entry")  # noqa: S314 -- made by us
    }
    newest = sorted(entries.values(), key=_updated, reverse=True)[:MOST]
    updated = max((datetime.fromisoformat(_updated(each)[0]) for each in newest), default=BEGINNING)
    made = _begin(addresses.COUNTRY, _("All municipalities"), updated, site)
    whole = ElementTree.fromstring(made.writeString("utf-8"))  # noqa: S314 -- made by us
    whole.extend(newest)
    ElementTree.register_namespace("", ATOM)
    content: bytes = ElementTree.tostring(whole, encoding="utf-8", xml_declaration=True)
    return content


def _updated(entry: ElementTree.Element) -> tuple[str, str]:
    return entry.findtext(f"{{{ATOM}}}updated", ""), entry.findtext(f"{{{ATOM}}}id", "")


def _by_promise(record: Record) -> Mapping[str, list[int]]:
    """The numbers of the editions that tell of each promise."""
    found: dict[str, list[int]] = {}
    for edition in record.editions:
        for key in _keys(edition):
            found.setdefault(key, []).append(edition.number)
    return found


def _keys(edition: PublishedEdition) -> list[str]:
    """The promises that an edition tells of; one that is emptied tells of none."""
    if edition.document is None:
        return []
    match edition.kind:
        case EditionKind.PROMISE_SET:
            return [each.key for each in edition.promise_set.promises]
        case EditionKind.FOLLOW_UP:
            return [each.key for each in edition.follow_up.promises]
        case EditionKind.PROGRESS:
            return [each.key for each in edition.progress.promises]
        case EditionKind.ANSWER:
            return [edition.answer.promise_key]


def _feed(page: str, title: str, entries: Iterable[_Entry], site: Site) -> tuple[str, bytes]:
    """What was withdrawn last comes first, however old it is, so that whoever follows is told."""
    newest = sorted(entries, key=lambda each: (each.updated, each.number), reverse=True)[:MOST]
    updated = max((each.updated for each in newest), default=BEGINNING)
    whole = str(_begin(page, title, updated, site).writeString("utf-8")).removesuffix("</feed>")
    return addresses.feed_of(page), "".join((whole, *(each.xml for each in newest), "</feed>")).encode()


def _begin(page: str, title: str, updated: datetime, site: Site) -> _Feed:
    return _Feed(
        title=title,
        link=f"{site.base_url}/{page}",
        description=None,
        language="sv",
        feed_url=f"{site.base_url}/{addresses.feed_of(page)}",
        feed_guid=_id(site, BEGINNING.date(), page.removesuffix(".html")),
        author_name="Löftet",
        feed_copyright="CC0 1.0",
        updated=updated,
    )


class _Feed(Atom1Feed):
    """Django's, with the words of an entry as content beside its title."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["content"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        """Of the entries; Django would say now where there are none, and no build would be like another."""
        updated: datetime = self.feed["updated"]
        return updated


def _content(edition: PublishedEdition) -> str:
    said = [_("Edition %(number)s") % {"number": edition.number}, edition.reason]
    if edition.document is None:
        said.append(_("The content has been taken away"))
    told = [line for line in said if line]
    return "\n\n".join([*told, _("Checkpoint of the ledger"), edition.note.strip()])


def _id(site: Site, day: date, name: str) -> str:
    """A tag (RFC 4151): the host that published, since when, and a name of its own."""
    return f"tag:{urlsplit(site.base_url).hostname},{day.isoformat()}:{name}"


def _at(day: date) -> datetime:
    """Only the day is known of an edition: it begins in Sweden."""
    return datetime.combine(day, time(), STOCKHOLM)
