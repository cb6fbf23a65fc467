"""Ways to falsify a public folder, by somebody who has the web server and by somebody who has the key too.

The ledger is longer than a tile. Most of its editions are told of as withdrawn, which makes it cheap; those
that are shown stand at its ends and around the end of the full tile.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from loftet.domain.canonical import digest
from loftet.domain.checkpoint import SigningKey
from loftet.domain.edition import Envelope
from loftet.domain.ledger_files import CHECKPOINT, KEY
from loftet.domain.manifest import MANIFEST
from loftet.domain.tiles import bundle
from loftet.domain.withdrawals import WITHDRAWALS
from tests.domain.public_folders import (
    KEY as OURS,
)
from tests.domain.public_folders import (
    Files,
    edition_file,
    entry_of,
    envelopes,
    head_of,
    make_folder,
    named,
    sign,
)

SIZE, FULL = 270, 256
SHOWN = (1, 2, 100, 255, 256, 257, 269, 270)
LEDGER = envelopes(SIZE)
MORE = envelopes(SIZE + 1)
KEPT = [OURS.sign(head_of(LEDGER[:size]).text) for size in range(SIZE + 1)]
WITH_THE_KEY_OF_TEN = 4


def folder_of(ledger: Sequence[Envelope]) -> Files:
    return make_folder(ledger=ledger, shown=SHOWN)


@cache
def folder_at(size: int) -> Files:
    """The folder as it was when the ledger had that many editions."""
    return folder_of(LEDGER[:size])


WHOLE = folder_at(SIZE)
PATHS = sorted(WHOLE)
PATH_OF = {number: named(edition_file(LEDGER, number)) for number in SHOWN}
BUNDLES = ("ledger/tile/entries/000", f"ledger/tile/entries/001.p/{SIZE - FULL}")


@dataclass(frozen=True)
class Attack:
    """What readers are shown; `known` is the checkpoint that one of them kept, empty where none did."""

    name: str
    files: Files
    known: str = ""


Kind = Callable[[Random], Attack]


def flip_a_bit(chance: Random) -> Attack:
    path = chance.choice(PATHS)
    content = bytearray(WHOLE[path])
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    return _with(f"bit {bit} of {path}", {path: bytes(content)})


def delete_files(chance: Random) -> Attack:
    gone = chance.sample(PATHS, chance.randint(1, 3))
    return Attack(f"no {gone}", {path: content for path, content in WHOLE.items() if path not in gone})


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


def restore_older_files(chance: Random) -> Attack:
    older = folder_at(chance.randrange(1, SIZE))
    paths = [path for path in PATHS if older.get(path, WHOLE[path]) != WHOLE[path]]
    chosen = chance.sample(paths, chance.randint(1, len(paths)))
    return _with(f"older {chosen}", {path: older[path] for path in chosen})


def reorder_entries(chance: Random) -> Attack:
    """In the ledger as whoever has the key would sign it, under the checkpoint that all know."""
    order = [entry_of(each) for each in LEDGER]
    for one, two in (chance.sample(range(SIZE), 2) for _each in range(chance.randint(1, 3))):
        order[one], order[two] = order[two], order[one]
    return _signed("entries reordered", dict(zip(BUNDLES, _bundles(order), strict=True)))


def cut_the_ledger(chance: Random) -> Attack:
    """Some of its entries are not there, under the checkpoint that all know."""
    gone = set(chance.sample(range(SIZE), chance.randint(1, 5)))
    rest = [entry_of(each) for place, each in enumerate(LEDGER) if place not in gone]
    return _signed(f"no entries {gone}", dict(zip(BUNDLES, _bundles(rest), strict=True)))


def roll_back(chance: Random) -> Attack:
    """The whole folder as it was, whole and signed: only who kept a checkpoint can know."""
    size = chance.randint(1, SIZE - 1)
    return Attack(f"back to {size}", folder_at(size), KEPT[chance.randint(size + 1, SIZE)])


def sign_with_another_key(chance: Random) -> Attack:
    """A folder of their own under our name, its own key beside it: the key from elsewhere tells."""
    other = SigningKey(OURS.name, chance.randbytes(32))
    text = WHOLE[MANIFEST].decode().rpartition("\n\n")[0]
    changed = {
        KEY: f"{other.public}\n".encode(),
        CHECKPOINT: other.sign(head_of(LEDGER).text).encode(),
        MANIFEST: other.sign(f"{text}\n").encode(),
    }
    return _with("another key", changed)


def forge_an_edition(chance: Random) -> Attack:
    """A document of another wording, in place of the true one or beside it."""
    number = chance.choice(SHOWN)
    forged = edition_file(LEDGER, number, _other_words(chance))
    gone = [PATH_OF[number]] if chance.random() < 0.5 else []
    return _signed(f"edition {number} forged", {named(forged): forged}, gone)


def forge_in_another_form(chance: Random) -> Attack:
    """Written with spaces, in another order or alphabet: the same to a program that reads JSON.

    Every other time the words are the true ones, so that nothing but the form is wrong.
    """
    number = chance.choice(SHOWN)
    data = json.loads(edition_file(LEDGER, number, chance.choice([None, _other_words(chance)])))
    names = list(data)
    chance.shuffle(names)
    written = json.dumps(
        {name: data[name] for name in names},
        ensure_ascii=chance.random() < 0.5,
        indent=chance.choice([None, 0, 1, 2, "\t"]),
        separators=chance.choice([None, (", ", ":"), (" ,", ":"), (",", ": ")]),
    )
    content = written.encode(chance.choice(["utf-8", "utf-8", "utf-16", "utf-32"]))
    path = chance.choice([named(content), f"{chance.randrange(10**6)}.json", "oppna-data/loften.json"])
    gone = [PATH_OF[number]] if chance.random() < 0.5 else []
    return _signed(f"edition {number} forged as {path}", {path: content}, gone)


def leave_out_editions(chance: Random) -> Attack:
    """The ledger stands, but content is gone, or what was withdrawn is not told of."""
    left = set(chance.sample(range(1, SIZE + 1), chance.randint(1, 20)))
    gone = [PATH_OF[number] for number in left if number in SHOWN]
    lines = WHOLE[WITHDRAWALS].splitlines(keepends=True)
    told = [line for line in lines if not line[:1].isdigit() or int(line.split()[0]) not in left]
    return _signed(f"no {left}", {WITHDRAWALS: b"".join(told)}, gone)


def remove_shown_editions(chance: Random) -> Attack:
    """And a page is reworded on the way, which alone nobody could find."""
    gone = chance.sample(SHOWN, chance.randint(1, len(SHOWN)))
    page = {"index.html": f"<p>{chance.random()}</p>".encode()}
    return _signed(f"no JSON of {gone}", page, [PATH_OF[number] for number in gone])


def rename_a_document(chance: Random) -> Attack:
    """Another document at an address that somebody may have kept."""
    path = f"filer/{digest(chance.randbytes(8))}.{chance.choice(['pdf', 'docx', 'csv'])}"
    return _signed(f"{path} is another", {path: chance.randbytes(8)})


def fork(chance: Random) -> Attack:
    """Another past from some edition on, with every proof and signature right in itself."""
    since = chance.randint(1, SIZE)
    return Attack(f"fork at {since}", folder_of(_forked(since, chance)), KEPT[chance.randint(since, SIZE)])


def remove_an_edition(chance: Random) -> Attack:
    """The others move up and take its number; then a new one makes up the length."""
    gone = chance.randint(1, SIZE - 1)
    past = _renumbered([*LEDGER[: gone - 1], *LEDGER[gone:], MORE[SIZE]])
    return _other_past(f"{gone} removed", past, gone, chance)


def swap_two_editions(chance: Random) -> Attack:
    one, two = sorted(chance.sample(range(SIZE), 2))
    past = list(LEDGER)
    past[one], past[two] = past[two], past[one]
    return _other_past(f"{one} for {two}", _renumbered(past), one + 1, chance)


def show_a_proof_of_another_past(chance: Random) -> Attack:
    """One reader is handed an edition out of a fork, in a folder that is signed anew."""
    number = chance.choice(SHOWN[1:])
    past = _forked(chance.randint(1, number - 1), chance)
    forged = edition_file(past, number)
    return _signed(f"proof {number}", {named(forged): forged}, [PATH_OF[number]])


OUTSIDE: Sequence[Kind] = (
    flip_a_bit,
    flip_a_bit,
    flip_a_bit,
    flip_a_bit,
    delete_files,
    cut_a_piece,
    add_a_file,
    swap_two_files,
    reorder_lines,
    restore_older_files,
)
WITH_THE_KEY: Sequence[Kind] = (
    reorder_entries,
    cut_the_ledger,
    roll_back,
    sign_with_another_key,
    forge_an_edition,
    forge_in_another_form,
    leave_out_editions,
    remove_shown_editions,
    rename_a_document,
    fork,
    remove_an_edition,
    swap_two_editions,
    show_a_proof_of_another_past,
)


def attacks(chance: Random) -> Iterator[tuple[Kind, Attack]]:
    """With their kinds. What readers are shown or one of them kept is in each another than in all before."""
    seen = {_mark(Attack("", WHOLE))}
    while True:
        kind = chance.choice(WITH_THE_KEY if chance.randrange(10) < WITH_THE_KEY_OF_TEN else OUTSIDE)
        made = kind(chance)
        if (mark := _mark(made)) not in seen and made.files != WHOLE:
            seen.add(mark)
            yield kind, made


def _mark(made: Attack) -> int:
    return hash((frozenset(made.files.items()), made.known))


def _with(name: str, changed: Files) -> Attack:
    return Attack(name, {**WHOLE, **changed})


def _signed(name: str, changed: Files, gone: Sequence[str] = ()) -> Attack:
    files = {path: content for path, content in {**WHOLE, **changed}.items() if path not in gone}
    below = {path: content for path, content in files.items() if _is_below(path)}
    top = {path: content for path, content in files.items() if path not in {*below, MANIFEST}}
    return Attack(name, {**sign(top, head_of(LEDGER)), **below})


def _is_below(path: str) -> bool:
    return path.startswith("kommun/0580/") and not path.endswith(MANIFEST)


def _other_words(chance: Random) -> dict[str, Any]:
    return {"title": f"Löfte {chance.random()}"}


def _bundles(entries: Sequence[bytes]) -> tuple[bytes, bytes]:
    return bundle(entries[:FULL]), bundle(entries[FULL:])


def _forked(since: int, chance: Random) -> list[Envelope]:
    past = list(LEDGER)
    past[since - 1] = replace(past[since - 1], published_for=f"Någon {chance.random()}")
    return past


def _other_past(name: str, past: Sequence[Envelope], since: int, chance: Random) -> Attack:
    return Attack(name, folder_of(past), KEPT[chance.randint(since, SIZE)])


def _renumbered(ledger: Sequence[Envelope]) -> list[Envelope]:
    return [each if each.number == number else _moved(each, number) for number, each in enumerate(ledger, 1)]


@cache
def _moved(envelope: Envelope, number: int) -> Envelope:
    return replace(envelope, number=number)
