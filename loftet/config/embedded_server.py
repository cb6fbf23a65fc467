"""One embedded PostgreSQL server: its folder, its start whatever an earlier end left behind, its stop."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shlex
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .embedded_remains import clear_remains, living_server
from .embedded_tools import MAJOR, DatabaseUnavailable, ToolFailed, Tools

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes: macOS allows 104 with the closing zero, Linux 108
START_SECONDS = 60
ROOM_FOR_A_CLUSTER = 200 * 2**20  # bytes
ROOM_TO_START = 2**20
SETTINGS = {
    "listen_addresses": "",  # no network: who may enter the socket's folder may connect
    "unix_socket_permissions": "0700",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "log_line_prefix": "%m ",
}
SETTINGS_FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def _home(data_folder: Path) -> Path:
    return (data_folder / "postgres").resolve()


def socket_folder(data_folder: Path) -> Path:
    """Inside the data folder, or under /tmp where that path is too long for a socket.

    Not under TMPDIR, which may differ between the processes that must find the server.
    """
    folder = _home(data_folder) / "socket"
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET:
        return folder
    return Path("/tmp") / f"loftet-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"  # noqa: S108


class Server:
    """`postgres/` in the data folder: `cluster`, `log`, `lock`, and mostly `socket`."""

    def __init__(self, data_folder: Path) -> None:
        self.home = _home(data_folder)
        self.cluster = self.home / "cluster"
        self.log = self.home / "log"
        self.sockets = socket_folder(data_folder)

    def exists(self) -> bool:
        return self.cluster.exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time starts or stops; the lock goes with the process that holds it."""
        with _in_plain_words(self.home):
            Tools.for_home(self.home).own(self.home)
            lock = (self.home / "lock").open("w")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self, *, is_ready: Callable[[], bool], for_tests: bool) -> None:
        """Wait until the server is ready, starting it whenever there is no living process of it."""
        with _in_plain_words(self.home):
            tools = Tools.for_home(self.home)
            self._make(tools, for_tests=for_tests)
            self._refuse_other_version()
            if not (self.sockets / SOCKET_NAME).exists():
                self.stop()  # moved, or its socket was swept away: nobody can reach it
            deadline = time.monotonic() + START_SECONDS
            while not is_ready():
                if living_server(self.cluster) is None:
                    self._launch(tools, for_tests=for_tests)
                elif time.monotonic() > deadline:
                    raise DatabaseUnavailable(
                        f"The embedded PostgreSQL is not ready in {START_SECONDS} seconds: read {self.log}."
                    )
                else:
                    time.sleep(0.1)

    def stop(self) -> None:
        """End sessions and server in good order."""
        if living_server(self.cluster) is None:
            return
        with _in_plain_words(self.home):
            tools = Tools.for_home(self.home)
            try:
                tools.run("pg_ctl", "stop", "-w", "-m", "fast", "-t", "30", "-D", str(self.cluster))
            except ToolFailed:
                # One that hangs is safe to cut short: it recovers at its next start.
                if living_server(self.cluster):
                    tools.run("pg_ctl", "stop", "-w", "-m", "immediate", "-t", "30", "-D", str(self.cluster))

    def _make(self, tools: Tools, *, for_tests: bool) -> None:
        """Make the cluster beside its place, so that one cut short is never taken for a whole one."""
        if self.cluster.exists():
            return
        _refuse_full_disk(self.home)
        unfinished = self.home / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # C.UTF-8 knows upper and lower case of å, ä and ö, which C does not; both sort by code point.
        form = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        haste = ("--no-sync",) if for_tests else ()
        tools.run("initdb", "--username=postgres", "--auth=trust", *form, *haste, "-D", str(unfinished))
        unfinished.rename(self.cluster)

    def _refuse_other_version(self) -> None:
        major = (self.cluster / "PG_VERSION").read_text().strip()
        if major != str(MAJOR):
            raise DatabaseUnavailable(
                f"The database in {self.cluster} was made by PostgreSQL {major}, which PostgreSQL {MAJOR}"
                " cannot read: use the Löftet that made it, or move that folder away to start empty."
            )

    def _launch(self, tools: Tools, *, for_tests: bool) -> None:
        clear_remains(self.cluster, self.sockets / SOCKET_NAME)
        tools.own(self.sockets)
        self._refuse_foreign_sockets(tools)
        if self.log.exists():
            self.log.replace(self.home / "log.previous")
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        settings |= SETTINGS_FOR_TESTS if for_tests else {}
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        wait = ("-w", "-t", str(START_SECONDS))
        try:
            tools.run("pg_ctl", "start", *wait, "-D", str(self.cluster), "-l", str(self.log), "-o", options)
        except ToolFailed as error:
            log = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise ToolFailed(f"{error}{log}") from error

    def _refuse_foreign_sockets(self, tools: Tools) -> None:
        """Under /tmp somebody else may have made the folder first, to be taken for our server."""
        status = self.sockets.lstat()
        user = tools.account.uid if tools.account else os.geteuid()
        if status.st_uid != user or status.st_mode & 0o077:
            raise DatabaseUnavailable(f"The folder {self.sockets} is not ours alone: remove it, start again.")


def _refuse_full_disk(folder: Path) -> None:
    if shutil.disk_usage(folder).free < ROOM_FOR_A_CLUSTER:
        raise DatabaseUnavailable(_full(folder))


def _full(folder: Path) -> str:
    return f"The disk of {folder} is full: free at least {ROOM_FOR_A_CLUSTER // 2**20} MB and start again."


@contextmanager
def _in_plain_words(home: Path) -> Iterator[None]:
    """Turn what the system or a program says into one sentence that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DatabaseUnavailable(_full(home)) from error
        raise DatabaseUnavailable(
            f"The data folder cannot be used ({error.strerror}: {error.filename or home}): run as the user"
            " that it belongs to, or set LOFTET_DATA to a folder of your own."
        ) from error
    except ToolFailed as error:
        raise DatabaseUnavailable(_sentence(home, str(error))) from error


def _sentence(home: Path, said: str) -> str:
    # On a disk that is quite full the server cannot even write down why it ended.
    if "No space left on device" in said or shutil.disk_usage(home).free < ROOM_TO_START:
        return _full(home)
    faults = re.findall(r"(?:FATAL|PANIC|error): *(.+?)\.?$", said, re.MULTILINE)
    reason = (faults or said.strip().splitlines() or ["no reason given"])[-1]
    return f"The embedded PostgreSQL did not start ({reason}): read {home / 'log'}."
