"""`loftet read`: reads documents, each in a guarded process, and prints or writes the readings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from loftet.reading.failures import NotReadable
from loftet.reading.guarded import read_guarded
from loftet.reading.model import Reading
from loftet.reading.serial import to_json

BAR_WIDTH = 30


@dataclass(frozen=True, slots=True)
class Result:
    """A file with its reading, or the sentence that says why there is none."""

    path: Path
    reading: Reading | None
    problem: str = ""


def read_files(files: Sequence[Path], *, folder: Path | None, jobs: int, explains: bool) -> int:
    """Read all files; 0 when each could be read, else 1. Readings go to `folder` or to standard output."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []
    taken: set[Path] = set()
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        for result in pool.map(_read, files):
            results.append(result)
            _put_out(result, folder, taken, explains=explains)
            _show_progress(len(results), len(files))
    _summarise(results)
    return 0 if all(result.reading for result in results) else 1


def _read(path: Path) -> Result:
    try:
        return Result(path, read_guarded(path.read_bytes(), path.name))
    except OSError as error:
        return Result(path, None, error.strerror or "cannot be opened")
    except NotReadable as error:
        return Result(path, None, error.failure.meaning)


def _put_out(result: Result, folder: Path | None, taken: set[Path], *, explains: bool) -> None:
    reading = result.reading
    if reading is None:
        return
    if explains:
        sys.stdout.writelines(_explanation(reading))
    text = json.dumps(to_json(reading), ensure_ascii=False, indent=1) + "\n"
    if folder is not None:
        _free_name(folder, result.path, taken).write_text(text, encoding="utf-8")
    elif not explains:
        sys.stdout.write(text)


def _free_name(folder: Path, path: Path, taken: set[Path]) -> Path:
    """`report.json` for report.pdf, and `report.docx.json` where another file of this run has that name."""
    name = next(
        name
        for name in (
            folder / f"{path.stem}.json",
            folder / f"{path.name}.json",
            folder / f"{len(taken)}-{path.name}.json",
        )
        if name not in taken
    )
    taken.add(name)
    return name


def _explanation(reading: Reading) -> Iterator[str]:
    """One line for each block: where it stands, what it became, why, and how it begins."""
    yield f"{reading.source}: {reading.kind.value}\n"
    for decision in reading.decisions:
        place = decision.place
        where = f"{place.page}:{place.line}" if place.page else str(place.line)
        yield f"  {where:>8}  {decision.became:10}  {decision.code:28}  {decision.text[:70]}\n"


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > 1:
        filled = BAR_WIDTH * done // total
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{total}")
        sys.stderr.write("\n" if done == total else "")


def _summarise(results: Sequence[Result]) -> None:
    """What came of each file, on standard error: the readings themselves may be piped on."""
    for result in results:
        reading = result.reading
        told = (
            f"{len(reading.promises)} promises, {len(reading.outcomes)} outcomes"
            if reading
            else result.problem
        )
        sys.stderr.write(f"{'read' if reading else 'FAILED':6}  {result.path}: {told}\n")
    failed = sum(result.reading is None for result in results)
    sys.stderr.write(f"{len(results) - failed} of {len(results)} files read\n")
