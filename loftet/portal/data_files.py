"""The open data as files: CSV with its metadata, JSON and JSON-LD, each with licence and dictionary.

A row is one line of its file, so that the files of the country are those of the municipalities put together,
without any of them being read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from loftet.documents.comma_separated import to_csv
from loftet.documents.model import Table
from loftet.domain.municipalities import municipality

from . import addresses
from .data_tables import TEXT, DataTable, Row, data_tables

SCHEMA = "loftet.table.v1"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
CSV, JSON, LINKED, METADATA = "csv", "json", "jsonld", "csv-metadata.json"
_XSD = {"integer": "xsd:integer", "number": "xsd:decimal", "date": "xsd:date", "boolean": "xsd:boolean"}
_BEGINS, BETWEEN, END = b'"rows":[\n', b",\n", b"\n]\n}\n"


@dataclass(frozen=True)
class TableContent:
    """The rows of a table in each form: the CSV whole, and a line for each row of JSON and JSON-LD."""

    table: DataTable
    csv: bytes
    rows: tuple[bytes, ...]
    linked: tuple[bytes, ...]

    @classmethod
    def of(cls, name: str, rows: Sequence[Row], base_url: str) -> Self:
        table = data_tables()[name]
        lines = tuple(map(_writer(table), rows))
        linked = (
            _linked_line(_address(table, row, base_url), line) for row, line in zip(rows, lines, strict=True)
        )
        return cls(table, _csv(table, rows), lines, tuple(linked))

    @classmethod
    def together(cls, name: str, folders: Iterable[Path]) -> Self:
        """What the files in those folders hold, one folder after the other."""
        table = data_tables()[name]
        csv, rows, linked = [head_of(table)], list[bytes](), list[bytes]()
        for folder in folders:
            csv.append(under_head((folder / f"{name}.{CSV}").read_bytes()))
            rows += lines_of((folder / f"{name}.{JSON}").read_bytes())
            linked += lines_of((folder / f"{name}.{LINKED}").read_bytes())
        return cls(table, b"".join(csv), tuple(rows), tuple(linked))


def data_files(content: TableContent, address: str, code: str = "") -> dict[str, bytes]:
    """Return name and content of each file; `address` is that of their folder, `code` the municipality's."""
    table = content.table
    digest = hashlib.sha256(b"[" + b",".join(content.rows) + b"]").hexdigest()
    told = told_of(table, len(content.rows), digest, code)
    linked = told_as_linked(table, told, address)
    csv_digest = hashlib.sha256(content.csv).hexdigest()
    beside = told_beside(table, len(content.rows), f"{table.name}.{CSV}", csv_digest, code)
    return {
        f"{table.name}.{CSV}": content.csv,
        f"{table.name}.{METADATA}": beside,
        f"{table.name}.{JSON}": begin(told) + BETWEEN.join(content.rows) + END,
        f"{table.name}.{LINKED}": begin(linked) + BETWEEN.join(content.linked) + END,
    }


def told_of(table: DataTable, number: int, digest: str, code: str = "") -> dict[str, Any]:
    """What a file says of itself before its rows; `digest` is that of the rows as JSON, `code` as above."""
    return {
        "schema": SCHEMA,
        "table": table.name,
        "title": {"sv": title_of(table, code), "en": title_of(table, code, english=True)},
        "licence": LICENCE,
        "municipality": code or None,
        "number": number,
        "digest": digest,
        "columns": [_dictionary(column.name, table) for column in table.columns],
    }


def begin(told: Mapping[str, Any]) -> bytes:
    """The beginning of a file in JSON; the rows come next, and then the end."""
    head = json.dumps(told, ensure_ascii=False, indent=1).encode().removesuffix(b"\n}")
    return head + b",\n " + _BEGINS


def _csv(table: DataTable, rows: Sequence[Row]) -> bytes:
    return to_csv(Table(tuple(column.name for column in table.columns), tuple(rows), table.swedish))


def head_of(table: DataTable) -> bytes:
    """The head of a CSV, with the mark of its characters."""
    return _csv(table, ())


def under_head(content: bytes) -> bytes:
    """The rows of a CSV, as they stand in it."""
    return content.partition(b"\r\n")[2]


