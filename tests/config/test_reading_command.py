"""`loftet read` as people meet it: readings, reasons, and what came of each file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loftet.config.cli import main

TEXT = "Medborgarlöfte 2025 i Falun\n\nPolisen lovar:\n• Två trafikkontroller i veckan.\n"


def write(folder: Path, name: str, text: str = TEXT) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_it_prints_the_reading_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", write(tmp_path, "promise.txt")]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["promises"][0]["text"] == "Två trafikkontroller i veckan."
    assert "1 promises, 0 outcomes" in printed.err


def test_it_writes_readings_side_by_side_and_says_which_file_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [write(tmp_path, "a.txt"), write(tmp_path, "a.html", "<p>Polisen"), write(tmp_path, "b.txt", " ")]
    folder = tmp_path / "readings"
    assert main(["read", *files, str(tmp_path / "gone.txt"), "--json", str(folder)]) == 1
    assert {path.name for path in folder.iterdir()} == {"a.json", "a.html.json"}
    told = capsys.readouterr().err
    assert "b.txt: The file holds nothing." in told
    assert "gone.txt: No such file or directory" in told
    assert "2 of 4 files read" in told


def test_it_explains_what_each_part_became(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", write(tmp_path, "promise.txt"), "--explain"]) == 0
    lines = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()[1:]]
    assert [line[:3] for line in lines] == [
        ["1", "heading", "heading_of_promises"],
        ["3", "lead_in", "heading_of_promises"],
        ["4", "promise", "heading_of_promises"],
    ]
