import json
from pathlib import Path
from typing import Any

import pytest

from loftet.domain import municipalities
from loftet.domain.municipalities import (
    MUNICIPALITIES,
    Box,
    Municipality,
    MunicipalityUnknown,
    municipality,
    municipality_borders,
    municipality_box,
)


def test_there_are_290_with_codes_and_names_of_their_own() -> None:
    assert len(MUNICIPALITIES) == 290
    assert len({each.code for each in MUNICIPALITIES}) == 290
    assert len({each.name for each in MUNICIPALITIES}) == 290


def test_every_code_is_four_digits_in_one_of_21_counties() -> None:
    assert all(len(each.code) == 4 and each.code.isdecimal() for each in MUNICIPALITIES)
    assert all(each.county.endswith(" län") for each in MUNICIPALITIES)
    assert len({each.county_code for each in MUNICIPALITIES}) == 21
    assert len({each.county for each in MUNICIPALITIES}) == 21


@pytest.mark.parametrize(
    ("code", "name", "county"),
    [
        ("0114", "Upplands Väsby", "Stockholms län"),
        ("0139", "Upplands-Bro", "Stockholms län"),
        ("0330", "Knivsta", "Uppsala län"),
        ("0331", "Heby", "Uppsala län"),
        ("0305", "Håbo", "Uppsala län"),
        ("0643", "Habo", "Jönköpings län"),
        ("0580", "Linköping", "Östergötlands län"),
        ("0581", "Norrköping", "Östergötlands län"),
        ("0781", "Ljungby", "Kronobergs län"),
        ("0980", "Gotland", "Gotlands län"),
        ("1443", "Bollebygd", "Västra Götalands län"),
        ("1814", "Lekeberg", "Örebro län"),
        ("2023", "Malung-Sälen", "Dalarnas län"),
        ("2584", "Kiruna", "Norrbottens län"),
    ],
)
def test_a_municipality_is_found_by_its_code(code: str, name: str, county: str) -> None:
    assert municipality(code) == Municipality(code, name, code[:2], county)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(MunicipalityUnknown, match="0300"):
        municipality("0300")


def test_the_register_is_in_swedish_order() -> None:
    names = [each.name for each in MUNICIPALITIES]
    assert names[:3] == ["Ale", "Alingsås", "Alvesta"]
    assert names[-5:] == ["Österåker", "Östhammar", "Östra Göinge", "Överkalix", "Övertorneå"]
    assert names.index("Vännäs") < names.index("Åmål") < names.index("Älmhult") < names.index("Öckerö")


def test_the_register_names_its_source_and_licence() -> None:
    for name in ("municipalities.json", "municipality_borders.geojson"):
        data = json.loads((Path(municipalities.__file__).parent / name).read_text(encoding="utf-8"))
        assert "Statistics Sweden" in data["source"]
        assert data["licence"] == "CC0-1.0"


def rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def test_every_municipality_has_borders_in_sweden() -> None:
    features = municipality_borders()["features"]
    assert {each["id"]: each["properties"]["name"] for each in features} == {
        each.code: each.name for each in MUNICIPALITIES
    }
    for ring in (ring for feature in features for ring in rings(feature["geometry"])):
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(10.5 < longitude < 24.3 and 55.2 < latitude < 69.2 for longitude, latitude in ring)


def test_the_borders_are_small_enough_to_send_to_a_telephone() -> None:
    file = Path(municipalities.__file__).parent / "municipality_borders.geojson"
    assert file.stat().st_size < 300_000


def test_a_box_is_the_rectangle_around_a_municipality() -> None:
    assert municipality_box("0781") == Box(13.296, 56.61, 14.304, 57.068)


def test_every_municipality_has_a_box_within_sweden() -> None:
    for each in MUNICIPALITIES:
        box = municipality_box(each.code)
        assert 10.5 < box.west < box.east < 24.5
        assert 55.1 < box.south < box.north < 69.2
