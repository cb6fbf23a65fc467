"""A build that is killed leaves the old folder or the new, whole; and no reader ever meets a half."""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from loftet.portal.building import build
from loftet.portal.record import PublishedEdition
from loftet.portal.store import PART, Store
from tests.portal.examples import AREAS, edition_of, make_set
from tests.portal.published import Published, make_site
from tests.portal.test_building import contents

MOMENTS = 200
SEED = 20261125
TITLES = ("Det första löftet", "Det andra löftet", "Det tredje löftet")


def small_country() -> list[PublishedEdition]:
    """Three editions of one municipality: as little as can be old and new."""
    area = replace(AREAS[0], promises=AREAS[0].promises[:1])
    found: list[PublishedEdition] = []
    for number, title in enumerate(TITLES, start=1):
        document = make_set("0781", title=title, version=number, focus_areas=(area,))
        replaced = found[-1] if found else None
        found.append(edition_of(document, number, date(2024, 1, 20 + number), replaces=replaced))
    return found


def build_in(folder: Path, editions: list[PublishedEdition]) -> None:
    build(Published(editions), Store.at(folder / "public"), make_site(), tell=lambda words: None)


def build_for_ever(folder: Path) -> None:
    """One after the other and round again, until somebody ends it."""
    editions = small_country()
    while True:
        for number in (1, 2, 3):
            build_in(folder, editions[:number])


def test_a_build_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    whole: list[dict[str, bytes]] = []
    for number in (1, 2, 3):
        build_in(tmp_path, small_country()[:number])
        whole.append(contents(tmp_path / "public"))
    chance = random.Random(SEED)
    seen: set[int] = set()
    for _moment in range(MOMENTS):
        kill_a_build(tmp_path, after=chance.uniform(0.001, 0.25))
        shown = contents(tmp_path / "public")
        assert shown in whole, "half of one and half of another"
        seen.add(whole.index(shown))
    assert len(seen) > 1
    build_in(tmp_path, small_country())
    assert contents(tmp_path / "public") == whole[2]
    assert not [*(tmp_path / "public.store").rglob(f"*{PART}")]


def kill_a_build(folder: Path, *, after: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            build_for_ever(folder)
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the build ended by itself"


def test_no_reader_meets_a_half(tmp_path: Path) -> None:
    """A page and its list, fetched while the folder is switched over and over, fit the old or the new."""
    build_in(tmp_path, small_country()[:1])
    child = os.fork()
    if child == 0:
        try:
            build_for_ever(tmp_path)
        finally:
            os._exit(1)
    seen: set[str] = set()
    try:
        end = time.monotonic() + 30
        while len(seen) < len(TITLES) and time.monotonic() < end:
            seen |= {read_once(tmp_path / "public") for _time in range(100)}
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert seen == set(TITLES)


def read_once(public: Path) -> str:
    """The title that the page of the municipality names; the whole page must be there."""
    page = (public / "kommun/0781-ljungby/index.html").read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")
    return next(title for title in TITLES if title in page)
