"""A real mail server for tests, and what a worker needs to know to send to it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from loftet.organisations.models import OutboxMessage
from tests.database import Clone
from tests.processes import environment, free_port


@dataclass
class MailServer:
    """Counts each Message-ID it takes, refuses unknown addresses, and can keep a sender waiting.

    A letter whose sender is gone before it is taken is not counted: aiosmtpd ends the handling of it.
    """

    port: int = field(default_factory=free_port)
    taken: Counter[str] = field(default_factory=Counter)
    is_asked: threading.Event = field(default_factory=threading.Event)
    is_slow: bool = False
    takes_at_most: int | None = None
    data_waiting: int = 0
    is_deaf_to_leave: bool = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, to: str, options: Any) -> str:  # noqa: N802
        if to.startswith("okand"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.is_asked.set()
        self.data_waiting += 1
        try:
            await asyncio.sleep(0.1)
            while self.is_slow or self._has_enough():
                await asyncio.sleep(0.05)
        finally:
            self.data_waiting -= 1
        lines = envelope.content.decode().splitlines()
        self.taken[next(line[12:] for line in lines if line.startswith("Message-ID: "))] += 1
        return "250 Taken"

    def _has_enough(self) -> bool:
        return self.takes_at_most is not None and self.taken.total() >= self.takes_at_most

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        while self.is_deaf_to_leave:
            await asyncio.sleep(0.05)
        return "221 Bye"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    server.is_slow = server.is_deaf_to_leave = False
    server.takes_at_most = None
    controller.stop()


@pytest.fixture
def surroundings(committed_database: Clone, mail_server: MailServer, tmp_path: Path) -> dict[str, str]:
    """What a worker needs to know."""
    return environment(
        DATABASE_URL=committed_database.url,
        DATABASE_OWNER_URL=committed_database.owner_url,
        EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
        LOFTET_DATA=str(tmp_path),
    )


def await_that(condition: Callable[[], bool], *, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def unsent() -> int:
    return OutboxMessage.objects.filter(sent_at__isnull=True).count()
