"""What a page is of, for search engines: schema.org as JSON-LD, nothing but what the page itself says.

Each is a function that makes the nodes when it is known where the site stands, for schema.org wants whole
addresses; `structured` puts them in the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from loftet.domain.agreement import PartyRef, PartyRole
from loftet.domain.municipalities import municipality
from loftet.domain.promise_set import PromiseText

from . import addresses
from .catalogue import FORMATS
from .data_files import LICENCE, about, title_of
from .data_tables import data_tables
from .record import Record, Series
from .structured import Described, Node


def country() -> Described:
    return lambda _base_url: [{"@type": "WebSite", "name": "Löftet"}]


def country_data(tables: Iterable[str]) -> Described:
    return partial(_data_nodes, tuple(tables), "")


def of_municipality(record: Record) -> Described:
    return partial(_municipality_nodes, record)


def _municipality_nodes(record: Record, base_url: str) -> list[Node]:
    name = municipality(record.code).name
    area = {"@type": "AdministrativeArea", "name": name, "identifier": record.code}
    page = {"@type": "WebPage", "name": name, "about": area}
    return [page, *_data_nodes(tuple(data_tables()), record.code, base_url)]


def _data_nodes(names: tuple[str, ...], code: str, base_url: str) -> list[Node]:
    return [_dataset(name, code, base_url) for name in names]


def _dataset(name: str, code: str, base_url: str) -> Node:
    folder = f"{base_url}/{addresses.data_folder(code)}"
    files = [
        {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{folder}/{name}.{ending}"}
        for ending, (media, *_words) in FORMATS.items()
    ]
    return {
        "@type": "Dataset",
        "name": title_of(data_tables()[name], code),
        "description": about(data_tables()[name], code),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": files,
    }


def of_set(series: Series) -> Described:
    document = series.newest.promise_set
    node = {**_work("Article", series, document.title), **_parties(document.parties)}
    return lambda _base_url: [{**node}]


def of_promise(series: Series, promise: PromiseText, address: str) -> Described:
    """`address` is the page of the promise set."""
    document = series.newest.promise_set
    node = {
        **_work("Article", series, promise.title),
        **_parties(document.parties),
        "abstract": promise.text,
    }
    whole = {"@type": "Article", "name": document.title}
    return lambda base_url: [{**node, "isPartOf": {**whole, "url": f"{base_url}/{address}"}}]


def of_follow_up(series: Series) -> Described:
    document = series.newest.follow_up
    node = {**_work("Report", series, document.title), **_parties(document.parties)}
    return lambda _base_url: [{**node}]


def _work(kind: str, series: Series, name: str) -> Node:
    newest = series.newest
    return {
        "@type": kind,
        "headline": name,
        "datePublished": series.first.published_on.isoformat(),
        "dateModified": newest.published_on.isoformat(),
        "version": str(newest.number),
        "publisher": {"@type": "Organization", "name": newest.envelope.published_for},
    }


def _parties(parties: Iterable[PartyRef]) -> Node:
    return {"author": [_organisation(party) for party in parties]}


def _organisation(party: PartyRef) -> Node:
    is_public = party.role in {PartyRole.POLICE, PartyRole.MUNICIPALITY}
    return {"@type": "GovernmentOrganization" if is_public else "Organization", "name": party.name}
