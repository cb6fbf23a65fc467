"""Several web and worker machines, as processes on one: they share database and public folder, no more."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import requests
from django.conf import settings

from loftet.publication.keys import signing_key
from tests.database import Clone
from tests.processes import await_page, environment, free_port, run_to_end, running

SECONDS = 60


@dataclass(frozen=True)
class Machine:
    process: subprocess.Popen[bytes]
    port: int
    log: Path


@dataclass
class Machines:
    """What they have in common; each has a data folder of its own, as a machine of its own would.

    None knows the database's owner. The keys are those of the test, which signs people in and publishes.
    """

    database: Clone
    folder: Path
    mail_port: int

    @property
    def public(self) -> Path:
        return self.folder / "shared/public"

    def environment(self, name: str) -> dict[str, str]:
        return environment(
            DATABASE_URL=self.database.url,
            SECRET_KEY=settings.SECRET_KEY,
            LEDGER_KEY=str(signing_key(is_demo=False)),
            PUBLIC_FOLDER=str(self.public),
            EMAIL_URL=f"smtp://127.0.0.1:{self.mail_port}",
            LOFTET_DATA=str(self.folder / name),
            PORT=str(free_port()),
        )

    def install(self) -> None:
        """What `script/setup.sh` does on each: the static files, here collected once for all."""
        env = self.environment("installed")
        made = run_to_end("manage", "collectstatic", "--noinput", "--verbosity", "0", env=env)
        assert made.returncode == 0, made.stderr
        self.public.parent.mkdir()

    @contextmanager
    def started(self, command: str, name: str) -> Iterator[Machine]:
        own = self.folder / name
        own.mkdir()
        (own / "static").symlink_to(self.folder / "installed/static")
        env, log = self.environment(name), own / "log"
        with running(command, env=env, log=log) as process:
            yield Machine(process, int(env["PORT"]), log)

    def start(self, stack: ExitStack, command: str, name: str) -> Machine:
        machine = stack.enter_context(self.started(command, name))
        if command == "web":
            await_page(machine.port, machine.process, log=machine.log)
        return machine


@dataclass
class Front:
    """Stands before the web machines as a proxy does: each in turn, and the next where one is gone."""

    webs: list[Machine]
    session: str = ""
    asked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turn = cycle(self.webs)

    def get(self, path: str) -> str:
        for _web in self.webs:
            web = next(self._turn)
            try:
                answer = ask(web, path, session=self.session)
            except requests.ConnectionError:
                continue
            assert answer.status_code == 200, (path, answer.status_code)
            self.asked.append(web.port)
            return answer.text
        raise AssertionError("no web machine answered")


def ask(web: Machine, path: str, *, session: str = "") -> requests.Response:
    cookies = {settings.SESSION_COOKIE_NAME: session} if session else {}
    address = f"http://localhost:{web.port}{path}"
    return requests.get(address, cookies=cookies, timeout=SECONDS, allow_redirects=False)


class Phone:
    """Somebody's browser, which keeps what was typed until it has been taken in."""

    def __init__(self) -> None:
        self._session = requests.Session()

    def open(self, web: Machine, path: str) -> str:
        answer = self._session.get(f"http://localhost:{web.port}{path}", timeout=SECONDS)
        assert answer.status_code == 200
        return answer.text

    def send(self, web: Machine, path: str, typed: dict[str, Any]) -> requests.Response:
        whole = {**typed, "csrfmiddlewaretoken": self._session.cookies["csrftoken"]}
        return self._session.post(f"http://localhost:{web.port}{path}", data=whole, timeout=SECONDS)
