"""What is put into words again and again, kept for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from django.utils.translation import get_language, gettext, override

Told = TypeVarTuple("Told")
Words = TypeVar("Words")

_spoken: ContextVar[str] = ContextVar("spoken")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """As Django's `override`, for work that puts much into words.

    Django looks for the active language in storage that threads and tasks share, which takes longer than most
    words that are kept here. Within this block it is known; only a block of the same kind changes it there.
    """
    if _spoken.get(None) == language:
        yield
        return
    before = _spoken.set(language)
    try:
        with override(language):
            yield
    finally:
        _spoken.reset(before)


def language_spoken() -> str:
    """The active language, empty where translation is turned off."""
    return _spoken.get(None) or get_language() or ""


def kept_by_language(most: int) -> Callable[[Callable[[*Told], Words]], Callable[[*Told], Words]]:
    """Keep the `most` newest of what a function answers in the active language; its arguments are hashed."""

    def decorate(say: Callable[[*Told], Words]) -> Callable[[*Told], Words]:
        @lru_cache(maxsize=most)
        def kept(_language: str, *told: *Told) -> Words:
            return say(*told)

        @wraps(say)
        def said(*told: *Told) -> Words:
            return kept(language_spoken(), *told)

        return said

    return decorate


@kept_by_language(2_000)
def said(message: str) -> str:
    """As `gettext`."""
    return gettext(message)
