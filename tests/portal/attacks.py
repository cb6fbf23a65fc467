"""Ways to falsify a public folder, by somebody who has the web server and by somebody who has the key too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from loftet.domain.checkpoint import SigningKey
from loftet.domain.edition import Envelope
from loftet.domain.ledger_files import CHECKPOINT, KEY
from loftet.domain.manifest import MANIFEST
from tests.domain.public_folders import (
    KEY as OURS,
)
from tests.domain.public_folders import (
    Files,
    edition_file,
    envelopes,
    head_of,
    make_folder,
    sign,
)

SIZE = 3
LEDGER = envelopes(SIZE)
KEPT = [OURS.sign(head_of(LEDGER[:size]).text) for size in range(SIZE + 1)]


@cache
def folder_of(*ledger: Envelope) -> Files:
    return make_folder(ledger=list(ledger))


WHOLE = folder_of(*LEDGER)
OLDER = folder_of(*LEDGER[: SIZE - 1])
PATHS = sorted(WHOLE)
BUNDLE = f"ledger/tile/entries/000.p/{SIZE}"


@dataclass(frozen=True)
class Attack:
    """What readers are shown; `known` is the checkpoint that one of them kept, empty where none did."""

    name: str
    files: Files
    known: str = ""


def flip_a_bit(chance: Random) -> Attack:
    path = chance.choice(PATHS)
    content = bytearray(WHOLE[path])
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    return _with(f"bit {bit} of {path}", {path: bytes(content)})


def delete_a_file(chance: Random) -> Attack:
    path = chance.choice(PATHS)
    return Attack(f"no {path}", {each: content for each, content in WHOLE.items() if each != path})


def cut_a_piece(chance: Random) -> Attack:
    path = chance.choice(PATHS)
    start, stop = sorted(chance.sample(range(len(WHOLE[path]) + 1), 2))
    return _with(f"{start} to {stop} cut from {path}", {path: WHOLE[path][:start] + WHOLE[path][stop:]})


def add_a_file(chance: Random) -> Attack:
    path = f"{chance.choice(['', 'kommun/0580/', 'filer/', 'ledger/'])}{chance.randrange(10**6)}.html"
    return _with(f"{path} added", {path: chance.randbytes(8)})


def swap_two_files(chance: Random) -> Attack:
    one, two = chance.sample(PATHS, 2)
    return _with(f"{one} and {two} swapped", {one: WHOLE[two], two: WHOLE[one]})


def reorder_lines(chance: Random) -> Attack:
    lines = WHOLE[MANIFEST].splitlines(keepends=True)
    chance.shuffle(lines)
    return _with("lines of the manifest", {MANIFEST: b"".join(lines)})


def reorder_entries(chance: Random) -> Attack:
    """In the ledger as whoever has the key would sign it, under the checkpoint that all know."""
    order = list(LEDGER)
    chance.shuffle(order)
    other = folder_of(*order)
    return _signed("entries reordered", {**WHOLE, BUNDLE: other[BUNDLE]})


def restore_an_older_file(chance: Random) -> Attack:
    path = chance.choice([MANIFEST, CHECKPOINT])
    return _with(f"older {path}", {path: OLDER[path]})


def roll_back(chance: Random) -> Attack:
    """The whole folder as it was, whole and signed: only who kept a checkpoint can know."""
    size = chance.randint(1, SIZE - 1)
    kept = chance.randint(size + 1, SIZE)
    return Attack(f"back to {size}", folder_of(*LEDGER[:size]), KEPT[kept])


def sign_with_another_key(chance: Random) -> Attack:
    """A folder of their own under our name, its own key beside it: the key from elsewhere tells."""
    other = SigningKey(OURS.name, chance.randbytes(32))
    files = {
        **WHOLE,
        KEY: f"{other.public}\n".encode(),
        CHECKPOINT: other.sign(head_of(LEDGER).text).encode(),
    }
    text = WHOLE[MANIFEST].decode().rpartition("\n\n")[0]
    return Attack("another key", {**files, MANIFEST: other.sign(f"{text}\n").encode()})


def forge_an_edition(chance: Random) -> Attack:
    """A document of another wording in a folder that is signed anew."""
    number = chance.randint(1, SIZE)
    forged = edition_file(LEDGER, number, {"title": f"Löfte {chance.random()}"})
    return _signed(f"edition {number} forged", {**WHOLE, f"filer/{number}.json": forged})


def fork(chance: Random) -> Attack:
    """Another past from some edition on, with every proof and signature right in itself."""
    since = chance.randint(1, SIZE)
    past = list(LEDGER)
    past[since - 1] = replace(past[since - 1], published_for=f"Någon {chance.random()}")
    return Attack(f"fork at {since}", folder_of(*past), KEPT[chance.randint(since, SIZE)])


def remove_an_edition(chance: Random) -> Attack:
    """The others move up and take its number; then new ones make up the length."""
    gone = chance.randint(1, SIZE - 1)
    rest = [*LEDGER[: gone - 1], *LEDGER[gone:], *envelopes(SIZE + 1)[SIZE:]]
    return Attack(f"{gone} removed", folder_of(*_renumbered(rest)), KEPT[SIZE])


def swap_two_editions(chance: Random) -> Attack:
    one, two = sorted(chance.sample(range(SIZE), 2))
    past = list(LEDGER)
    past[one], past[two] = past[two], past[one]
    return Attack(f"{one} for {two}", folder_of(*_renumbered(past)), KEPT[SIZE])


def show_a_proof_of_another_past(chance: Random) -> Attack:
    """One reader is handed an edition out of a fork, in a folder that is signed anew."""
    number = chance.randint(2, SIZE)
    past = list(LEDGER)
    past[0] = replace(past[0], published_for=f"Någon {chance.random()}")
    return _signed(f"proof {number}", {**WHOLE, f"filer/{number}.json": edition_file(past, number)})


OUTSIDE: Sequence[Callable[[Random], Attack]] = (
    flip_a_bit,
    flip_a_bit,
    flip_a_bit,
    flip_a_bit,
    delete_a_file,
    cut_a_piece,
    add_a_file,
    swap_two_files,
    reorder_lines,
    restore_an_older_file,
)
WITH_THE_KEY: Sequence[Callable[[Random], Attack]] = (
    reorder_entries,
    roll_back,
    sign_with_another_key,
    forge_an_edition,
    fork,
    remove_an_edition,
    swap_two_editions,
    show_a_proof_of_another_past,
)


def attack(chance: Random) -> Attack:
    """One that changes something: what comes out as it was is thrown again."""
    kinds = WITH_THE_KEY if chance.random() < 0.1 else OUTSIDE
    made = chance.choice(kinds)(chance)
    return made if made.files != WHOLE else attack(chance)


def _with(name: str, changed: Files) -> Attack:
    return Attack(name, {**WHOLE, **changed})


def _signed(name: str, files: Files) -> Attack:
    below = {path: content for path, content in files.items() if _is_below(path)}
    top = {path: content for path, content in files.items() if path not in {*below, MANIFEST}}
    return Attack(name, {**sign(top, head_of(LEDGER)), **below})


def _is_below(path: str) -> bool:
    return path.startswith("kommun/0580/") and not path.endswith(MANIFEST)


def _renumbered(ledger: Sequence[Envelope]) -> list[Envelope]:
    return [replace(each, number=number) for number, each in enumerate(ledger, start=1)]
