"""The ledger of editions as a Merkle tree (RFC 9162): one root for all, and proofs that need not all of it.

A leaf is the hash of an edition's envelope. Whoever keeps a root can later be shown that an edition was in it
(inclusion), and that nothing before it was changed, moved or taken away (consistency).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry; the prefix keeps a leaf from passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the leaf hashes, in their order."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return what proves that leaf `index` is in the root, the nearest first (RFC 9162 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def next_proof(proof: Sequence[bytes], leaf: bytes, index: int) -> list[bytes]:
    """Return the proof of the leaf that is added after leaf `index`, which was the last with that proof.

    What stands beside the last leaf on its way up are the full trees to its left. So a ledger grows without
    any of it being read but its last entry, however long it is.
    """
    carried, rest, place = leaf, list(proof), index
    while place % 2:
        carried, place = node_hash(rest.pop(0), carried), place // 2
    return [carried, *rest]


def root_above(last: bytes, proof: Iterable[bytes]) -> bytes:
    """Return the root that the proof of the last leaf leads to."""
    for left in proof:
        last = node_hash(left, last)
    return last


def roots_of(leaves: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the root after each leaf: those that were signed, one after the other."""
    proof: list[bytes] = []
    for index, leaf in enumerate(leaves):
        yield root_above(leaf, proof)
        proof = next_proof(proof, leaf, index)


def is_included(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether the proof leads from the leaf to the root of that size (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(sibling, found)
            place, last = _up_to_a_right_child(place, last)
        else:
            found = node_hash(found, sibling)
        place, last = place // 2, last // 2
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return what proves that the first `old_size` leaves still begin the ledger (RFC 9162 2.1.4.1)."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(old_size)
    return _subproof(leaves, old_size, is_whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    split = _split(len(leaves))
    if old_size <= split:
        return [*_subproof(leaves[:split], old_size, is_whole=is_whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], old_size - split, is_whole=False), root_of(leaves[:split])]


def is_consistent(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the ledger of the old root begins the ledger of the new one (RFC 9162 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if _is_power_of_two(old_size) else list(proof)
    if not steps:
        return False
    place, last = _up_to_a_left_child(old_size - 1, new_size - 1)
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            place, last = _up_to_a_right_child(place, last)
        else:
            new = node_hash(new, sibling)
        place, last = place // 2, last // 2
    return last == 0 and (old, new) == (old_root, new_root)


def _split(size: int) -> int:
    """Return the largest power of two below the size: the left half of a tree is always full."""
    return 1 << ((size - 1).bit_length() - 1)


def _is_power_of_two(number: int) -> bool:
    return number & (number - 1) == 0


def _up_to_a_right_child(place: int, last: int) -> tuple[int, int]:
    """Skip the levels where the last node stands alone and is carried up as it is."""
    while place and not place % 2:
        place, last = place // 2, last // 2
    return place, last


def _up_to_a_left_child(place: int, last: int) -> tuple[int, int]:
    """Climb to the largest full tree that ends the old ledger: the proof begins there."""
    while place % 2:
        place, last = place // 2, last // 2
    return place, last
