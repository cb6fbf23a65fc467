"""Many municipalities are made by several processes, and nobody can tell it by the pages."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

import pytest

from loftet.portal import building
from loftet.web.processes import django_pool
from tests.portal.test_building import build_in, contents


def test_several_processes_make_the_same_bytes_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def noted(processes: int) -> Executor:
        begun.append(processes)
        return django_pool(processes)

    monkeypatch.setattr(building, "django_pool", noted)
    monkeypatch.setattr(building, "count_processors", lambda: 2)
    for name, few in (("alone", 100), ("together", 1)):
        monkeypatch.setattr(building, "FEW", few)
        (tmp_path / name).mkdir()
        assert build_in(tmp_path / name).municipalities == ("0580", "0781", "0821", "0861")
    assert begun == [2]
    assert contents(tmp_path / "alone/public") == contents(tmp_path / "together/public")
