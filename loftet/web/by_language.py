"""What is put into words again and again, kept for each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from django.utils.translation import get_language

Told = TypeVarTuple("Told")
Words = TypeVar("Words")


def kept_by_language(most: int) -> Callable[[Callable[[*Told], Words]], Callable[[*Told], Words]]:
    """Keep the `most` newest of what a function answers in the active language; its arguments are hashed."""

    def decorate(say: Callable[[*Told], Words]) -> Callable[[*Told], Words]:
        @lru_cache(maxsize=most)
        def kept(_language: str | None, *told: *Told) -> Words:
            return say(*told)

        @wraps(say)
        def said(*told: *Told) -> Words:
            return kept(get_language(), *told)

        return said

    return decorate
