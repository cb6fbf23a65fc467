"""The open data of the folder: tables of municipalities and country, schemas, and their catalogue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loftet.domain.json_schema import document_schemas

from . import addresses
from .catalogue import Published, catalogue, nodes_of
from .data_files import TableContent, data_files
from .data_tables import Column, data_tables, rows_of
from .municipality_pages import Summary
from .record import Record
from .rendering import Site

# The follow-ups of the whole country stand with their municipalities: together they would be written anew,
# hundreds of megabytes, at each publication.
OF_THE_COUNTRY = ("loften",)


@dataclass(frozen=True)
class BuiltPlace:
    """A municipality whose folder is made; `data` is where its tables lie on the disk.

    `nodes` are what the catalogue tells of it.
    """

    summary: Summary
    nodes: tuple[str, ...]
    data: Path


def municipality_data(record: Record, site: Site) -> dict[str, bytes]:
    """Return name and content of each file of the municipality's data folder."""
    address = f"{site.base_url}/{addresses.data_folder(record.code)}"
    made: dict[str, bytes] = {}
    for name, rows in rows_of(record).items():
        made |= data_files(TableContent.of(name, rows, site.base_url), address, record.code)
    return made


def country_data(places: Sequence[BuiltPlace], site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of what stands beside the municipalities."""
    tables: dict[str, bytes] = {}
    for name in OF_THE_COUNTRY:
        content = TableContent.together(name, (place.data for place in places))
        tables |= data_files(content, f"{site.base_url}/{addresses.DATA}")
    yield from ((f"{addresses.DATA}/{name}", content) for name, content in tables.items())
    for name, schema in document_schemas():
        text = json.dumps({"$id": schema_address(name, site), **schema}, ensure_ascii=False, indent=1)
        yield f"{addresses.SCHEMAS}/{name}.json", f"{text}\n".encode()
    if site.base_url:
        yield addresses.CATALOGUE, _catalogue(places, tables, site)


def schema_address(name: str, site: Site) -> str:
    return f"{site.base_url}/{addresses.SCHEMAS}/{name}.json"


def _catalogue(places: Sequence[BuiltPlace], tables: Mapping[str, bytes], site: Site) -> bytes:
    published = [_published(place.summary) for place in places]
    publishers = sorted({each.publisher for each in published})
    return catalogue(
        published,
        (node for place in places for node in place.nodes),
        {name: _mark(content) for name, content in tables.items()},
        base_url=site.base_url,
        publisher=publishers[0] if len(publishers) == 1 else "Kommuner och polis i samverkan",
        contact_email=site.contact_email,
    )


def municipality_nodes(summary: Summary, data: Mapping[str, bytes], site: Site) -> list[str]:
    """Return what the catalogue tells of the municipality's data, none where the site has no address."""
    if not site.base_url:
        return []
    files = {name: _mark(content) for name, content in data.items()}
    return nodes_of(_published(summary), files, base_url=site.base_url, contact_email=site.contact_email)


def _published(summary: Summary) -> Published:
    """The municipality publishes its data, where it has published anything; else the party that has."""
    names = sorted(summary.publishers, key=lambda name: "kommun" not in name.casefold())
    return Published(summary.code, names[0], date.fromisoformat(summary.first_on))


def _mark(content: bytes) -> tuple[int, str]:
    return len(content), hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class ShownTable:
    """A table as the page about the open data prints it."""

    name: str
    label: str
    title: str
    is_of_the_country: bool
    columns: tuple[Column, ...]


def shown_tables() -> list[ShownTable]:
    return [
        ShownTable(each.name, each.label, each.swedish, each.name in OF_THE_COUNTRY, each.columns)
        for each in data_tables().values()
    ]
