"""`loftet export`: a table of the whole country as one file, without any database."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from django.conf import settings

from loftet.portal.exporting import ExportFailed, export_table


def export(table: str, file: Path, *, folder: Path | None) -> int:
    """0 when the file holds all rows; what could not be written whole is not left behind."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as out:
            tell = partial(print, file=sys.stderr, flush=True)
            rows = export_table(folder or settings.PUBLIC_FOLDER, table, out, tell=tell)
        part.replace(file)
    except (OSError, ExportFailed) as error:
        part.unlink(missing_ok=True)
        sys.stderr.write(f"loftet: {error}\n")
        return 1
    sys.stdout.write(f"{file} holds all {rows} rows of {table}.\n")
    return 0
