"""The ledger as files of the public folder: enough to reckon every root again without the application.

Entries stand in bundles, one canonical envelope on each line, so that a full bundle never changes. Beside
them are the newest checkpoint and the key that it is signed with.
"""

from collections.abc import Iterator, Sequence

from loftet.domain.checkpoint import PublicKey

FOLDER = "ledger"
KEY = f"{FOLDER}/key.txt"
CHECKPOINT = f"{FOLDER}/checkpoint.txt"
BUNDLE_SIZE = 256


def bundle_path(index: int) -> str:
    """Return where the entry stands: entries 0 to 255 in "ledger/entries/000000.jsonl"."""
    return f"{FOLDER}/entries/{index // BUNDLE_SIZE:06}.jsonl"


def ledger_files(entries: Sequence[bytes], note: str, key: PublicKey) -> dict[str, bytes]:
    """Return path and content of every file; an entry is the canonical JSON of an envelope."""
    starts = range(0, len(entries), BUNDLE_SIZE)
    bundles = {bundle_path(start): _lines(entries[start : start + BUNDLE_SIZE]) for start in starts}
    return {**bundles, CHECKPOINT: note.encode(), KEY: f"{key}\n".encode()}


def bundle_paths(size: int) -> Iterator[str]:
    """Yield the bundles of a ledger of that size, in order."""
    return (bundle_path(start) for start in range(0, size, BUNDLE_SIZE))


def entries_of(bundle: bytes) -> list[bytes]:
    return bundle.removesuffix(b"\n").split(b"\n")


def _lines(entries: Sequence[bytes]) -> bytes:
    return b"".join(entry + b"\n" for entry in entries)
