"""Hostile files: a bounded answer, whatever the bytes."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from loftet.reading import guarded
from loftet.reading.codec import CannotDecode, decode, encode
from loftet.reading.failures import Failure, NotReadable
from loftet.reading.guarded import Limits, read_guarded
from loftet.reading.model import Reading
from loftet.reading.reader import read
from tests.reading import samples
from tests.reading.test_reader import FLATTENED, PAGE

SAMPLES = {
    "page.html": samples.WEB_PAGE.encode(),
    "promise.docx": samples.promise_docx(),
    "page.txt": PAGE.encode(),
    "table.txt": FLATTENED.encode("cp1252"),
}


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return content.getvalue()


def failure_of(content: bytes, limits: Limits | None = None) -> Failure:
    with pytest.raises(NotReadable) as raised:
        read_guarded(content, "file", limits or Limits())
    return raised.value.failure


def test_it_reads_in_a_process_of_its_own_what_it_reads_here() -> None:
    content = samples.report_pdf(is_ruled=True)
    assert read_guarded(content, "report.pdf") == read(content, "report.pdf")


def test_it_passes_on_why_a_file_cannot_be_read() -> None:
    assert failure_of(samples.locked_pdf()) is Failure.ENCRYPTED_FILE


def test_it_stops_a_reading_that_takes_too_long() -> None:
    assert (
        failure_of(b"Polisen ska h\xe5lla m\xf6ten. " * 400_000, Limits(seconds=1)) is Failure.TOOK_TOO_LONG
    )


def test_it_stops_a_reading_that_takes_too_much_memory() -> None:
    many_lines = b"- Polisen ska\n" * 900_000
    limits = Limits(memory=160 * 1024 * 1024)
    assert failure_of(many_lines, limits) in {Failure.TOOK_TOO_MUCH_MEMORY, Failure.STOPPED}


def test_it_takes_no_file_above_the_limit() -> None:
    assert failure_of(b"a" * 1001, Limits(size=1000)) is Failure.TOO_LARGE


def test_it_survives_a_process_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_STARTER", "import os; os.abort()")
    assert failure_of(b"Polisen lovar") is Failure.STOPPED


def test_it_trusts_no_answer_that_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_STARTER", """print('{"reading": {"source": 1}}')""")
    assert failure_of(b"Polisen lovar") is Failure.STOPPED


BOMBS = (
    (zipped(**{"word__other.xml": b"x"}), Failure.UNKNOWN_FORMAT),
    (zipped(**{"word__document.xml": b" " * (33 * 1024 * 1024)}), Failure.TOO_LARGE_UNPACKED),
    (zipped(**{"word__document.xml": b"<w>" * 10_000}), Failure.DAMAGED_FILE),
    (zipped(**{f"part{number}.xml": b"" for number in range(5_100)}), Failure.TOO_LARGE_UNPACKED),
)


@pytest.mark.parametrize(("content", "failure"), BOMBS, ids=["no word", "bomb", "broken", "many parts"])
def test_it_unpacks_no_bomb(content: bytes, failure: Failure) -> None:
    with pytest.raises(NotReadable) as raised:
        read(content, "bomb.docx")
    assert raised.value.failure is failure


def test_it_reads_deep_and_endless_markup() -> None:
    table = b"<table><tr>" + b"<td colspan=99999 rowspan=99999>Polisen ska" * 500
    for content in (
        b"<html>" + b"<div>" * 5_000 + b"Polisen",
        table,
        b"<ul><li>" * 3_000 + b"Polisen ska rita",
    ):
        assert answers(content, "page.html")


def answers(content: bytes, name: str) -> bool:
    """Whether the file was read or refused; anything else that is raised is a fault."""
    with suppress(NotReadable):
        read(content, name)
    return True


def broken(content: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, cut out, doubled, or with its end cut off."""
    data = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(data) or 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[place : place + chance.randrange(1, 200)]
            case 2:
                data[place:place] = data[place : place + chance.randrange(1, 200)]
            case _:
                data[place:place] = chance.choice(
                    (b"\xff\xfe", b"<table>", b"\x00", b"- ", b"999999999999", b"\f")
                )
    return bytes(data)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_reads_or_refuses_broken_files(name: str) -> None:
    chance = random.Random(name)
    assert all(answers(broken(SAMPLES[name], chance), name) for _ in range(40))


FUZZ_PDF = """
import random, sys
from tests.reading.samples import report_pdf
from tests.reading.test_guarded import answers, broken
chance, content = random.Random(6), report_pdf(is_ruled=True)
assert all(answers(broken(content, chance), "report.pdf") for _ in range(80))
"""


def test_it_reads_or_refuses_broken_pdf_files() -> None:
    """In a process of its own: a crash of the library is seen and does not take the tests with it."""
    done = subprocess.run(
        [sys.executable, "-c", FUZZ_PDF], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("broken_form", [None, [], {"source": 1}, {"source": "a", "promises": [{"id": "x"}]}])
def test_it_decodes_nothing_of_another_form(broken_form: object) -> None:
    with pytest.raises((CannotDecode, KeyError)):
        decode(Reading, broken_form)


def test_it_decodes_what_it_encoded() -> None:
    reading = read(FLATTENED.encode(), "table.txt")
    assert decode(Reading, encode(reading)) == reading


def test_every_failure_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/reference/reading.md").read_text(encoding="utf-8")
    assert [each.value for each in Failure if f"| `{each.value}` | {each.meaning} |" not in page] == []
