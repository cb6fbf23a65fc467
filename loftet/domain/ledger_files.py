"""The ledger as files of the public folder: enough to reckon every root again without the application.

Beside the tiles stand the newest checkpoint and the key that it is signed with. Each tile of hashes stands
there a second time as a script, since a page that is opened from the disk may run scripts but not fetch.
"""

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from loftet.domain.checkpoint import PublicKey
from loftet.domain.tiles import Tile, bundle, bundles_of, hash_tiles_of, hashes_in, levels_of

FOLDER = "ledger"
KEY = f"{FOLDER}/key.txt"
CHECKPOINT = f"{FOLDER}/checkpoint"

# The entries from one index up to but not including another; each is the canonical JSON of an envelope.
Entries = Callable[[int, int], Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file before it is made; one that `is_final` is the same in every later ledger."""

    path: str
    is_final: bool
    make: Callable[[], bytes]


def tile_path(tile: Tile) -> str:
    return f"{FOLDER}/{tile.path}"


def script_path(tile: Tile) -> str:
    """Return where the tile stands as a script: "ledger/script/0/000.p/17.js"."""
    return f"{FOLDER}/{tile.path.replace('tile/', 'script/', 1)}.js"


def ledger_files(
    leaves: Sequence[bytes], entries: Entries, note: str, key: PublicKey
) -> Iterator[LedgerFile]:
    """Yield every file of the ledger with those leaves."""
    yield LedgerFile(CHECKPOINT, is_final=False, make=note.encode)
    yield LedgerFile(KEY, is_final=False, make=f"{key}\n".encode)
    for tile in bundles_of(len(leaves)):
        yield LedgerFile(tile_path(tile), tile.is_full, partial(_bundle, tile, entries))
    levels = levels_of(leaves)
    for tile in hash_tiles_of(len(leaves)):
        yield LedgerFile(tile_path(tile), tile.is_full, partial(hashes_in, tile, levels))
        yield LedgerFile(script_path(tile), tile.is_full, partial(_script, tile, levels))


def _bundle(tile: Tile, entries: Entries) -> bytes:
    return bundle(entries(tile.start, tile.start + tile.width))


def _script(tile: Tile, levels: Sequence[Sequence[bytes]]) -> bytes:
    """A call of the function that the page "check for yourself" defines."""
    hashes = base64.b64encode(hashes_in(tile, levels)).decode()
    return f'loftetTile("{tile.path}","{hashes}");\n'.encode()
