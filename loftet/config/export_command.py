"""`loftet export`: a table of the whole country as one file, without any database."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from django.conf import settings

from loftet.portal.data_files import CSV, METADATA
from loftet.portal.exporting import FORMS, ExportFailed, describe_csv, export_table


def export(table: str, file: Path, *, folder: Path | None) -> int:
    """0 when the file holds all rows; what could not be written whole is not left behind."""
    form, part = file.suffix.removeprefix("."), file.with_name(f"{file.name}.part")
    try:
        rows = _write(table, file, part, form, folder or settings.PUBLIC_FOLDER)
    except (OSError, ExportFailed) as error:
        part.unlink(missing_ok=True)
        sys.stderr.write(f"loftet: {error}\n")
        return 1
    sys.stdout.write(f"{file} holds all {rows} rows of {table}.\n")
    return 0


def _write(table: str, file: Path, part: Path, form: str, folder: Path) -> int:
    """A CSV has no room for a dictionary, which stands beside it."""
    if form not in FORMS:
        raise ExportFailed(f"{file.name} should end with {' or '.join(f'.{each}' for each in FORMS)}.")
    tell = partial(print, file=sys.stderr, flush=True)
    with part.open("w+b") as out:
        rows = export_table(folder, table, form, out, tell=tell)
        out.seek(0)
        beside = describe_csv(table, rows, out, file.name) if form == CSV else None
    part.replace(file)
    if beside:
        file.with_suffix(f".{METADATA}").write_bytes(beside)
    return rows
