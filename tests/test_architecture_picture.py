"""The picture of the rooms equals the code."""

from __future__ import annotations

from loftet.config.architecture import PAGE, Room, draw, redraw


def test_the_picture_equals_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == redraw(page), "run: python -m loftet.config.architecture"


def test_it_draws_no_arrow_that_follows_from_others() -> None:
    top = Room("top", "Above.", frozenset({"middle", "low"}), uses_django=True)
    middle = Room("middle", "Between.", frozenset({"low"}), uses_django=True)
    low = Room("low", "Below.", frozenset(), uses_django=False)
    drawn = draw([top, middle, low])
    assert "  top --> middle\n  middle --> low\n" in drawn
    assert "top --> low" not in drawn
    assert "| `top` | Above. | middle, low |" in drawn
