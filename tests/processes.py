"""The `loftet` command as real processes: started in their own session, bounded in time, ended by number."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LOFTET = [sys.executable, "-m", "loftet.config.cli"]
# What an installation may have set must not reach the processes of a test.
FOREIGN = (
    "DATABASE_",
    "EMAIL_",
    "OIDC_",
    "BASE_URL",
    "ALLOWED_HOSTS",
    "SECRET_KEY",
    "PORT",
    "LOFTET_",
    "DJANGO_",
    "PYTEST_",
)


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(REPOSITORY)} | variables


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_to_end(
    *arguments: str, env: Mapping[str, str], seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LOFTET, *arguments], env=env, capture_output=True, text=True, timeout=seconds)


@contextmanager
def running(*arguments: str, env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command with all its children; asked to end after the block, and made to after ten seconds."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*LOFTET, *arguments], env=env, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes], *, seconds: float = 10) -> None:
    process.terminate()
    try:
        process.wait(timeout=seconds)
    finally:
        kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End outright whatever is left of the session that the process leads."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def await_page(
    port: int, process: subprocess.Popen[bytes], *, log: Path, path: str = "/om/", seconds: float = 180
) -> float:
    """Wait until a page is answered; returns the seconds it took."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if process.poll() is not None:
            break
        if answers(port, path):
            return time.monotonic() - started
        time.sleep(0.05)
    raise AssertionError(f"no page at port {port} after {seconds} s:\n{log.read_text()}")


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
