"""The ledger in tiles of 256 (C2SP tlog-tiles): a full tile never changes, so a longer ledger only adds.

A tile of level 0 holds the hashes of entries, one of each level above the roots of full tiles below it; with
them any proof can be made out of a few small files. Bundles hold the entries themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loftet.domain.ledger import root_of

WIDTH = 256
LONGEST_ENTRY = 0xFFFF
_LENGTH = 2


class EntryTooLong(ValueError):
    """An entry is longer than the standard lets a bundle hold."""


class BundleNotReadable(ValueError):
    """The bytes are not whole entries, each after its length."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Number `index` of its level, holding `width` of at most 256; entries are in bundles without a level."""

    level: int | None
    index: int
    width: int

    @property
    def is_full(self) -> bool:
        return self.width == WIDTH

    @property
    def start(self) -> int:
        return self.index * WIDTH

    @property
    def path(self) -> str:
        """Return where it stands: "tile/0/x001/234" or, while it is not full, "tile/entries/000.p/17"."""
        level = "entries" if self.level is None else self.level
        return f"tile/{level}/{_number(self.index)}{'' if self.is_full else f'.p/{self.width}'}"


def bundles_of(size: int) -> Iterator[Tile]:
    """Yield the bundles of entries of a ledger of that size."""
    return _row(None, size)


def hash_tiles_of(size: int) -> Iterator[Tile]:
    """Yield the tiles of every level, the lowest first."""
    level = 0
    while size:
        yield from _row(level, size)
        level, size = level + 1, size // WIDTH


def levels_of(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the hashes of each level: the leaves, the roots of full tiles of them, and so on."""
    levels = [list(leaves)]
    while len(levels[-1]) >= WIDTH:
        below = levels[-1]
        full = range(0, len(below) - WIDTH + 1, WIDTH)
        levels.append([root_of(below[start : start + WIDTH]) for start in full])
    return levels


def hashes_in(tile: Tile, levels: Sequence[Sequence[bytes]]) -> bytes:
    """Return the content of a tile of hashes."""
    assert tile.level is not None
    return b"".join(levels[tile.level][tile.start : tile.start + tile.width])


def bundle(entries: Iterable[bytes]) -> bytes:
    """Return the content of a bundle, or raise `EntryTooLong`."""
    return b"".join(framed(entry) for entry in entries)


def framed(entry: bytes) -> bytes:
    """Return the entry after its length in two bytes, or raise `EntryTooLong`."""
    if len(entry) > LONGEST_ENTRY:
        raise EntryTooLong(f"an entry has at most {LONGEST_ENTRY} bytes")
    return len(entry).to_bytes(_LENGTH, "big") + entry


def entries_in(content: bytes) -> list[bytes]:
    """Return the entries of a bundle, or raise `BundleNotReadable`."""
    entries, at = [], 0
    while at < len(content):
        begins = at + _LENGTH
        at = begins + int.from_bytes(content[at:begins], "big")
        entries.append(content[begins:at])
    if at > len(content):
        raise BundleNotReadable("the last entry is not whole")
    return entries


def _row(level: int | None, size: int) -> Iterator[Tile]:
    return (Tile(level, start // WIDTH, min(WIDTH, size - start)) for start in range(0, size, WIDTH))


def _number(index: int) -> str:
    """Three figures for each folder, so that none gets more than a thousand files: "x001/x234/067"."""
    *above, last = [f"{part:03}" for part in _thousands(index)]
    return "/".join([*(f"x{part}" for part in above), last])


def _thousands(index: int) -> list[int]:
    return [*_thousands(index // 1000), index % 1000] if index >= 1000 else [index]
