"""Editions as the pages name them: number, day, digest, documents, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loftet.domain.canonical import short_digest
from loftet.domain.edition import ApprovalAct, Envelope
from loftet.domain.municipalities import municipality
from loftet.web.by_language import said as _

from . import addresses, words
from .record import PublishedEdition, Record, Series


@dataclass(frozen=True)
class FileLink:
    format: str
    address: str


@dataclass(frozen=True)
class EditionView:
    """`changes` is the page that tells what is new, empty where it replaces nothing that can be read."""

    number: int
    title: str
    kind: str
    day: str
    digest: str
    address: str
    changes: str
    replaced_by: int | None
    is_withdrawn: bool
    files: tuple[FileLink, ...]


def edition_view(code: str, edition: PublishedEdition, series: Series) -> EditionView:
    later = (each.number for each in series.editions if each.number > edition.number)
    is_told_of = edition.document is not None and series.before(edition) is not None
    return EditionView(
        number=edition.number,
        title=title_of(series, edition),
        kind=str(words.KINDS[edition.kind]),
        day=words.day(edition.published_on),
        digest=short_digest(edition.envelope.document_digest),
        address=series_address(code, series),
        changes=addresses.changes_page(code, edition.number) if is_told_of else "",
        replaced_by=next(later, None),
        is_withdrawn=edition.document is None,
        files=tuple(_links(code, edition)),
    )


def series_address(code: str, series: Series) -> str:
    """Where it is read; what has no page of its own is read in the archive."""
    return addresses.series_page(code, series.identifier) if series.has_page else ""


def title_of(series: Series, edition: PublishedEdition) -> str:
    """A withdrawn edition has lost its title with its content; an edition before it may still tell it."""
    known = edition.title or next((each.title for each in series.editions if each.title), "")
    return known or str(words.KINDS[edition.kind])


def _links(code: str, edition: PublishedEdition) -> Iterator[FileLink]:
    for file in edition.shown_files:
        yield FileLink(words.FORMATS[file.format], addresses.edition_file(code, file.digest, file.format))


def approvals(envelope: Envelope) -> list[str]:
    """By position and never by a person's name."""
    return [_approval(each.party, each.position, each.act, words.day(each.on)) for each in envelope.approvals]


def _approval(party: str, position: str, act: ApprovalAct, day: str) -> str:
    if act is ApprovalAct.SIGNED:
        return _("%(position)s, %(party)s, signed %(day)s") % {
            "position": position,
            "party": party,
            "day": day,
        }
    return _("%(party)s handed in %(day)s") % {"party": party, "day": day}


@dataclass(frozen=True)
class ArchiveYear:
    name: str
    editions: tuple[EditionView, ...]


def archive_years(record: Record) -> list[ArchiveYear]:
    series_of = {one.number: series for series in record.series for one in series.editions}
    years: dict[int, list[EditionView]] = {}
    for edition in record.editions:
        view = edition_view(record.code, edition, series_of[edition.number])
        years.setdefault(edition.published_on.year, []).append(view)
    return [ArchiveYear(str(year), tuple(views)) for year, views in years.items()]


@dataclass(frozen=True)
class Place:
    """A municipality in the head of its pages."""

    code: str
    name: str
    county: str
    address: str
    archive: str


def place_of(code: str, *, english: bool = False) -> Place:
    found = municipality(code)
    address = addresses.municipality_page(code)
    return Place(
        code=code,
        name=found.name,
        county=found.county,
        address=addresses.in_english(address) if english else address,
        archive=addresses.archive_page(code),
    )
