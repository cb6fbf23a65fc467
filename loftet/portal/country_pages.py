"""The pages that belong to no municipality: the start, and what explains the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loftet.domain.json_schema import document_schemas
from loftet.domain.municipalities import municipality
from loftet.domain.sort_key import sort_key
from loftet.domain.withdrawals import WITHDRAWALS
from loftet.web.by_language import said as _
from loftet.web.by_language import speaking

from . import addresses, schema_org, words
from .municipality_pages import Summary
from .open_data import OF_THE_COUNTRY, shown_tables
from .rendering import Page, Site
from .social import Social, social


@dataclass(frozen=True)
class Ledger:
    """The head of the ledger and its last entry, as the page "check for yourself" prints and checks them.

    `proof` leads from the entry to the head; both are empty where nothing is published.
    """

    size: int
    note: str
    key: str
    last_on: date | None
    envelope: str
    proof: tuple[str, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A municipality in the list; `words` are what the filter looks for."""

    code: str
    name: str
    county: str
    address: str
    words: str
    summary: str


def country_pages(summaries: Sequence[Summary], ledger: Ledger, site: Site) -> Iterator[Page]:
    ordered = sorted(summaries, key=lambda each: sort_key(municipality(each.code).name))
    swedish = [_row(each, english=False) for each in ordered]
    english = [_row(each, english=True) for each in ordered]
    other = addresses.in_english(addresses.COUNTRY)
    yield Page(addresses.COUNTRY, "country.html", _country(swedish), other=other)
    with speaking("en"):
        yield Page(other, "country.html", _country(english), language="en", other=addresses.COUNTRY)
    yield Page(addresses.VERIFY, "verify.html", _verify(ledger))
    yield Page(addresses.ABOUT, "about.html", {"open_data": addresses.OPEN_DATA})
    yield Page(addresses.OPEN_DATA, "open_data.html", _open_data(ordered))
    yield Page(addresses.GLOSSARY, "glossary.html")
    yield Page(addresses.ACCESSIBILITY, "accessibility.html")
    yield Page(addresses.CONTACT, "contact.html", _contact(ordered))
    yield Page(addresses.NOT_FOUND, "not_found.html", {"root": site.root})


def _country(places: Sequence[PlaceRow]) -> dict[str, object]:
    return {
        "is_country": True,
        "places": places,
        "search": addresses.SEARCH,
        "described": schema_org.country(),
        "social": _social(),
    }


def _social() -> Social:
    title = _("What have the police and the municipality promised where you live?")
    told = _("Every promise stands beside what was done. When it was not done you can read why.")
    return social("", title, told, kind="website")


def _row(summary: Summary, *, english: bool) -> PlaceRow:
    found = municipality(summary.code)
    address = addresses.municipality_page(summary.code)
    return PlaceRow(
        code=summary.code,
        name=found.name,
        county=found.county,
        address=addresses.in_english(address) if english else address,
        words=plain(f"{found.name} {found.county}"),
        summary=summary.words_in_english if english else summary.words,
    )


def plain(text: str) -> str:
    """Small letters without rings and dots, as the filter makes of what is typed."""
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def _verify(ledger: Ledger) -> dict[str, object]:
    return {
        "checkpoint": ledger.note,
        "key": ledger.key,
        "editions": ledger.size,
        "day": words.day(ledger.last_on),
        "envelope": ledger.envelope,
        "proof": "\n".join(ledger.proof),
        "verifier": addresses.VERIFIER,
        "withdrawals": WITHDRAWALS,
    }


def _open_data(summaries: Sequence[Summary]) -> dict[str, object]:
    places = [(municipality(each.code).name, addresses.data_folder(each.code)) for each in summaries]
    names = [name for name, _schema in document_schemas()]
    return {
        "described": schema_org.country_data(OF_THE_COUNTRY),
        "tables": shown_tables(),
        "places": places,
        "folder": addresses.DATA,
        "catalogue": addresses.CATALOGUE,
        "schemas": [(name, f"{addresses.SCHEMAS}/{name}.json") for name in names],
    }


def _contact(summaries: Sequence[Summary]) -> dict[str, object]:
    contacts = [each.contact for each in summaries if each.contact]
    return {"publishers": _publishers(summaries), "contacts": contacts}


def _publishers(summaries: Sequence[Summary]) -> str:
    names = sorted({name for each in summaries for name in each.publishers}, key=sort_key)
    return words.joined(names) if len(names) <= 6 else ""
