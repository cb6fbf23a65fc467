"""A small public folder: signed manifest, a folder with a manifest of its own, ledger, editions."""

from __future__ import annotations

from typing import Any

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.checkpoint import Checkpoint, SigningKey
from loftet.domain.edition import EDITION_FILE, Envelope, leaf_of
from loftet.domain.ledger import root_of
from loftet.domain.ledger_files import ledger_files
from loftet.domain.manifest import MANIFEST, Manifest
from tests.domain.editions import make_envelope

KEY = SigningKey("loftet.example", b"k" * 32)
Files = dict[str, bytes]


def document(number: int) -> dict[str, Any]:
    return {"title": f"Löfte {number}"}


def envelopes(size: int) -> list[Envelope]:
    numbers = range(1, size + 1)
    return [make_envelope(number=each, document_digest=digest(document(each))) for each in numbers]


def head_of(ledger: list[Envelope]) -> Checkpoint:
    return Checkpoint(KEY.name, len(ledger), root_of([leaf_of(each.to_data()) for each in ledger]))


def edition_file(envelope: Envelope, content: dict[str, Any]) -> bytes:
    return canonical_json({"schema": EDITION_FILE, "envelope": envelope.to_data(), "document": content})


def make_folder(size: int = 3, *, ledger: list[Envelope] | None = None, **changed: bytes) -> Files:
    """The files by path; `changed` replaces editions before anything is signed: `edition_2=b"…"`."""
    ledger = ledger or envelopes(size)
    head = head_of(ledger)
    below = {"index.html": b"<p>L\xc3\xb6ften</p>", "lofte/1.html": b"<p>Ett</p>"}
    files = {
        "index.html": b"<p>Sverige</p>",
        f"kommun/0580/{MANIFEST}": Manifest.of(below).text.encode(),
        **ledger_files([canonical_json(each.to_data()) for each in ledger], KEY.sign(head.text), KEY.public),
    }
    for each in ledger:
        content = changed.get(f"edition_{each.number}") or edition_file(each, document(each.number))
        files[f"filer/{each.number}.json"] = content
    signed = sign(files, head)
    return {**signed, **{f"kommun/0580/{path}": content for path, content in below.items()}}


def sign(files: Files, head: Checkpoint) -> Files:
    return {**files, MANIFEST: KEY.sign(Manifest.of(files, head).text).encode()}