def title_of(table: DataTable, code: str, *, english: bool = False) -> str:
    words = table.english if english else table.swedish
    return f"{words}: {municipality(code).name}" if code else words


def about(table: DataTable, code: str, *, english: bool = False) -> str:
    """Return what the table tells of the municipality, or of all of them, as a sentence."""
    all_of_them = "the municipalities that publish here" if english else "de kommuner som publicerar här"
    words = table.about_in_english if english else table.about
    return words.format(place=municipality(code).name if code else all_of_them)


def _address(table: DataTable, row: Row, base_url: str) -> str:
    """What a row is about: a commitment on its promise's page, or a place in a follow-up."""
    told = dict(zip((column.name for column in table.columns), row, strict=True))
    code = told["municipality_code"]
    if table.name == "loften":
        page = addresses.promise_page(code, told["promise_key"])
        return f"{base_url}/{page}#{told['commitment_key'] or 'lofte'}"
    parts = (
        told["promise_key"],
        told["row"],
        told["party"],
        told["period"],
        told["commitment_key"],
        told["unit"],
    )
    place = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return f"{base_url}/{addresses.series_page(code, told['identifier'])}#{place}"


def _writer(table: DataTable) -> Callable[[Row], bytes]:
    """Writes a row as an object, its names in order: RFC 8785 differs only in numbers that no promise has."""
    named = sorted((column.name, place) for place, column in enumerate(table.columns))
    cells = [(f'"{name}":', table.columns[place].as_json, place) for name, place in named]

    def write(row: Row) -> bytes:
        return ("{" + ",".join([name + as_json(row[place]) for name, as_json, place in cells]) + "}").encode()

    return write


def _linked_line(address: str, line: bytes) -> bytes:
    """What the row is of stands first, as its name sorts before those of the columns."""
    return b'{"@id":%s,%s' % (TEXT.encode(address).encode(), line.removeprefix(b"{"))


def lines_of(content: bytes) -> list[bytes]:
    """The rows of a file in JSON or JSON-LD, as they stand in it."""
    rows = content.partition(_BEGINS)[2].rpartition(END)[0]
    return rows.split(BETWEEN) if rows else []


def _dictionary(name: str, table: DataTable) -> dict[str, str]:
    column = next(each for each in table.columns if each.name == name)
    return {"name": column.name, "type": column.type.value, "sv": column.swedish, "en": column.english}


def told_beside(table: DataTable, number: int, url: str, digest: str, code: str = "") -> bytes:
    """CSV on the Web (W3C): what tools look for beside a CSV file; `url` is its name, `digest` its own."""
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": url,
        "dc:title": title_of(table, code),
        "dc:license": {"@id": LICENCE},
        "notes": [{"rows": number, "sha256": digest}],
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.type.value,
                    "dc:description": [
                        {"@value": column.swedish, "@language": "sv"},
                        {"@value": column.english, "@language": "en"},
                    ],
                }
                for column in table.columns
            ]
        },
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def told_as_linked(table: DataTable, told: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The same as linked data: the columns are terms, told of in the document itself."""
    terms = f"{address}/{table.name}.{LINKED}#"
    typed = {
        column.name: {"@id": f"{terms}{column.name}", "@type": _XSD[column.type.value]}
        for column in table.columns
        if column.type.value in _XSD
    }
    return {
        "@context": {
            "@vocab": terms,
            "dcterms": "http://purl.org/dc/terms/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "licence": {"@id": "dcterms:license", "@type": "@id"},
            "title": {"@id": f"{terms}title"},
            "columns": {"@id": f"{terms}columns", "@container": "@list"},
            **typed,
        },
        "@id": f"{address}/{table.name}.{LINKED}",
        "dcterms:title": [
            {"@value": told["title"][language], "@language": language} for language in ("sv", "en")
        ],
        "licence": LICENCE,
        "number_of_rows": told["number"],
        "digest": told["digest"],
        "columns": [
            {
                "@id": f"{terms}{column.name}",
                "rdfs:comment": [
                    {"@value": column.swedish, "@language": "sv"},
                    {"@value": column.english, "@language": "en"},
                ],
            }
            for column in table.columns
        ],
    }
