"""Where each page stands, for ever: by the municipality's code and name, by identifier, and by key."""

from __future__ import annotations

from loftet.domain.addresses import (
    EDITION_FILES,
    PROMISES,
    folder_name,
    municipality_address,
    municipality_folder,
    municipality_page,
    promise_page,
)

__all__ = ["EDITION_FILES", "folder_name", "municipality_folder", "municipality_page", "promise_page"]

COUNTRY = "index.html"
VERIFY, ABOUT, GLOSSARY = "kontrollera.html", "om-uppgifterna.html", "ordlista.html"
ACCESSIBILITY, CONTACT, NOT_FOUND = "tillganglighet.html", "kontakt.html", "404.html"
VERIFIER = "kontrollera.py"
# Other sites name it in their pages.
EMBEDDING = "badda-in.js"
OPEN_DATA, DATA, SCHEMAS = "oppna-data.html", "oppna-data", "oppna-data/schema"
CATALOGUE = f"{DATA}/dcat.rdf"
SEARCH = "sokregister.js"
ASSETS = "resurser"
CARDS = "kort"
ENGLISH = "en"


def data_folder(code: str = "") -> str:
    """Where the open data of a municipality stands, or of the whole country."""
    return f"{municipality_folder(code)}/{DATA}" if code else DATA


def search_rows(code: str) -> str:
    """What the search of a municipality's page looks through."""
    return f"{municipality_folder(code)}/{SEARCH}"


def picture(code: str = "") -> str:
    """What other sites show beside a link to the municipality's pages, or to the country's."""
    return f"{municipality_folder(code)}/bild.png" if code else "bild.png"


def within(code: str, address: str) -> str:
    """The address as it is written from the folder of the municipality."""
    return address.removeprefix(f"{municipality_folder(code)}/")


def archive_page(code: str) -> str:
    return f"{municipality_folder(code)}/arkiv.html"


def series_page(code: str, identifier: str) -> str:
    """A promise set or a follow-up; the name of another municipality that it began with stays in it."""
    own = f"{municipality_address(code)}/"
    return f"{municipality_folder(code)}/{identifier.removeprefix(own).replace('/', '-')}.html"


def card_of(promise: str) -> str:
    """The card of a promise's page, at the same depth, so that the ways from both are the same."""
    folder, _, name = promise.rpartition(f"/{PROMISES}/")
    return f"{folder}/{CARDS}/{name}"


def changes_page(code: str, number: int) -> str:
    return f"{municipality_folder(code)}/andringar/{number}.html"


def feed_of(page: str) -> str:
    """The feed of a page stands beside it."""
    return f"{page.removesuffix('.html')}.xml"


def calendar_of(page: str) -> str:
    """The calendar of a page stands beside it."""
    return f"{page.removesuffix('.html')}.ics"


def in_english(path: str) -> str:
    return f"{ENGLISH}/{path}"


def edition_file(code: str, digest: str, file_format: str) -> str:
    return f"{municipality_folder(code)}/{EDITION_FILES}/{digest}.{file_format}"


def root_from(path: str) -> str:
    """The way from a page up to the folder that the site stands in."""
    return "../" * path.count("/")
