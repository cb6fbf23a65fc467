"""Work in other processes: done in order, little of it at a time, and ended with whoever wanted it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from loftet.web.processes import each_done
from tests.processes import REPOSITORY

WORKS_FOR_EVER = """
import os, time
from loftet.web.processes import django_pool
if __name__ == "__main__":
    with django_pool(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 3600).result()
"""


def test_results_come_in_order_and_only_so_many_tasks_are_taken_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[int]]:
        for number in range(10):
            taken.append(number)
            yield (number,)

    with ThreadPoolExecutor(2) as pool:
        results = each_done(pool, lambda number: number * number, tasks(), most=3)
        assert next(results) == 0
        assert taken == [0, 1, 2]
        assert [*results] == [number * number for number in range(1, 10)]


def test_it_ends_when_whoever_began_it_is_killed() -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", WORKS_FOR_EVER],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert asking.stdout is not None
    with asking.stdout:
        working = int(asking.stdout.readline())
    assert is_running(working)
    asking.send_signal(signal.SIGKILL)
    asking.wait(timeout=10)
    until = time.monotonic() + 20
    while is_running(working) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_running(working)


def is_running(process: int) -> bool:
    """A process that has ended and that nobody has asked for runs no longer."""
    try:
        with Path(f"/proc/{process}/stat").open() as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
