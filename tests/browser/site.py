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
    def mail(self) -> Path:
        return self.folder / "mail"


@contextmanager
def demo_site(database: Clone, folder: Path) -> Iterator[Site]:
    assert is_in_place(VENDOR, make_stamp(REPOSITORY)), "run script/test, or: python -m loftet.config.assets"
    port = free_port()
    url = f"http://localhost:{port}"
    env = environment(
        LOFTET_DATA=str(folder),
        DATABASE_URL=database.url,
        DATABASE_OWNER_URL=database.owner_url,
        BASE_URL=url,
        PORT=str(port),
    )
    _prepare(env)
    log = folder / "site.log"
    with running("worker", env=env, log=log), running("web", env=env, log=log) as web:
        await_page(port, web, log=log)
        yield Site(url, folder, database)


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
