"""Writes a table as CSV (RFC 4180): UTF-8 with the mark that Excel needs to read å, ä and ö."""

from __future__ import annotations

import csv
import io

from .model import Table


def to_csv(table: Table) -> bytes:
    """Every cell as it is; numbers with a point, so that any program reads them."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(table.head)
    writer.writerows(table.rows)
    return written.getvalue().encode("utf-8-sig")
