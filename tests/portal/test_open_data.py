"""The open data: what goes out comes in again unchanged, in each form, for a municipality and the country."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from loftet.domain.canonical import canonical_json
from loftet.domain.edition import EDITION_FILE
from loftet.domain.json_schema import document_schemas
from loftet.portal.data_files import LICENCE, TableContent, data_files
from loftet.portal.data_tables import Column, ColumnType, data_tables, rows_of
from loftet.portal.record import PublishedEdition, record_of

from .examples import a_country
from .progress_examples import with_progress
from .published import Published
from .test_building import build_in

PLACE = "kommun/0781-ljungby/oppna-data"
BASE = "https://loften.example.se"
TABLES = [(PLACE, "loften"), (PLACE, "utfall"), ("oppna-data", "loften")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country()))
    return made / "public"


def cells(path: Path) -> list[tuple[str, ...]]:
    read = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    return [tuple(row) for row in read]


def value_of(column: Column, cell: str) -> Any:
    """What a cell of the CSV means, by the kind that the dictionary tells of."""
    if column.type is ColumnType.STRING:
        return cell
    kinds = {
        ColumnType.INTEGER: int,
        ColumnType.NUMBER: float,
        ColumnType.BOOLEAN: {"true": True, "false": False}.get,
    }
    return kinds.get(column.type, str)(cell) if cell else None


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_csv_json_and_linked_data_say_the_same(folder: Path, place: str, name: str) -> None:
    table = data_tables()[name]
    head, *rows = cells(folder / place / f"{name}.csv")
    data = json.loads((folder / place / f"{name}.json").read_bytes())
    linked = json.loads((folder / place / f"{name}.jsonld").read_bytes())
    assert list(head) == [column.name for column in table.columns]
    typed = [
        {column.name: value_of(column, cell) for column, cell in zip(table.columns, row, strict=True)}
        for row in rows
    ]
    assert data["rows"] == typed != []
    assert [{key: row[key] for key in row if key != "@id"} for row in linked["rows"]] == typed


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_what_is_read_in_and_written_out_again_is_the_same_files(folder: Path, place: str, name: str) -> None:
    rows = cells(folder / place / f"{name}.csv")[1:]
    code = "0781" if place == PLACE else ""
    again = data_files(TableContent.of(name, rows, BASE), f"{BASE}/{place}", code)
    assert again == {file: (folder / place / file).read_bytes() for file in again}


@pytest.mark.parametrize(("place", "name"), TABLES)
def test_each_file_names_licence_dictionary_number_and_digest(folder: Path, place: str, name: str) -> None:
    data = json.loads((folder / place / f"{name}.json").read_bytes())
    assert (data["licence"], data["number"]) == (LICENCE, len(data["rows"]))
    assert hashlib.sha256(canonical_json(data["rows"])).hexdigest() == data["digest"]
    assert all(column["sv"] and column["en"] for column in data["columns"])
    beside = json.loads((folder / place / f"{name}.csv-metadata.json").read_bytes())
    content = (folder / place / beside["url"]).read_bytes()
    assert beside["dc:license"] == {"@id": LICENCE}
    assert beside["notes"] == [{"rows": data["number"], "sha256": hashlib.sha256(content).hexdigest()}]
    assert {each["name"] for each in beside["tableSchema"]["columns"]} == set(data["rows"][0])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_the_linked_data_is_read_as_a_graph(folder: Path) -> None:
    graph = Graph().parse(folder / PLACE / "loften.jsonld", format="json-ld")
    terms = f"{BASE}/{PLACE}/loften.jsonld#"
    page = f"{BASE}/kommun/0781-ljungby/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.html#c1"
    assert str(graph.value(URIRef(page), URIRef(f"{terms}number"))) == "4"
    assert graph.value(URIRef(f"{BASE}/{PLACE}/loften.jsonld"), DCTERMS.license) == URIRef(LICENCE)


def test_the_country_is_all_its_municipalities(folder: Path) -> None:
    places = sorted((folder / "kommun").iterdir())
    rows = [row for place in places for row in cells(place / "oppna-data/loften.csv")[1:]]
    assert cells(folder / "oppna-data/loften.csv")[1:] == rows
    assert {row[0] for row in rows} == {"0580", "0781", "0821", "0861"}


def test_a_promise_stands_beside_what_was_counted() -> None:
    ljungby = record_of("0781", [each for each in a_country() if "0781" in each.municipalities])
    names = [column.name for column in data_tables()["loften"].columns]
    told = dict(zip(names, rows_of(ljungby)["loften"][0], strict=True))
    assert (told["number"], told["counted"], told["counted_max"]) == ("4", "3", "3")
    assert told["told_until"] == "2024-08-31"
    assert "under_way" in told["assessments"]


SCHEMAS = dict(document_schemas())


def check(schema: dict[str, Any], document: object) -> None:
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one_and_stands_in_the_folder(folder: Path, name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    published = json.loads((folder / f"oppna-data/schema/{name}.json").read_bytes())
    assert published.pop("$id") == f"{BASE}/oppna-data/schema/{name}.json"
    assert published == SCHEMAS[name]


def test_easy_text_may_be_missing_but_is_not_empty() -> None:
    document = dict(a_country()[0].document or {})
    schema = SCHEMAS[document["schema"]]
    check(schema, {**document, "easy_read": "Vi lovar."})
    with pytest.raises(ValidationError):
        check(schema, {**document, "easy_read": ""})


@pytest.mark.parametrize("edition", with_progress(), ids=lambda edition: f"{edition.number}")
def test_every_document_keeps_its_schema(edition: PublishedEdition) -> None:
    envelope, document = edition.envelope.to_data(), dict(edition.document or {})
    check(SCHEMAS[document["schema"]], document)
    check(SCHEMAS[envelope["schema"]], envelope)
    whole = {
        "schema": EDITION_FILE,
        "envelope": envelope,
        "document": document,
        "checkpoint": "",
        "proof": [],
    }
    check(SCHEMAS[EDITION_FILE], whole)
    for broken in ({**document, "more": 1}, {**document, "title": 7}, {"schema": document["schema"]}):
        with pytest.raises(ValidationError):
            check(SCHEMAS[document["schema"]], broken)
