"""Other processes for work that fills a processor, such as printing and building pages."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import django

Result = TypeVar("Result")


def count_processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def django_pool(processes: int) -> ProcessPoolExecutor:
    """Processes with Django ready in them. They are begun afresh: who has printed must not fork."""
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


@contextmanager
def collection_paused() -> Iterator[None]:
    """For work that fills the memory with what it needs to its end: looking for garbage only takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _begin() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    gc.freeze()


def _end_with_parent() -> None:
    """Whoever began it may be killed and say nothing; then nobody waits for the work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def each_done(
    pool: Executor, work: Callable[..., Result], tasks: Iterable[tuple[Any, ...]], *, most: int
) -> Iterator[Result]:
    """Yield what became of each task, in their order; only `most` are under way and in memory at a time."""
    under_way: deque[Future[Result]] = deque()
    for task in tasks:
        under_way.append(pool.submit(work, *task))
        if len(under_way) >= most:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
