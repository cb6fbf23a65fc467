"""The real site with the demo in it: web server and worker as processes, on their own database and port."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loftet.config.assets import REPOSITORY, VENDOR, is_in_place, make_stamp
from tests.database import Clone
from tests.processes import LOFTET, await_page, environment, free_port, running

SECONDS_TO_PREPARE = 120


@dataclass(frozen=True)
class Site:
    """Where the site answers, and where it keeps what it writes."""

    url: str
    folder: Path
    database: Clone

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def environment(self) -> dict[str, str]:
        """What the site's own processes find set."""
        return environment(
            LOFTET_DATA=str(self.folder),
            DATABASE_URL=self.database.url,
            DATABASE_OWNER_URL=self.database.owner_url,
            BASE_URL=self.url,
            PORT=str(self.port),
        )

    @property
    def mail(self) -> Path:
        return self.folder / "mail"


@contextmanager
def demo_site(database: Clone, folder: Path) -> Iterator[Site]:
    site = prepare_site(database, folder)
    with opened(site):
        yield site


def prepare_site(database: Clone, folder: Path) -> Site:
    """With the demo in it, not running yet."""
    assert is_in_place(VENDOR, make_stamp(REPOSITORY)), "run script/test, or: python -m loftet.config.assets"
    site = Site(f"http://localhost:{free_port()}", folder, database)
    _prepare(site.environment)
    return site


@contextmanager
def opened(site: Site) -> Iterator[None]:
    """Web server and worker run inside the block, and end with it."""
    log = site.folder / "site.log"
    with (
        running("worker", env=site.environment, log=log),
        running("web", env=site.environment, log=log) as web,
    ):
        await_page(site.port, web, log=log)
        yield


def _prepare(env: dict[str, str]) -> None:
    """Load the demo and collect the static files, side by side."""
    commands = [["demo"], ["manage", "collectstatic", "--noinput", "--verbosity", "0"]]
    started = [
        subprocess.Popen(
            [*LOFTET, *command], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for command in commands
    ]
    for process in started:
        said, _ = process.communicate(timeout=SECONDS_TO_PREPARE)
        assert process.returncode == 0, said
