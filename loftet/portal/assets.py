"""Style, scripts, type and pictures of the public folder: the workspace's own, in as few files as may be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.contrib.staticfiles import finders

from loftet.domain.municipalities import municipality_borders_text

from .addresses import ASSETS

STYLES = (
    "web/css/fonts.css",
    "web/vendor/theme.css",
    "web/vendor/designsystemet.css",
    "web/css/base.css",
    "web/css/card.css",
    "web/css/page-head.css",
    "web/css/form.css",
    "web/css/table.css",
    "web/css/timeline.css",
    "web/css/print.css",
    "portal/how-it-goes.css",
    "portal/portal.css",
)
CARD_STYLES = (
    "web/vendor/theme.css",
    "web/css/base.css",
    "web/css/card.css",
    "web/css/timeline.css",
    "portal/how-it-goes.css",
    "portal/card.css",
)
MAP_STYLES = ("web/vendor/leaflet.css", "portal/map.css")
# The maps' own pictures: markers and layers that are never shown.
_PICTURES = re.compile(r"background-image:\s*url\(images/[^)]*\);?")
# MiniSearch is commented for programmers: more than half of what readers would wait for.
_COMMENT = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
_FONT = re.compile(r'url\("\.\./vendor/([^"]+)"\)')


@cache
def make_assets() -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """Addresses by what they are for, and contents by address. A name changes with its content."""
    fonts = {name: _named(name, _read(f"web/vendor/{name}")) for name in _fonts()}
    css = _FONT.sub(lambda found: f'url("{fonts[found[1]][0].removeprefix(ASSETS + "/")}")', _text(STYLES))
    named = {
        "css": _named("stil.css", css.encode()),
        "map_css": _named("karta.css", _PICTURES.sub("", _text(MAP_STYLES)).encode()),
        "card_css": _named("kort.css", _text(CARD_STYLES).encode()),
        "card": _named("kort.js", _read("portal/card.js")),
        "icon": _named("ikon.svg", _read("web/icon.svg")),
        "leaflet": _named("leaflet.js", _read("web/vendor/leaflet.js")),
        "map": _named("karta.js", _read("portal/map.js")),
        "filter": _named("filter.js", _read("portal/filter.js")),
        "search": _named("sok.js", _read("portal/search.js")),
        "search_engine": _named("sokmotor.js", _search_engine().encode()),
        "sha256": _named("sha256.js", _read("web/vendor/sha256.js")),
        "nacl": _named("nacl.js", _read("web/vendor/nacl.js")),
        "verify": _named("kontrollera.js", _read("portal/verify.js")),
        # A script and not data: a page that is opened from a folder may not fetch.
        "borders": _named("granser.js", f"window.loftetBorders={municipality_borders_text()};".encode()),
    }
    contents = dict((*named.values(), *fonts.values()))
    return MappingProxyType({use: name for use, (name, _) in named.items()}), MappingProxyType(contents)


def embedding_script() -> bytes:
    """For the pages of other sites, which name it by an address that never changes."""
    return _read("portal/embed.js")


def _search_engine() -> str:
    """Search and stems as one classic script, for a page opened from a folder may load no modules."""
    search = _COMMENT.sub("", _text(("web/vendor/minisearch.js",)))
    stemmer = _text(("web/vendor/stemmer.js",))
    return f"{search}\nwindow.loftetStem=(exports=>{{{stemmer}\nreturn exports.stemmer}})({{}});"


def _fonts() -> list[str]:
    return _FONT.findall(_text(("web/css/fonts.css",)))


def _named(name: str, content: bytes) -> tuple[str, bytes]:
    stem, _, ending = name.rpartition(".")
    return f"{ASSETS}/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}", content


def _text(names: Iterable[str]) -> str:
    return "\n".join(_read(name).decode() for name in names)


def _read(name: str) -> bytes:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"{name}: are the front-end assets in place (script/setup.sh)?")
    return Path(str(found)).read_bytes()
