"""The open data of the folder: tables of municipalities and country, schemas, and their catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loftet.domain.agreement import PartyRole
from loftet.domain.json_schema import document_schemas

from . import addresses
from .catalogue import Published, catalogue, nodes_of
from .data_files import TableContent, data_files
from .data_tables import Column, data_tables, rows_of
from .municipality_pages import Summary
from .record import Contact, Record
from .rendering import Site

# The follow-ups of the whole country stand with their municipalities: together they would be written anew,
# hundreds of megabytes, at each publication.
OF_THE_COUNTRY = ("loften",)
JOINT_PUBLISHER = "Kommuner och polis i samverkan"
_ORDER = (PartyRole.MUNICIPALITY, PartyRole.POLICE, PartyRole.OTHER)


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
    if site.base_url and places:  # a catalogue of nothing is none
        yield addresses.CATALOGUE, _catalogue(places, tables, site)


def schema_address(name: str, site: Site) -> str:
    return f"{site.base_url}/{addresses.SCHEMAS}/{name}.json"


def _catalogue(places: Sequence[BuiltPlace], tables: Mapping[str, bytes], site: Site) -> bytes:
    published = [_published(place.summary, site) for place in places]
    nodes = (node for place in places for node in place.nodes)
    return catalogue(_together(published, site), published, nodes, _sizes(tables), base_url=site.base_url)


def municipality_nodes(summary: Summary, data: Mapping[str, bytes], site: Site) -> list[str]:
    """Return what the catalogue tells of the municipality's data, none where the site has no address."""
    if not site.base_url:
        return []
    return nodes_of(_published(summary, site), _sizes(data), base_url=site.base_url)


def _together(places: Sequence[Published], site: Site) -> Published:
    """All municipalities as one: what one publisher has published, or several in collaboration."""
    publishers = {each.publisher: each.role for each in places}
    # A municipality leads the council that they meet in (2023:196 § 10).
    joint = JOINT_PUBLISHER, PartyRole.MUNICIPALITY
    name, role = joint if len(publishers) > 1 else next(iter(publishers.items()))
    own = places[0].contact if len(places) == 1 else None
    return Published(
        "",
        name,
        role,
        _contact(name, own, site),
        first_on=min(each.first_on for each in places),
        last_on=max(each.last_on for each in places),
        tells_from=min(each.tells_from for each in places),
    )


def _published(summary: Summary, site: Site) -> Published:
    """The municipality publishes its data, where it has published anything; else the police, or who has."""
    roles = {name: _role(name, summary) for name in summary.publishers}
    name = min(roles, key=lambda name: (_ORDER.index(roles[name]), name))
    days = (date.fromisoformat(day) for day in (summary.first_on, summary.last_on, summary.tells_from))
    return Published(summary.code, name, roles[name], _contact(name, summary.contact, site), *days)


def _role(name: str, summary: Summary) -> PartyRole:
    """A publisher whose documents are withdrawn is known by its name alone."""
    by_name = PartyRole.POLICE if "polis" in name.casefold() else PartyRole.MUNICIPALITY
    return PartyRole(summary.roles.get(name, by_name))


def _contact(name: str, own: Contact | None, site: Site) -> Contact | None:
    """The municipality's own, or the site's; none without an e-mail address, which DCAT-AP-SE demands."""
    page = f"{site.base_url}/{addresses.CONTACT}"
    others = Contact(name, site.contact_email, site.contact_phone, page) if site.contact_email else None
    return own or others


def _sizes(files: Mapping[str, bytes]) -> dict[str, int]:
    return {name: len(content) for name, content in files.items()}


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
