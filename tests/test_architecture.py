"""The rooms import only downwards, and keep their doors to themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

REPOSITORY = Path(__file__).resolve().parent.parent
# Doors of a room: only the room itself goes through them, and the URL table through `urls`.
DOORS = {"views", "forms", "urls", "admin", "tasks"}
OPEN_DOORS = {"loftet.web.forms"}  # the form plumbing of every room


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("loftet", cache_dir=None)


def test_it_keeps_the_import_order(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True)

    assert status == 0, capsys.readouterr().out


def test_a_rooms_views_forms_and_tasks_are_used_only_inside_it() -> None:
    graph = imports()
    strangers = {
        f"{importer} imports {door}"
        for door in graph.modules
        if (parts := door.split("."))[-1] in DOORS and door not in OPEN_DOORS
        for importer in graph.find_modules_that_directly_import(door)
        if importer.split(".")[:2] != parts[:2]
    }

    assert not strangers


def test_a_file_stops_at_400_lines() -> None:
    files = [path for folder in ("loftet", "tests") for path in (REPOSITORY / folder).rglob("*.py")]
    written = [path for path in files if "migrations" not in path.parts]  # Django writes the first migrations
    too_long = [path.name for path in written if len(path.read_text(encoding="utf-8").splitlines()) > 400]

    assert too_long == []
