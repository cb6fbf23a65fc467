"""The figures of docs/reference/reading.md, measured on the labelled readings where they are at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loftet.reading.reader import read
from loftet.reading.serial import to_json

SHARED = Path(__file__).resolve().parents[3] / "shared"
TARGETS = {
    "promises": 0.92,
    "performers": 0.95,
    "focus areas": 0.90,
    "numbers": 0.93,
    "outcomes": 0.85,
    "outcome counts": 0.80,
}
# Each of these has the labelled reading of the text of the same municipality.
TWINS = {
    "linkoping_2023": ("000_722495222bde87a6.txt", "linkoping_2023_table.pdf"),
    "ljungby_2024": ("001_81a5f24aade36652.txt", "ljungby_2024.html"),
    "lekeberg_2021_2022": ("002_2e5292b9403c3963.txt", "lekeberg_2021_2022.docx"),
}
ROW = re.compile(
    r"^(?P<measure>[a-z ]+?) +[\d.]+ +[\d.]+ +(?P<f1>[\d.]+) +(?P<right>\d+)/(?P<read>\d+)/(?P<gold>\d+)$",
    re.M,
)

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the labelled readings in ../shared are not here")


def write_reading(path: Path, folder: Path, name: str) -> None:
    form = to_json(read(path.read_bytes(), path.name))
    (folder / f"{name}.json").write_text(json.dumps(form), encoding="utf-8")


def score(gold: Path, readings: Path) -> tuple[str, dict[str, tuple[float, int, int, int]]]:
    command = [
        sys.executable,
        str(SHARED / "tools/score_reading.py"),
        str(gold),
        str(readings),
        "--worst",
        "3",
    ]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {
        match["measure"]: (float(match["f1"]), int(match["right"]), int(match["read"]), int(match["gold"]))
        for match in ROW.finditer(table)
    }
    return table, rows


def test_it_reaches_the_targets_over_all_labelled_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in [*SHARED.glob("documents/*.txt"), *SHARED.glob("corpus/*.txt")]:
        write_reading(path, tmp_path, path.stem)
    table, rows = score(SHARED / "gold", tmp_path)
    with capsys.disabled():
        sys.stdout.write(f"\n{table}")
    assert {name: rows[name][0] for name, target in TARGETS.items() if rows[name][0] < target} == {}


@pytest.mark.parametrize("which", [0, 1], ids=["text", "PDF, Word and web page"])
def test_it_reads_the_three_documents_wholly(which: int, tmp_path: Path) -> None:
    gold, readings = tmp_path / "gold", tmp_path / "readings"
    gold.mkdir()
    readings.mkdir()
    for name, twins in TWINS.items():
        form = json.loads((SHARED / f"gold/{name}.json").read_text()) | {"source": f"{name}.txt"}
        (gold / f"{name}.json").write_text(json.dumps(form))
        write_reading(SHARED / "documents" / twins[which], readings, name)
    _, rows = score(gold, readings)
    for measure in ("promises", "performers", "responsible", "focus areas", "numbers"):
        assert rows[measure][0] == 1.0, measure
    assert rows["promises"][1] == 40
    assert min(rows["outcome to promise"][1], rows["outcome period"][1]) >= 18
