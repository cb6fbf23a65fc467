"""A table of the whole country as one CSV file, out of the files that the municipalities' folders hold.

Each of those says in its metadata how many rows it has and what its digest is, so that a row that is missing
or was altered is found out on the way. One file is in memory at a time, however many rows there are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from . import addresses

Tell = Callable[[str], None]


class ExportFailed(Exception):
    """The folder does not hold the table, or not as it was published."""


def export_table(folder: Path, name: str, out: BinaryIO, *, tell: Tell) -> int:
    """Write the rows of every municipality of a public folder to `out`, under one head; return how many.

    `tell` is told of each municipality. Raises `ExportFailed`.
    """
    places = sorted(folder.glob(f"kommun/*/{addresses.DATA}"))
    if not places:
        raise ExportFailed(f"{folder} holds no open data of any municipality: loftet publish makes it.")
    tables = sorted(each.stem for each in places[0].glob("*.csv"))
    if name not in tables:
        raise ExportFailed(f"There is no table '{name}', but {' and '.join(tables)}.")
    total = 0
    for number, place in enumerate(places, start=1):
        content, rows = _read(place, name)
        out.write(content if number == 1 else content.partition(b"\r\n")[2])
        total += rows
        tell(f"{place.parent.name} ({number}/{len(places)}), {total} rows")
    return total


def _read(place: Path, name: str) -> tuple[bytes, int]:
    try:
        content = (place / f"{name}.csv").read_bytes()
        (note,) = json.loads((place / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))["notes"]
    except (OSError, ValueError) as error:
        raise ExportFailed(f"{place / name} cannot be read: {error}") from error
    if hashlib.sha256(content).hexdigest() != note["sha256"]:
        raise ExportFailed(f"{place / name}.csv is not as it was published.")
    return content, int(note["rows"])
