"""Pages as bytes: templates rendered with no request and no database, each compiled once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import mark_safe

from loftet.web.by_language import speaking

from . import addresses
from .filling import fill
from .structured import structured

WITH_CALENDAR = ("municipality.html", "promise_set.html")
WITH_FEED = ("country.html", *WITH_CALENDAR, "promise.html")


@dataclass(frozen=True)
class Site:
    """What holds for every page; what is not known is empty. `base_url` ends without a slash.

    `ask` and `follow` are where a resident asks about a promise and follows it by mail, with {edition} and
    {promise} to be filled in; `assets` are the addresses of style, scripts and pictures by what they are for.
    """

    base_url: str
    ask: str
    follow: str
    contact_email: str
    contact_phone: str
    map_tiles: str
    map_attribution: str
    assets: Mapping[str, str]

    @property
    def policy(self) -> str:
        """Nothing but the folder's own files, and map tiles where the owner has chosen any."""
        images = " ".join(("'self'", "data:", *self._tile_host()))
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            f"img-src {images}; base-uri 'none'; form-action 'none'"
        )

    @property
    def card_policy(self) -> str:
        """A promise card in the page of another site: style and script of this folder, and nothing else."""
        return "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"

    @property
    def root(self) -> str:
        """Where the site begins, for a page that may be shown at any address."""
        path = urlsplit(self.base_url).path
        return f"{path}/" if self.base_url else ""

    def ask_about(self, edition: int, promise: str) -> str:
        return self.ask.format(edition=edition, promise=promise)

    def follow_of(self, edition: int) -> str:
        return self.follow.format(edition=edition)

    def _tile_host(self) -> list[str]:
        scheme, _, rest = self.map_tiles.partition("://")
        return [f"{scheme}://{rest.partition('/')[0].replace('{s}', '*')}"] if rest else []


@dataclass(frozen=True)
class Page:
    """One page before it is rendered.

    `other` is the same page in the other language, where there is one. A page that other sites embed stands
    alone: without the site's head and foot, and without what search engines read.
    """

    path: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    language: str = settings.LANGUAGE_CODE
    other: str = ""
    canonical: str = ""
    is_alone: bool = False


def render(page: Page, site: Site) -> bytes:
    with speaking(page.language):
        root = page.context.get("root", addresses.root_from(page.path))
        own = {"site": site, "root": root, "canonical": page.canonical or page.path}
        around = {} if page.is_alone else _around(page, site, root)
        return fill(page.template, {**_language(page.language), **own, **around, **page.context}).encode()


def _masthead(page: Page, root: str) -> str:
    place = page.context.get("place")
    is_country = bool(page.context.get("is_country"))
    named = {place.address, place.archive} if place else {addresses.ABOUT}
    return _masthead_of(
        page.language, root, place, page.path if page.path in named else "", page.other, is_country=is_country
    )


@lru_cache(maxsize=1_000)
def _masthead_of(
    language: str, root: str, place: Hashable, here: str, other: str, *, is_country: bool
) -> str:
    """The same for all promises of a municipality, and so made once for them."""
    own = {"place": place, "here": here, "other": other, "is_country": is_country}
    return fill("masthead.html", {**_language(language), "root": root, **own})


@lru_cache(maxsize=100)
def _foot(language: str, root: str) -> str:
    return fill("foot.html", {**_language(language), "root": root})


def _language(language: str) -> dict[str, str]:
    return {"language": language, "foreign": "" if language == settings.LANGUAGE_CODE else "sv"}


def _around(page: Page, site: Site, root: str) -> dict[str, Any]:
    place = page.context.get("place")
    return {
        "masthead": _masthead(page, root),
        "foot": _foot(page.language, root),
        "other": page.other,
        "feed": _beside(page, site, WITH_FEED, addresses.feed_of),
        "calendar": _beside(page, site, WITH_CALENDAR, addresses.calendar_of),
        "follow": site.follow_of(page.context["followed"]) if page.context.get("followed") else "",
        "data": addresses.data_folder(place.code if place else ""),
        # Its own function has made it safe inside a script element.
        "structured": mark_safe(structured(page.context, page.path, page.language, site.base_url)),  # noqa: S308
    }


def _beside(page: Page, site: Site, templates: Collection[str], address_of: Callable[[str], str]) -> str:
    """The feed or calendar of a page, where it has any: an English page has the Swedish one's."""
    has_any = site.base_url and page.template in templates
    return address_of(page.path.removeprefix(f"{addresses.ENGLISH}/")) if has_any else ""
