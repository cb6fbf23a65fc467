"""A table of the whole country as one file, out of the files that the municipalities' folders hold.

The manifest of the folder lists those of the municipalities, and each of them its files with their digests,
so that a municipality that is missing and a row that was altered are found out on the way. One file is in
memory at a time, however many rows there are.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, BinaryIO

from loftet.domain.manifest import MANIFEST, ListedFile, listed_in

from . import addresses
from .data_files import (
    BETWEEN,
    CSV,
    END,
    JSON,
    LINKED,
    begin,
    head_of,
    lines_of,
    told_as_linked,
    told_beside,
    told_of,
    under_head,
)
from .data_tables import DataTable, data_tables

Tell = Callable[[str], None]
FORMS = (CSV, JSON, LINKED)


class ExportFailed(Exception):
    """The folder does not hold the table, or not as it was published."""


@dataclass(frozen=True)
class _Place:
    """The folder of a municipality, and the files of open data that its manifest lists."""

    folder: Path
    listed: Mapping[str, ListedFile]

    def read(self, table: DataTable, form: str) -> bytes:
        path = f"{addresses.DATA}/{table.name}.{form}"
        return _as_listed(self.folder / path, self.listed.get(path))


def export_table(folder: Path, name: str, form: str, out: BinaryIO, *, tell: Tell) -> int:
    """Write the rows of every municipality of a public folder to `out`, as one file; return how many.

    The form is one of `FORMS`; what it says of itself is as in the municipality's files. `tell` is told of
    each municipality. Raises `ExportFailed`.
    """
    if name not in data_tables():
        raise ExportFailed(f"There is no table '{name}', but {' and '.join(data_tables())}.")
    table, places = data_tables()[name], _places(folder)
    if form == CSV:
        out.write(head_of(table))
        return _put_together(table, form, places, out, tell)
    told, address = _told_of_all(table, places), _address(table, places)
    out.write(begin(told if form == JSON else told_as_linked(table, told, address)))
    number = _put_together(table, form, places, out, tell)
    out.write(END)
    return number


def describe_csv(name: str, number: int, content: io.BufferedRandom, url: str) -> bytes:
    """What stands beside a CSV of the whole country: licence, dictionary, number of rows and its digest."""
    return told_beside(data_tables()[name], number, url, hashlib.file_digest(content, "sha256").hexdigest())


def _places(folder: Path) -> list[_Place]:
    top = _read(folder / MANIFEST, missing=f"{folder} holds no open data: loftet publish makes it.")
    listed = listed_in(top.decode())
    found = [path for path in listed if fnmatch(path, f"kommun/*/{MANIFEST}")]
    if not found:
        raise ExportFailed(f"{folder} holds no open data of any municipality.")
    return [_place(folder / path, listed[path]) for path in found]


def _place(manifest: Path, listed: ListedFile) -> _Place:
    files = listed_in(_as_listed(manifest, listed).decode())
    return _Place(manifest.parent, {path: each for path, each in files.items() if addresses.DATA in path})


def _as_listed(path: Path, listed: ListedFile | None) -> bytes:
    content = _read(path)
    if listed is None or hashlib.sha256(content).hexdigest() != listed.digest:
        raise ExportFailed(f"{path} is not as it was published.")
    return content


def _read(path: Path, *, missing: str = "") -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportFailed(missing or f"{path} cannot be read: {error.strerror}.") from error


def _put_together(table: DataTable, form: str, places: Sequence[_Place], out: BinaryIO, tell: Tell) -> int:
    """Write what the files of the municipalities hold, one after the other; return how many rows."""
    total = 0
    for number, place in enumerate(places, start=1):
        rows, many = _rows(place.read(table, form), form)
        is_apart = form != CSV and total and many
        out.write((BETWEEN if is_apart else b"") + rows)
        total += many
        tell(f"{place.folder.name} ({number}/{len(places)}), {total} rows")
    return total


def _rows(content: bytes, form: str) -> tuple[bytes, int]:
    """The rows of a file as they stand in it, and how many; a cell of a CSV may have lines of its own."""
    if form == CSV:
        rows = under_head(content)
        return rows, sum(1 for _row in csv.reader(io.StringIO(rows.decode(), newline="")))
    lines = lines_of(content)
    return BETWEEN.join(lines), len(lines)


def _told_of_all(table: DataTable, places: Sequence[_Place]) -> dict[str, Any]:
    """Number and digest come before the rows, so all of them are read once for that."""
    number, digest = 0, hashlib.sha256(b"[")
    for row in _all_lines(table, places):
        digest.update(b"," + row if number else row)
        number += 1
    digest.update(b"]")
    return told_of(table, number, digest.hexdigest())


def _all_lines(table: DataTable, places: Sequence[_Place]) -> Iterator[bytes]:
    for place in places:
        yield from lines_of(place.read(table, JSON))


def _address(table: DataTable, places: Sequence[_Place]) -> str:
    """Where the open data of the country stand, as the linked data of a municipality tell."""
    own: str = json.loads(places[0].read(table, LINKED))["@id"]
    return f"{own.partition('/kommun/')[0]}/{addresses.DATA}"
