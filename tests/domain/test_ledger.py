"""Held against the known roots of Certificate Transparency's tests, and against brute force."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.ledger import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ledgers = st.integers(1, 70).map(lambda size: [leaf_hash(str(number).encode()) for number in range(size)])


def test_the_known_roots() -> None:
    assert [root_of(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_the_proofs_of_the_figure_in_rfc_9162() -> None:
    """Section 2.1.5: a tree of seven, and its names for the nodes."""
    leaves = LEAVES[:7]
    a, b, c, d, e, f, j = leaves
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, last = node_hash(g, h), node_hash(i, j)
    assert root_of(leaves) == node_hash(k, last)
    assert inclusion_proof(leaves, 0) == [b, h, last]
    assert inclusion_proof(leaves, 3) == [c, g, last]
    assert inclusion_proof(leaves, 4) == [f, j, k]
    assert inclusion_proof(leaves, 6) == [i, k]
    assert consistency_proof(leaves, 3) == [c, d, g, last]
    assert consistency_proof(leaves, 4) == [last]
    assert consistency_proof(leaves, 6) == [i, j, k]


def level_by_level(leaves: list[bytes]) -> bytes:
    """The root in another way: pair neighbours, carry a lonely last one up."""
    while len(leaves) > 1:
        pairs = [node_hash(left, right) for left, right in list(pairwise(leaves))[::2]]
        leaves = pairs + (leaves[-1:] if len(leaves) % 2 else [])
    return leaves[0]


@given(ledgers)
def test_the_root_is_that_of_brute_force(leaves: list[bytes]) -> None:
    assert root_of(leaves) == level_by_level(leaves)


@given(ledgers, st.data())
def test_a_leaf_is_proved_in_its_place_and_in_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    size, root = len(leaves), root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    for tried in range(-1, size + 1):
        assert is_included(leaf=leaves[index], index=tried, size=size, proof=proof, root=root) == (
            tried == index
        )
    other = leaf_hash(b"another")
    assert not is_included(leaf=other, index=index, size=size, proof=proof, root=root)
    assert not is_included(leaf=leaves[index], index=index, size=size, proof=[*proof, other], root=root)
    for place in range(len(proof)):
        changed = [*proof[:place], other, *proof[place + 1 :]]
        assert not is_included(leaf=leaves[index], index=index, size=size, proof=changed, root=root)
        shorter = proof[:place] + proof[place + 1 :]
        assert not is_included(leaf=leaves[index], index=index, size=size, proof=shorter, root=root)


@given(ledgers, st.data())
def test_an_older_ledger_is_proved_to_begin_the_newer(leaves: list[bytes], data: st.DataObject) -> None:
    old_size, new_size = data.draw(st.integers(1, len(leaves))), len(leaves)
    old_root, new_root = root_of(leaves[:old_size]), root_of(leaves)
    proof = consistency_proof(leaves, old_size)

    def proves(**changed: object) -> bool:
        facts = {"old_size": old_size, "old_root": old_root, "new_size": new_size, "new_root": new_root}
        return is_consistent(**{**facts, "proof": proof, **changed})  # type: ignore[arg-type]

    other = leaf_hash(b"another")
    assert proves()
    assert not proves(old_root=other)
    assert not proves(new_root=other)
    assert not proves(proof=[*proof, other])
    for place in range(len(proof)):
        assert not proves(proof=[*proof[:place], other, *proof[place + 1 :]])
        assert not proves(proof=proof[:place] + proof[place + 1 :])


@given(ledgers, st.data())
def test_a_rewritten_past_is_never_consistent(leaves: list[bytes], data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, len(leaves)))
    place = data.draw(st.integers(0, old_size - 1))
    rewritten = [*leaves[:place], leaf_hash(b"rewritten"), *leaves[place + 1 :]]
    assert not is_consistent(
        old_size=old_size,
        old_root=root_of(leaves[:old_size]),
        new_size=len(leaves),
        new_root=root_of(rewritten),
        proof=consistency_proof(rewritten, old_size),
    )


def test_what_has_no_proof() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError):
        inclusion_proof([], 0)
    for size in (0, 9):
        with pytest.raises(IndexError):
            consistency_proof(LEAVES, size)
    assert not is_consistent(old_size=0, old_root=EMPTY_ROOT, new_size=1, new_root=LEAVES[0], proof=[])
    assert not is_consistent(old_size=3, old_root=root_of(LEAVES[:3]), new_size=7, new_root=b"", proof=[])
