"""What a server that was killed leaves behind, and which of it is still alive.

PostgreSQL itself takes any process with the number in `postmaster.pid` for its server: also a zombie that
nobody reaps, and after a restart of the machine a stranger. Here a process counts only if it serves
this folder.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")
ORPHAN_SECONDS = 5


def living_server(cluster: Path) -> int | None:
    """The process that serves this cluster."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if f"postgres -D {cluster} " in _command_line(pid) else None


def clear_remains(cluster: Path, socket: Path) -> None:
    """Remove the locks of a dead server, and end those of its processes that outlived it."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while (orphans := list(_orphans(cluster))) and time.monotonic() < deadline:
        for pid in orphans:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    for lock in (cluster / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        lock.unlink(missing_ok=True)


def _command_line(pid: int) -> str:
    """Empty for a zombie and for a process that does not exist."""
    if PROCESSES.exists():
        try:
            parts = (PROCESSES / str(pid) / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return ""
        return os.fsdecode(b" ".join(parts))
    shown = subprocess.run(  # noqa: S603
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout


def _orphans(cluster: Path) -> Iterator[int]:
    """A session that was busy when its server was killed goes on, and would keep a new one from starting."""
    for process in PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            is_postgres = (process / "comm").read_text().strip() == "postgres"
            if is_postgres and (process / "cwd").readlink() == cluster:
                yield int(process.name)
