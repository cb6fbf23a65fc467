"""Words are kept for each language, and never said in another than is spoken."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language, override

from loftet.web.by_language import kept_by_language, language_spoken, said, speaking

LIKE, LIKE_IN_SWEDISH = "Edition", "Utgåva"


def test_who_speaks_is_understood_by_django_too() -> None:
    with override("en"), speaking("sv"):
        assert (language_spoken(), get_language(), said(LIKE)) == ("sv", "sv", LIKE_IN_SWEDISH)
        with speaking("en"):
            assert (language_spoken(), get_language(), said(LIKE)) == ("en", "en", LIKE)
            with speaking("en"):
                assert said(LIKE) == LIKE
        assert (language_spoken(), get_language(), said(LIKE)) == ("sv", "sv", LIKE_IN_SWEDISH)
    with override("en"):
        assert (language_spoken(), said(LIKE)) == ("en", LIKE)


def test_an_error_gives_the_language_back() -> None:
    with override("en"):
        with pytest.raises(ValueError, match="stop"), speaking("sv"):
            raise ValueError("stop")
        assert (language_spoken(), get_language()) == ("en", "en")


def test_where_nobody_speaks_django_says_which_language() -> None:
    for language, word in (("sv", LIKE_IN_SWEDISH), ("en", LIKE), ("sv", LIKE_IN_SWEDISH)):
        with override(language):
            assert said(LIKE) == word


def test_what_is_kept_is_asked_for_once_a_language() -> None:
    asked = []

    @kept_by_language(10)
    def double(number: int) -> str:
        asked.append((language_spoken(), number))
        return str(2 * number)

    for language in ("sv", "en", "sv"):
        with speaking(language):
            assert (double(2), double(3), double(2)) == ("4", "6", "4")
    assert asked == [("sv", 2), ("sv", 3), ("en", 2), ("en", 3)]
