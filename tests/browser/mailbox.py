"""The letters that the site's worker has handed over, and what stands in them."""

from __future__ import annotations

import re
import time
from pathlib import Path

from loftet.web.mail import ReadLetter, read_folder

SECONDS_FOR_A_LETTER = 20


def newest_letter_to(address: str, folder: Path, *, about: str = "") -> ReadLetter:
    """Waits for the worker."""
    deadline = time.monotonic() + SECONDS_FOR_A_LETTER
    while time.monotonic() < deadline:
        for letter in read_folder(folder):
            if letter.to == address and about in letter.subject:
                return letter
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address} about '{about}'")


def code_in(letter: ReadLetter) -> str:
    match = re.search(r"\b\d{6}\b", letter.text)
    assert match, letter.text
    return match[0]
