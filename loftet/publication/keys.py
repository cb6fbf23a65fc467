"""The key that the ledger is signed with: one for the installation, given to it or made once and kept."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from loftet.domain.checkpoint import PublicKey, SigningKey

FILE = "ledger.key"
DEMO = "demo"


def signing_key(*, is_demo: bool) -> SigningKey:
    """The demo signs with the same secret under a name of its own, which nobody takes for the real one."""
    key = SigningKey.read(settings.LEDGER_KEY or _kept())
    return key.named(f"{key.name}/{DEMO}") if is_demo else key


def public_key(*, is_demo: bool) -> PublicKey:
    return signing_key(is_demo=is_demo).public


def _kept() -> str:
    """The key of the data folder, readable by its owner only; its name stays what it was when it was made."""
    path = settings.DATA_FOLDER / FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    return str(path.read_text(encoding="utf-8"))


def _make(path: Path) -> None:
    """Write it whole beside, then give it its name: another process at once sees the one or the other."""
    beside = path.with_suffix(f".{secrets.token_hex(8)}")
    with open(beside, "x", opener=lambda name, flags: os.open(name, flags, 0o600), encoding="utf-8") as file:
        file.write(f"{SigningKey.make(urlsplit(settings.BASE_URL).netloc)}\n")
    with suppress(FileExistsError):
        path.hardlink_to(beside)
    beside.unlink()
