"""`loftet export` puts the tables of the municipalities together: every row, and nothing that was altered."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loftet.config.cli import main
from loftet.domain.canonical import canonical_json
from loftet.portal import addresses
from loftet.portal.building import build
from loftet.portal.data_files import LICENCE
from loftet.portal.store import Store
from tests.portal.examples import a_country
from tests.portal.published import Published, make_site

Said = pytest.CaptureFixture[str]


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    build(Published(a_country()), Store.at(folder), make_site(), tell=lambda words: None)
    return folder


def rows_in(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


@pytest.mark.parametrize("table", ["loften", "utfall"])
def test_every_row_of_every_municipality_stands_under_one_head(
    table: str, public: Path, tmp_path: Path, capsys: Said
) -> None:
    file = tmp_path / "country.csv"
    assert main(["export", table, str(file), "--folder", str(public)]) == 0
    places = sorted(public.glob(f"kommun/*/{addresses.DATA}/{table}.csv"))
    tables = [rows_in(each) for each in places]
    expected = [row for each in tables for row in each[1:]]
    assert len(places) > 1
    assert rows_in(file) == [tables[0][0], *expected]
    said = capsys.readouterr()
    assert said.out == f"{file} holds all {len(expected)} rows of {table}.\n"
    assert f"({len(places)}/{len(places)}), {len(expected)} rows" in said.err


@pytest.mark.parametrize("form", ["csv", "json", "jsonld"])
def test_the_promises_are_the_same_file_as_the_countrys_own(form: str, public: Path, tmp_path: Path) -> None:
    file = tmp_path / f"loften.{form}"
    assert main(["export", "loften", str(file), "--folder", str(public)]) == 0
    own = public / addresses.DATA
    assert file.read_bytes() == (own / f"loften.{form}").read_bytes()
    beside = file.with_suffix(".csv-metadata.json")
    assert beside.exists() == (form == "csv")
    if form == "csv":
        assert beside.read_bytes() == (own / beside.name).read_bytes()


def test_outcomes_as_json_name_licence_dictionary_number_and_digest(public: Path, tmp_path: Path) -> None:
    file, linked = tmp_path / "alla.json", tmp_path / "alla.jsonld"
    for each in (file, linked):
        assert main(["export", "utfall", str(each), "--folder", str(public)]) == 0
    data = json.loads(file.read_bytes())
    assert data["licence"] == json.loads(linked.read_bytes())["licence"] == LICENCE
    assert data["number"] == len(data["rows"]) > 1
    assert data["digest"] == hashlib.sha256(canonical_json(data["rows"])).hexdigest()
    assert all(column["sv"] and column["en"] for column in data["columns"])
    about = json.loads(linked.read_bytes())
    assert about["@id"] == "https://loften.example.se/oppna-data/utfall.jsonld"
    assert [{key: row[key] for key in row if key != "@id"} for row in about["rows"]] == data["rows"]


def forge(folder: Path) -> None:
    """A row is added, and what stands beside the file tells of it."""
    table, beside = folder / "utfall.csv", folder / "utfall.csv-metadata.json"
    content = table.read_bytes()
    table.write_bytes(content + content.splitlines(keepends=True)[-1])
    told = json.loads(beside.read_bytes())
    told["notes"] = [{"rows": 99, "sha256": hashlib.sha256(table.read_bytes()).hexdigest()}]
    beside.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (forge, "is not as it was published"),
        (lambda folder: (folder / "utfall.csv").unlink(), "cannot be read"),
        (lambda folder: shutil.rmtree(folder.resolve().parent), "cannot be read"),
        (
            lambda folder: (folder.parent / "manifest.txt").write_text("", encoding="utf-8"),
            "is not as it was",
        ),
    ],
    ids=["a row and its note", "a file", "a municipality", "a list of files"],
)
def test_what_is_missing_or_forged_stops_it(
    damage: Callable[[Path], object], said: str, public: Path, tmp_path: Path, capsys: Said
) -> None:
    damage(sorted(public.glob(f"kommun/*/{addresses.DATA}"))[-1])
    file = tmp_path / "country.csv"
    assert main(["export", "utfall", str(file), "--folder", str(public)]) == 1
    assert said in capsys.readouterr().err
    assert not [*tmp_path.glob("country.csv*")]


def test_another_ending_is_no_form(public: Path, tmp_path: Path, capsys: Said) -> None:
    assert main(["export", "utfall", str(tmp_path / "country.xlsx"), "--folder", str(public)]) == 1
    assert "country.xlsx should end with .csv or .json or .jsonld." in capsys.readouterr().err


def test_a_file_that_was_altered_stops_it_and_nothing_is_left(
    public: Path, tmp_path: Path, capsys: Said
) -> None:
    altered = sorted(public.glob(f"kommun/*/{addresses.DATA}/utfall.csv"))[-1]
    altered.write_bytes(altered.read_bytes() + b"x\r\n")
    file = tmp_path / "country.csv"
    assert main(["export", "utfall", str(file), "--folder", str(public)]) == 1
    assert "is not as it was published" in capsys.readouterr().err
    assert not [*tmp_path.glob("country.csv*")]


def test_a_folder_without_open_data_and_a_table_that_is_none(
    public: Path, tmp_path: Path, capsys: Said
) -> None:
    file = tmp_path / "country.csv"
    assert main(["export", "utfall", str(file), "--folder", str(tmp_path)]) == 1
    assert "holds no open data" in capsys.readouterr().err
    assert main(["export", "allt", str(file), "--folder", str(public)]) == 1
    assert "There is no table 'allt', but loften and utfall." in capsys.readouterr().err
