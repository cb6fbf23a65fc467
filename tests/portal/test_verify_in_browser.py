"""The page "check for yourself" reckons in the browser, over http and from the disk; what differs is told."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from loftet.domain.canonical import canonical_json
from loftet.domain.checkpoint import Checkpoint
from loftet.domain.edition import EDITION_FILE
from loftet.domain.ledger import inclusion_proof, root_of
from loftet.portal.record import PublishedEdition

from .examples import WASTEWATER, a_country, edition_of, make_answer
from .published import Published
from .test_building import build_in
from .test_in_browser import address, browser, opened

__all__ = ["address", "browser"]

SIZE = 300
PAGE = "kontrollera.html"


def editions() -> list[PublishedEdition]:
    """More than a tile holds: the country, and answer upon answer."""
    country = a_country()
    answer = make_answer(country[3].promise_set, WASTEWATER)
    more = (edition_of(answer, number, date(2024, 10, 1), order=number) for number in range(8, SIZE + 1))
    return [*country, *more]


PUBLISHED = Published(editions())
LEAVES = PUBLISHED.ledger().leaves


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, PUBLISHED, base_url="")
    shutil.copytree(made / "public", made / "copy")
    return made / "copy"


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """What the page needs, to be falsified."""
    for name in ("ledger", "resurser", PAGE):
        source = folder / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def kept(size: int, leaves: list[bytes] | None = None) -> str:
    known = [*(leaves or LEAVES)][:size]
    return PUBLISHED.sign(Checkpoint(PUBLISHED.key.name, size, root_of(known)).text)


def edition(number: int, **changed: Any) -> bytes:
    published = PUBLISHED.editions[number - 1]
    proof = inclusion_proof(LEAVES[:number], number - 1)
    data = {
        "schema": EDITION_FILE,
        "envelope": published.envelope.to_data(),
        "document": published.document,
        "checkpoint": kept(number),
        "proof": [b64encode(each).decode() for each in proof],
    }
    return canonical_json({**data, **changed})


def check(page: Page, text: str = "", file: bytes = b"") -> list[str]:
    """What the live region says in the end, line by line."""
    page.get_by_label("En kontrollpunkt som du har sparat").fill(text)
    if file:
        chosen: Any = {"name": "utgava.json", "mimeType": "application/json", "buffer": file}
        page.get_by_label("En utgåva som du har hämtat som JSON").set_input_files(chosen)
    page.get_by_role("button", name="Kontrollera").focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile("Allt stämmer|Något stämmer inte"))
    return [line for line in said.inner_text().splitlines() if line]


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_ledger_a_kept_checkpoint_and_an_edition_are_checked(
    browser: Browser, address: str, folder: Path, way: str
) -> None:
    start = address if way == "http" else f"{folder.as_uri()}/"
    mail = "> " + kept(270).replace("\n", "\n> ")
    with opened(browser, start) as page:
        page.goto(f"{start}{PAGE}")
        assert check(page, mail, edition(4)) == [
            "Allt stämmer.",
            "✓ Den senaste kontrollpunkten är undertecknad med nyckeln här på sidan.",
            "✓ Liggaren ger rotsumman i kontrollpunkten. Antal utgåvor: 300.",
            "✓ Den senaste utgåvan, nummer 300, står i liggaren.",
            "✓ Din kontrollpunkt stämmer: de första utgåvorna är desamma som då. Antal utgåvor då: 270.",
            "✓ utgava.json är oförändrad: utgåva 4, så som den publicerades.",
        ]
        for size in (1, 255, 256, 257, 299, 300):
            assert check(page, kept(size))[0] == "Allt stämmer."


FORK = [LEAVES[5], *LEAVES[1:]]


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        (kept(280, FORK), b"", "något av det som fanns då har ändrats"),
        (kept(301, [*LEAVES, LEAVES[0]]), b"", "visar ett äldre läge"),
        (kept(20).replace("20\n", "21\n"), b"", "inte undertecknad med nyckeln"),
        ("hej", b"", "innehåller ingen kontrollpunkt"),
        ("", edition(4).replace(b'"document":', b'"document": '), "skriven på ett annat sätt"),
        (
            "",
            edition(4).replace(b'"document":', b'"document":{"title":"Annat"},"document":'),
            "på ett annat sätt",
        ),
        ("", edition(4, document={"title": "Annat"}), "dokumentet är inte det"),
        ("", edition(4, envelope={**PUBLISHED.editions[3].envelope.to_data(), "number": 5}), "omslaget"),
        ("", edition(4, proof=[]), "beviset leder inte"),
        ("", edition(4, checkpoint=kept(4, FORK)), "beviset leder inte"),
        ("", b"{}", "ingen utgåva"),
        ("", b"x", "ingen utgåva"),
    ],
)
def test_what_a_reader_brings_and_does_not_fit_is_told(
    browser: Browser, folder: Path, text: str, file: bytes, said: str
) -> None:
    with opened(browser, folder.as_uri()) as page:
        page.goto((folder / PAGE).as_uri())
        lines = check(page, text, file)
    assert lines[0] == "Något stämmer inte."
    assert [line for line in lines if line.startswith("✕") and said in line]


def turned(text: str) -> str:
    """The hashes of a tile in another order."""
    call, path, comma, hashes, end = text.split('"')
    return '"'.join([call, path, comma, hashes[4:-4] + hashes[:4] + hashes[-4:], end])


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        (PAGE, lambda text: text.replace("\n300\n", "\n299\n"), "inte undertecknad"),
        (PAGE, lambda text: text.replace("data-envelope>{", "data-envelope>["), "står inte i liggaren"),
        ("ledger/script/0/001.p/44.js", turned, "ger inte rotsumman"),
        ("ledger/script/1/000.p/1.js", turned, "ger inte rotsumman"),
        ("ledger/script/0/001.p/44.js", lambda text: "", "går inte att läsa"),
    ],
)
def test_a_falsified_folder_is_told(
    browser: Browser, copy: Path, path: str, change: Callable[[str], str], said: str
) -> None:
    text = (copy / path).read_text()
    assert change(text) != text
    (copy / path).write_text(change(text))
    page = browser.new_page()
    page.goto((copy / PAGE).as_uri())
    lines = check(page)
    page.close()
    assert lines[0] == "Något stämmer inte."
    assert [line for line in lines if line.startswith("✕") and said in line]
