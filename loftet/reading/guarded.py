"""Reads files that nobody vouches for: in a process of its own, with limits on time, memory and size.

A file that hangs the reading, eats the memory or crashes a library takes only that process with it; the answer
is then a failure's code. The process writes no file: it gets the bytes through a pipe and answers through one,
in JSON, so that not even a file that took it over could run anything here.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .codec import CannotDecode, decode, encode
from .failures import Failure, NotReadable
from .model import Picture, Reading
from .reader import read

T = TypeVar("T")
MAX_ANSWER = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use. `memory` is address space, of which the libraries' code takes a part."""

    seconds: int = 30
    memory: int = 1024 * 1024 * 1024
    size: int = 50 * 1024 * 1024


DEFAULT_LIMITS = Limits()
PICTURE_LIMITS = Limits(seconds=10)


def read_guarded(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the reading, or raise NotReadable with the failure."""
    return _decoded(Reading, _ask({"name": name}, content, limits))


def draw_guarded(content: bytes, page: int, texts: Sequence[str], limits: Limits = PICTURE_LIMITS) -> Picture:
    """Return the page of a PDF as a picture with the texts marked, or raise NotReadable."""
    return _decoded(Picture, _ask({"page": page, "texts": list(texts)}, content, limits))


def _ask(question: dict[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
    """Let a process of its own answer: it gets the question on one line, then the file."""
    if len(content) > limits.size:
        raise NotReadable(Failure.TOO_LARGE)
    arguments = [str(limits.seconds), str(limits.memory), *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-I", "-c", _STARTER, *arguments],
            input=json.dumps(question).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotReadable(Failure.TOOK_TOO_LONG) from None
    return _understood(done.returncode, done.stdout)


_STARTER = "import sys; sys.path[:] = sys.argv[3:]; from loftet.reading.guarded import answer; answer(*sys.argv[1:3])"
_KILLED_FOR_TIME = -24  # SIGXCPU
_KILLED = -9


def _understood(status: int, output: bytes) -> dict[str, Any]:
    if status in {_KILLED_FOR_TIME, _KILLED}:
        raise NotReadable(Failure.TOOK_TOO_LONG)
    if status != 0 or len(output) > MAX_ANSWER:
        raise NotReadable(Failure.STOPPED)
    try:
        answered: dict[str, Any] = json.loads(output)
        if "failure" in answered:
            raise NotReadable(Failure(answered["failure"]))
    except (ValueError, TypeError) as error:
        raise NotReadable(Failure.STOPPED) from error
    return answered


def _decoded(kind: type[T], answered: dict[str, Any]) -> T:
    try:
        return decode(kind, answered["answer"])
    except (ValueError, TypeError, KeyError, CannotDecode) as error:
        raise NotReadable(Failure.STOPPED) from error


def answer(seconds: str, memory: str) -> None:
    """The process's part: limit itself, read standard input, write the answer to standard output."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    _limit(int(seconds), int(memory))
    gc.disable()  # one document, and the process is over: looking for what it no longer needs only takes time
    question = json.loads(sys.stdin.buffer.readline())
    output.write(json.dumps(_answer(question, sys.stdin.buffer.read())).encode())
    output.close()


def _limit(seconds: int, memory: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def _answer(question: dict[str, Any], content: bytes) -> dict[str, object]:
    try:
        return {"answer": encode(_read_or_draw(question, content))}
    except NotReadable as error:
        return {"failure": error.failure.value}
    except MemoryError:
        return {"failure": Failure.TOOK_TOO_MUCH_MEMORY.value}
    except RecursionError:
        return {"failure": Failure.DAMAGED_FILE.value}


def _read_or_draw(question: dict[str, Any], content: bytes) -> Reading | Picture:
    if "name" in question:
        return read(content, question["name"])
    from .picture import draw_page  # which loads the library for PDF

    png, width, height, marks = draw_page(content, question["page"], question["texts"])
    return Picture(base64.b64encode(png).decode(), width, height, tuple(map(tuple, marks)))
