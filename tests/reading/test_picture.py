"""Pages as pictures, and where on them the words stand."""

from __future__ import annotations

import base64
import struct

import pytest

from loftet.reading.failures import Failure, NotReadable
from loftet.reading.guarded import draw_guarded
from loftet.reading.model import Box
from loftet.reading.picture import draw_page
from loftet.reading.reader import read
from tests.reading import samples


def test_it_draws_a_page_as_png_of_the_size_that_it_says() -> None:
    picture = draw_guarded(samples.report_pdf(is_ruled=True), 1, [])
    png = base64.b64decode(picture.png)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (picture.width, picture.height)


def test_it_finds_each_passage_of_a_reading_on_its_page() -> None:
    content = samples.report_pdf(is_ruled=True)
    found = [each for each in read(content, "x.pdf").promises if each.place.page == 1]
    _png, width, height, marks = draw_page(content, 1, [each.text for each in found])
    assert found
    assert all(marks)
    assert all(is_inside(box, width, height) for boxes in marks for box in boxes)


def test_words_that_stand_twice_are_found_twice() -> None:
    content = samples.pdf("Polisen ska hålla möten.\n\n#v(3cm)\nPolisen ska hålla möten.")
    *_size, (first, second) = draw_page(content, 1, ["Polisen ska hålla möten."] * 2)
    assert first[0].top < second[0].top


def test_words_that_are_not_there_have_no_place() -> None:
    *_size, marks = draw_page(samples.pdf("Polisen ska hålla möten."), 1, ["Qxz qxz qxz", ""])
    assert marks == [[], []]


@pytest.mark.parametrize("page", [0, 2, 10**9])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(NotReadable):
        draw_guarded(samples.pdf("En sida"), page, [])


def test_a_file_that_is_locked_or_damaged_is_refused_with_its_reason() -> None:
    for content, failure in (
        (samples.locked_pdf(), Failure.ENCRYPTED_FILE),
        (b"%PDF-1", Failure.DAMAGED_FILE),
    ):
        with pytest.raises(NotReadable) as refused:
            draw_guarded(content, 1, [])
        assert refused.value.failure is failure


def test_a_page_as_large_as_a_house_is_drawn_small() -> None:
    content = samples.pdf("#set page(width: 400cm, height: 2000cm)\nPolisen ska hålla möten.")
    picture = draw_guarded(content, 1, [])
    assert picture.width * picture.height < 7_000_000


def is_inside(box: Box, width: int, height: int) -> bool:
    return box.left >= 0 and box.top >= 0 and box.left + box.width <= width and box.top + box.height <= height
