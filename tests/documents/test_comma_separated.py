"""CSV files read back by the standard library."""

from __future__ import annotations

import csv
import io

from loftet.documents.comma_separated import to_csv
from loftet.documents.model import Table


def test_every_cell_reads_back_as_it_was() -> None:
    table = Table(("löfte", "mål"), (('Vi säger "hej", alla', "4"), ("två\nrader", "")), "Åtaganden")
    content = to_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads å, ä and ö by it
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [list(row) for row in (table.head, *table.rows)]
