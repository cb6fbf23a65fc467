"""Tiles as the standard names and fills them, and a ledger that only adds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.ledger import (
    inclusion_proof,
    leaf_hash,
    next_proof,
    node_hash,
    root_above,
    root_of,
    roots_of,
)
from loftet.domain.ledger_files import ledger_files
from loftet.domain.tiles import (
    LONGEST_ENTRY,
    BundleNotReadable,
    EntryTooLong,
    Tile,
    bundle,
    bundles_of,
    entries_in,
    hash_tiles_of,
    hashes_in,
    levels_of,
)
from tests.domain.public_folders import KEY

LEAVES = [leaf_hash(str(number).encode()) for number in range(70_000)]


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0, 256), "tile/0/000"),
        (Tile(0, 0, 17), "tile/0/000.p/17"),
        (Tile(1, 999, 256), "tile/1/999"),
        (Tile(None, 1000, 256), "tile/entries/x001/000"),
        (Tile(0, 1234067, 8), "tile/0/x001/x234/067.p/8"),
    ],
)
def test_a_tile_stands_where_the_standard_says(tile: Tile, path: str) -> None:
    assert tile.path == path


def test_the_tiles_of_a_ledger() -> None:
    """The example of the standard: 70 000 entries."""
    assert len(list(bundles_of(70_000))) == 274
    tiles = list(hash_tiles_of(70_000))
    assert [tile.path for tile in tiles if not tile.is_full] == [
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    assert sum(tile.level == 1 for tile in tiles) == 2
    assert [*hash_tiles_of(0), *bundles_of(0)] == []
    assert [tile.path for tile in hash_tiles_of(256)] == ["tile/0/000", "tile/1/000.p/1"]


def test_the_levels_hold_the_roots_of_full_tiles() -> None:
    levels = levels_of(LEAVES)
    assert [len(level) for level in levels] == [70_000, 273, 1]
    assert levels[1][272] == root_of(LEAVES[272 * 256 : 273 * 256])
    assert levels[2][0] == root_of(LEAVES[:65_536])
    assert hashes_in(Tile(1, 1, 17), levels) == b"".join(levels[1][256:])


def test_a_longer_ledger_leaves_every_full_tile_as_it_was() -> None:
    entries = [f'{{"number":{number}}}'.encode() for number in range(1, 800)]
    leaves = [leaf_hash(entry) for entry in entries]
    before, after = (
        {
            file.path: file.make()
            for file in ledger_files(leaves[:size], lambda start, stop: entries[start:stop], "", KEY.public)
            if file.is_final
        }
        for size in (513, 799)
    )
    assert len(before) == 6
    assert {path: after[path] for path in before} == before
    assert entries_in(after["ledger/tile/entries/001"]) == entries[256:512]


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert entries_in(bundle(entries)) == entries


def test_a_bundle_that_is_cut_is_refused() -> None:
    whole = bundle([b"one", b"two"])
    for cut in range(1, len(whole)):
        if whole[:cut] != bundle([b"one"]):
            with pytest.raises(BundleNotReadable):
                entries_in(whole[:cut])
    with pytest.raises(EntryTooLong):
        bundle([b"x" * (LONGEST_ENTRY + 1)])


def test_each_proof_is_made_of_the_one_before() -> None:
    proof: list[bytes] = []
    for index, leaf in enumerate(LEAVES[:300]):
        until = LEAVES[: index + 1]
        assert proof == inclusion_proof(until, index)
        assert root_above(leaf, proof) == root_of(until)
        proof = next_proof(proof, leaf, index)
    assert list(roots_of(LEAVES[:300])) == [root_of(LEAVES[:size]) for size in range(1, 301)]
    assert next_proof([], LEAVES[0], 0) == [LEAVES[0]]
    assert next_proof([LEAVES[0]], LEAVES[1], 1) == [node_hash(LEAVES[0], LEAVES[1])]
