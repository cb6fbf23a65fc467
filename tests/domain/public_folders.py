"""A small public folder: signed manifest, a folder with a manifest of its own, ledger, editions."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from loftet.domain.canonical import canonical_json, digest
from loftet.domain.checkpoint import Checkpoint, SigningKey
from loftet.domain.edition import EDITION_FILE, Envelope, WithdrawalGround
from loftet.domain.ledger import inclusion_proof, leaf_hash, root_of
from loftet.domain.ledger_files import ledger_files
from loftet.domain.manifest import MANIFEST, Manifest
from loftet.domain.withdrawals import WITHDRAWALS, Withdrawal, withdrawals_text
from tests.domain.editions import make_envelope

KEY = SigningKey("loftet.example", b"k" * 32)
Files = dict[str, bytes]


def document(number: int) -> dict[str, Any]:
    return {"title": f"Löfte {number}"}


def envelopes(size: int) -> list[Envelope]:
    numbers = range(1, size + 1)
    return [make_envelope(number=each, document_digest=digest(document(each))) for each in numbers]


def head_of(ledger: Sequence[Envelope]) -> Checkpoint:
    return Checkpoint(KEY.name, len(ledger), root_of(leaves_of(ledger)))


def leaves_of(ledger: Sequence[Envelope]) -> list[bytes]:
    return [leaf_hash(entry_of(each)) for each in ledger]


@cache
def entry_of(envelope: Envelope) -> bytes:
    """Written once: another past has most of its envelopes from this one."""
    return canonical_json(envelope.to_data())


def edition_file(ledger: Sequence[Envelope], number: int, content: dict[str, Any] | None = None) -> bytes:
    """The edition with its proof against the checkpoint that was signed when it was the last."""
    until = ledger[:number]
    proof = inclusion_proof(leaves_of(until), number - 1)
    return canonical_json(
        {
            "schema": EDITION_FILE,
            "envelope": ledger[number - 1].to_data(),
            "document": document(number) if content is None else content,
            "checkpoint": KEY.sign(head_of(until).text),
            "proof": [b64encode(each).decode() for each in proof],
        }
    )


def ledger_folder(ledger: Sequence[Envelope]) -> Files:
    entries = [entry_of(each) for each in ledger]
    note = KEY.sign(head_of(ledger).text)
    made = ledger_files(leaves_of(ledger), lambda start, stop: entries[start:stop], note, KEY.public)
    return {file.path: file.make() for file in made}


def named(content: bytes, form: str = "json") -> str:
    """Where the document of an edition stands: by its digest."""
    return f"filer/{digest(content)}.{form}"


def withdrawals_of(numbers: Iterable[int]) -> bytes:
    told = (Withdrawal(each, date(2025, 2, 1), WithdrawalGround.PERSONAL_DATA) for each in numbers)
    return withdrawals_text(told).encode()


def make_folder(
    size: int = 3, *, ledger: Sequence[Envelope] | None = None, shown: Collection[int] | None = None
) -> Files:
    """The files by path; of the editions that are not `shown` the folder tells that they were withdrawn."""
    ledger = ledger or envelopes(size)
    head = head_of(ledger)
    below = {"index.html": b"<p>L\xc3\xb6ften</p>", "lofte/1.html": b"<p>Ett</p>"}
    files = {
        "index.html": b"<p>Sverige</p>",
        f"kommun/0580/{MANIFEST}": Manifest.of(below).text.encode(),
        **ledger_folder(ledger),
    }
    here = {each.number for each in ledger if shown is None or each.number in shown}
    for number in sorted(here):
        content = edition_file(ledger, number)
        files[named(content)] = content
    files[WITHDRAWALS] = withdrawals_of(each.number for each in ledger if each.number not in here)
    signed = sign(files, head)
    return {**signed, **{f"kommun/0580/{path}": content for path, content in below.items()}}


def sign(files: Files, head: Checkpoint) -> Files:
    return {**files, MANIFEST: KEY.sign(Manifest.of(files, head).text).encode()}
