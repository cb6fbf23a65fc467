"""The card of a promise, to stand in a frame on other sites (docs/how-to/badda-in-ett-lofte.md).

It is a page of its own, made of what the promise's page has made already, with a style sheet and a script
that all cards share.
"""

from __future__ import annotations

from typing import Any

from loftet.web.by_language import said as _

from . import addresses
from .rendering import Page, Site

# Where the script is not used: a card with one commitment in a column of text; a higher one scrolls.
FIXED_HEIGHT = 460


def embedding(address: str, title: str, place: str, site: Site) -> dict[str, Any]:
    """What the promise's page says of its card; nothing where the site has no address to embed it from."""
    if not site.base_url:
        return {}
    return {
        "card": addresses.card_of(address),
        "card_height": FIXED_HEIGHT,
        "card_script": addresses.EMBEDDING,
        "frame_title": _("Promise of %(place)s: %(title)s") % {"place": place, "title": title},
    }


def card_page(promise: Page) -> Page:
    """The card of the promise that the page is of."""
    path, canonical = promise.context["card"], promise.canonical
    return Page(path, "promise_card.html", promise.context, canonical=canonical, is_alone=True)
