"""One key for the installation: given to it, or made once and kept to itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import LazySettings

from loftet.domain.checkpoint import SigningKey
from loftet.publication.keys import public_key, signing_key


def test_a_key_is_made_once_and_kept_to_its_owner(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_FOLDER, settings.BASE_URL = tmp_path / "new", "https://loftet.example.se"
    first = signing_key(is_demo=False)
    settings.BASE_URL = "https://moved.example.se"
    assert signing_key(is_demo=False) == first
    assert first.name == "loftet.example.se"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["ledger.key"]
    assert (tmp_path / "new/ledger.key").stat().st_mode & 0o777 == 0o600


def test_processes_that_begin_at_once_have_the_same_key(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    barrier, keys = threading.Barrier(4), []

    def begin() -> None:
        barrier.wait()
        keys.append(str(signing_key(is_demo=False)))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 4
    assert len(set(keys)) == 1


def test_a_key_that_is_given_is_used(settings: LazySettings) -> None:
    key = SigningKey("loftet.example.se", b"x" * 32)
    settings.LEDGER_KEY = str(key)
    assert public_key(is_demo=False) == key.public
    assert public_key(is_demo=True).name == "loftet.example.se/demo"
    assert public_key(is_demo=True).id != key.public.id


def test_a_key_that_is_no_key_is_told(settings: LazySettings) -> None:
    settings.LEDGER_KEY = "nonsense"
    with pytest.raises(ValueError, match="signing key"):
        signing_key(is_demo=False)
