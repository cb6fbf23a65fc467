"""A command measured from outside: time by the clock, processor time and memory, with all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOFTET = (sys.executable, "-m", "loftet.config.cli")
BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class Measured:
    """Seconds by the clock and of the processors, megabytes at most, and what was said on standard output."""

    seconds: float
    processor: float
    megabytes: float
    said: str

    def __str__(self) -> str:
        return (
            f"{self.seconds:7.1f} s, {self.processor:7.1f} s of processor, {self.megabytes:6.0f} MB at most"
        )


def measure(command: Sequence[str], env: Mapping[str, str]) -> Measured:
    """Run it to its end. Memory is that of its process group: what processes share is divided among them."""
    with tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 our own commands
            command, env=env, stdout=said, start_new_session=True
        )
        most = _Most(process.pid)
        most.start()
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        most.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return Measured(seconds, used.ru_utime + used.ru_stime, most.megabytes, said.read())


class _Most(threading.Thread):
    """Looks again and again at how much a process group holds."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self.group, self.megabytes, self._is_over = group, 0.0, threading.Event()

    def run(self) -> None:
        while not self._is_over.wait(BETWEEN_LOOKS):
            self.megabytes = max(self.megabytes, _held_by(self.group))

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def _held_by(group: int) -> float:
    return sum(_held(each) for each in Path("/proc").glob("[0-9]*") if _is_in(each, group))


def _is_in(process: Path, group: int) -> bool:
    try:
        return os.getpgid(int(process.name)) == group
    except ProcessLookupError:
        return False


def _held(process: Path) -> float:
    try:
        rollup = (process / "smaps_rollup").read_text()
    except OSError:  # it has ended meanwhile
        return 0.0
    (line,) = (each for each in rollup.splitlines() if each.startswith("Pss:"))
    return int(line.split()[1]) / 1024
