"""`loftet export` puts the tables of the municipalities together: every row, and nothing that was altered."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loftet.config.cli import main
from loftet.portal import addresses
from loftet.portal.building import build
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
