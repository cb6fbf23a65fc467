"""Checks a public folder of Löftet. One file for anybody to download: python kontrollera.py MAPP|ADRESS

It needs Python 3.11 and the package `cryptography`, and shares no code with the program that made the folder,
so that an error there cannot hide itself here. `loftet verify` does the same; tests hold the two together.
The forms that it reads: C2SP signed-note, tlog-checkpoint and tlog-tiles, with the hashes of RFC 9162.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import reduce
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Read = Callable[[str], bytes | None]
Finding = tuple[str, str]
Findings = Iterator[Finding]
Known = Sequence[tuple[str, str]]
Numbers = dict[bytes, int]
Listed = list[tuple[str, int, str]]

MANIFEST, CHECKPOINT, KEY = "manifest.txt", "ledger/checkpoint", "ledger/key.txt"
WITHDRAWALS, NOTHING_WITHDRAWN = "ledger/withdrawals.txt", "loftet.withdrawals.v1\n"
EDITION_MARK = ("schema", "loftet.edition_file.v1")
# Where editions stand, each named by its digest, and the one form of their JSON; the oldest have no proof.
EDITION_FILE = re.compile(r"(?:.*/)?filer/(?:.*/)?([^/]*?)(?:\.[^/.]*)?")
EDITION = re.compile(
    rb'\{"checkpoint":("(?:[^"\\\x00-\x1f]|\\n)*"),"document":(\{.*\}),"envelope":(\{.*\})'
    rb'(?:,"proof":(\[[A-Za-z0-9+/=",]*\]))?,"schema":"loftet\.edition_file\.v1"\}'
)
WIDTH, NO_WAYS = 256, {"", ".", ".."}
LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]*) (.+)")
WHY = {"personal_data": "dataskydd", "secrecy": "sekretess", "decision": "beslut", "copyright": "upphovsrätt"}
WITHDRAWN = re.compile(r"^([1-9][0-9]*) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([a-z_]+)$", re.MULTILINE)
# A checkpoint as paper and mail leave it: lines broken elsewhere, marks of a quotation.
KEPT = re.compile(
    r"(\S+)\s+([0-9]+)\s+((?:[A-Za-z0-9+/]\s*){43}=)\s+[—–-]\s+(\S+)\s+((?:[A-Za-z0-9+/]\s*){91}=)"
)
SENTENCES = {
    "key_missing": "Det finns ingen nyckel att kontrollera med. Ange en med --nyckel.",
    "manifest_missing": "{} saknas: det här är ingen offentlig mapp från Löftet.",
    "manifest_unreadable": "{} är ingen förteckning.",
    "signature_wrong": "{} är inte undertecknad med nyckeln.",
    "file_missing": "{} saknas.",
    "file_changed": "{} är inte som när den publicerades.",
    "file_extra": "{} hör inte till det som har publicerats.",
    "name_differs": "{} har inte sin kontrollsumma som namn.",
    "checkpoint_unreadable": "{} är ingen kontrollpunkt.",
    "head_differs": "Förteckningen och {} säger inte samma sak.",
    "entries_missing": "{} innehåller inte så många utgåvor som namnet säger.",
    "entry_out_of_place": "Utgåva {} står inte på sin plats i liggaren.",
    "root_differs": "Utgåvorna i liggaren ger inte rotsumman i {}.",
    "tile_differs": "{} innehåller inte utgåvornas kontrollsummor.",
    "edition_unreadable": "{} är ingen utgåva, skriven på det enda sätt som en utgåva skrivs.",
    "document_differs": "{} innehåller ett annat dokument än det som publicerades.",
    "envelope_differs": "{} har ett annat omslag än liggaren.",
    "proof_wrong": "{} har inget bevis som leder till sin kontrollpunkt.",
    "history_differs": "{} har en kontrollpunkt ur en annan liggare.",
    "withdrawals_unreadable": "{} är ingen lista över återkallade utgåvor.",
    "content_missing": "Innehållet i utgåva {} finns inte i mappen, och ingen återkallelse är publicerad.",
    "withdrawn": "Innehållet i utgåva {} är återkallat och finns inte i mappen.",
    "older": "Mappen är äldre än kontrollpunkten i {}.",
    "rewritten": "Det förflutna har skrivits om: liggaren börjar inte som kontrollpunkten i {} säger.",
}


class Key(NamedTuple):
    name: str
    id: bytes
    public: Ed25519PublicKey


class Head(NamedTuple):
    origin: str
    size: int
    root: bytes


def verify(read: Read, paths: Collection[str] | None, key: str = "", known: Known = ()) -> list[Finding]:
    """Return what differs, by code and place; `known` are names and texts of checkpoints that were kept."""
    try:
        opened = read_key(key or (read(KEY) or b"").decode())
    except ValueError:
        return [("key_missing", KEY)]
    if (content := read(MANIFEST)) is None:
        return [("manifest_missing", MANIFEST)]
    try:
        head, lines = read_manifest(open_note(content.decode(), opened))
    except InvalidSignature:
        return [("signature_wrong", MANIFEST)]
    except ValueError:
        return [("manifest_unreadable", MANIFEST)]
    listed = {MANIFEST}
    found = [*check_files(read, lines, "", listed)]
    found += [("file_extra", path) for path in sorted(set(paths or ()) - listed)]
    return [*found, *check_ledger(read, head, listed, opened, known)]


def read_key(text: str) -> Key:
    name, told, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    made = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if len(raw) != 33 or raw[0] != 1 or told != made.hex() or not name or re.search(r"\s", name):
        raise ValueError("no Ed25519 key")
    return Key(name, made, Ed25519PublicKey.from_public_bytes(raw[1:]))


def open_note(note: str, key: Key) -> str:
    """Return the signed text; `InvalidSignature` where the key has signed something else or nothing."""
    text, separator, below = note.rpartition("\n\n")
    lines = [re.fullmatch(r"— (\S+) ([A-Za-z0-9+/]+={0,2})", line) for line in below[:-1].split("\n")]
    if not separator or not below.endswith("\n") or not all(lines):
        raise ValueError("no signed note")
    for line in lines:
        signed = exact_base64(line[2]) if line else b""
        if line and line[1] == key.name and signed[:4] == key.id:
            key.public.verify(signed[4:], f"{text}\n".encode())
            return f"{text}\n"
    raise InvalidSignature


def read_head(text: str) -> Head:
    origin, size, root, end = text.split("\n")
    if not origin or not re.fullmatch("0|[1-9][0-9]*", size) or end or len(exact_base64(root)) != 32:
        raise ValueError("no checkpoint")
    return Head(origin, int(size), exact_base64(root))


def signed_head(note: str, key: Key) -> Head | str:
    """The checkpoint, or what is wrong with it."""
    try:
        return read_head(open_note(note, key))
    except InvalidSignature:
        return "signature_wrong"
    except ValueError:
        return "checkpoint_unreadable"


def exact_base64(text: str) -> bytes:
    """Refuses a second way to write the same bytes."""
    value = base64.b64decode(text, validate=True)
    if base64.b64encode(value).decode() != text:
        raise ValueError("base64 that is not in its one form")
    return value


def kept_note(text: str) -> str:
    found = KEPT.search(re.sub(r"^[> ]+", "", text, flags=re.MULTILINE))
    if found is None:
        return text
    origin, size, root, name, signature = ("".join(part.split()) for part in found.groups())
    return f"{origin}\n{size}\n{root}\n\n— {name} {signature}\n"


def read_manifest(text: str) -> tuple[Head | None, Listed]:
    """Return the checkpoint, where it names one, and digest, length and path of each file in their order."""
    schema, *lines = text.removesuffix("\n").split("\n")
    head = None
    if lines and not LINE.fullmatch(lines[0]):
        head, lines = read_head("\n".join([*lines[:3], ""])), lines[3:]
    found = [LINE.fullmatch(line) for line in lines]
    files = [(line[1], int(line[2]), line[3]) for line in found if line]
    names = [path for _digest, _length, path in files]
    ways = {part for path in names for part in path.split("/")}
    if schema != "loftet.manifest.v1" or not all(found) or names != sorted(set(names)) or ways & NO_WAYS:
        raise ValueError("no manifest")
    return head, files


def check_files(read: Read, lines: Listed, above: str, listed: set[str]) -> Findings:
    for digest, length, name in lines:
        path = above + name
        listed.add(path)
        content = read(path)
        if content is None:
            yield "file_missing", path
        elif len(content) != length or hashlib.sha256(content).hexdigest() != digest:
            yield "file_changed", path
        elif (named := EDITION_FILE.fullmatch(path)) and named[1] != digest:
            yield "name_differs", path
        elif name.endswith(f"/{MANIFEST}"):
            try:
                below = read_manifest(content.decode())[1]
                yield from check_files(read, below, path.removesuffix(MANIFEST), listed)
            except ValueError:
                yield "manifest_unreadable", path


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def roots_of(leaves: list[bytes]) -> list[bytes]:
    """The root at every size from 0: two full trees of one height make the next, all are joined."""
    roots, trees = [hashlib.sha256().digest()], list[bytes]()
    for index, leaf in enumerate(leaves):
        trees.append(leaf)
        for _height in range((index ^ (index + 1)).bit_length() - 1):
            trees[-2:] = [node_hash(*trees[-2:])]
        roots.append(reduce(lambda right, left: node_hash(left, right), reversed(trees)))
    return roots


def tile_path(level: int | str, start: int, size: int) -> str:
    index, width = start // WIDTH, min(WIDTH, size - start)
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"ledger/tile/{level}/{'/'.join(parts)}{'' if width == WIDTH else f'.p/{width}'}"


def check_ledger(read: Read, named: Head | None, listed: set[str], key: Key, known: Known) -> Findings:
    head = signed_head((read(CHECKPOINT) or b"").decode(errors="replace"), key)
    if isinstance(head, str):
        yield head, CHECKPOINT
        return
    if head != named:
        yield "head_differs", CHECKPOINT
    entries: list[bytes] = []
    for start in range(0, head.size, WIDTH):
        path = tile_path("entries", start, head.size)
        entries += (found := read_bundle(read(path) or b""))
        if len(found) != min(WIDTH, head.size - start):
            yield "entries_missing", path
    leaves = [leaf_hash(entry) for entry in entries]
    roots = roots_of(leaves)
    wrong = (number for number, entry in enumerate(entries, start=1) if field_of(entry, "number") != number)
    yield from (("entry_out_of_place", str(number)) for number in wrong)
    if roots[-1] != head.root or len(entries) != head.size:
        yield "root_differs", CHECKPOINT
    yield from check_tiles(read, leaves)
    numbers = {entry: number for number, entry in enumerate(entries, start=1)}
    yield from check_editions(read, listed, numbers, roots, key)
    yield from (found for name, text in known for found in check_known(name, text, head, roots, key))


def read_bundle(content: bytes) -> list[bytes]:
    entries, at = [], 0
    while at < len(content):
        begins = at + 2
        at = begins + int.from_bytes(content[at:begins], "big")
        entries.append(content[begins:at])
    return entries if at == len(content) else []


def field_of(entry: bytes, name: str) -> object:
    try:
        return json.loads(entry)[name]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def check_tiles(read: Read, hashes: list[bytes], level: int = 0) -> Findings:
    for start in range(0, len(hashes), WIDTH):
        path = tile_path(level, start, len(hashes))
        if read(path) != b"".join(hashes[start : start + WIDTH]):
            yield "tile_differs", path
    if full := range(0, len(hashes) - WIDTH + 1, WIDTH):
        yield from check_tiles(read, [roots_of(hashes[at : at + WIDTH])[-1] for at in full], level + 1)


def check_editions(read: Read, listed: set[str], numbers: Numbers, roots: list[bytes], key: Key) -> Findings:
    """Every edition's JSON is right, and every edition of the ledger has one or was withdrawn."""
    missing = set(numbers.values())
    for path in sorted(path for path in listed if path.lower().endswith(".json")):
        content = read(path)
        if content is not None and (EDITION_FILE.fullmatch(path) or says_it_is_an_edition(content)):
            found = check_edition(content, numbers, roots, key)
            missing.discard(found)
            if isinstance(found, str):
                yield found, path
    try:
        told = read_withdrawals(read(WITHDRAWALS) if WITHDRAWALS in listed else None)
    except (ValueError, KeyError):
        yield "withdrawals_unreadable", WITHDRAWALS
        told = {}
    for number in sorted(missing):
        yield ("withdrawn", told[number]) if number in told else ("content_missing", str(number))


def says_it_is_an_edition(content: bytes) -> bool:
    """However it is written, and whatever stands around it."""
    said: list[bool] = []
    try:
        json.loads(content, object_pairs_hook=lambda each: said.append(EDITION_MARK in each))
    except (ValueError, RecursionError):
        return False
    return any(said)


def read_withdrawals(content: bytes | None) -> dict[int, str]:
    """Return number, day and ground by number; a folder from before they were told of has none."""
    text = NOTHING_WITHDRAWN if content is None else content.decode()
    told = WITHDRAWN.findall(text)
    numbers = [int(number) for number, _day, _ground in told]
    lines = (f"{' '.join(each)}\n" for each in told)
    if text != "".join([NOTHING_WITHDRAWN, *lines]) or numbers != sorted(set(numbers)):
        raise ValueError("no list of withdrawals")
    return {int(each[0]): f"{each[0]} ({date.fromisoformat(each[1])}, {WHY[each[2]]})" for each in told}


def check_edition(content: bytes, numbers: Numbers, roots: list[bytes], key: Key) -> str | int:
    """Return its number where document, envelope, proof and checkpoint each are what names them."""
    found = EDITION.fullmatch(content)
    if found is None:
        return "edition_unreadable"
    _note, document, envelope, proof = found.groups()
    if envelope not in numbers:
        return "envelope_differs"
    if hashlib.sha256(document).hexdigest() != field_of(envelope, "document_digest"):
        return "document_differs"
    return numbers[envelope] if proof is None else check_proof(found, numbers[envelope], roots, key)


def check_proof(edition: re.Match[bytes], number: int, roots: list[bytes], key: Key) -> str | int:
    """When an edition is published it is the last, so all of its proof stands to its left."""
    try:
        head = signed_head(json.loads(edition[1]), key)
        proof = [exact_base64(each) for each in json.loads(edition[4])]
    except ValueError:
        return "proof_wrong"
    root = reduce(lambda right, left: node_hash(left, right), proof, leaf_hash(edition[3]))
    if head[1:] != (number, root) or len(proof) != (number - 1).bit_count():
        return "proof_wrong"
    return number if roots[number] == root else "history_differs"


def check_known(name: str, text: str, head: Head, roots: list[bytes], key: Key) -> Findings:
    kept = signed_head(kept_note(text), key)
    if isinstance(kept, str):
        yield kept, name
    elif kept.size > head.size:
        yield "older", name
    elif kept.size >= len(roots) or roots[kept.size] != kept.root:
        yield "rewritten", name


def files_of(folder: Path) -> tuple[Read, Collection[str]]:
    walk = os.walk(folder, followlinks=True)
    paths = {Path(at, name).relative_to(folder).as_posix() for at, _below, names in walk for name in names}
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None, paths


def served(address: str) -> tuple[Read, None]:
    """A served folder cannot be listed, so a file too many is not found there."""

    def read(path: str) -> bytes | None:
        try:
            with urlopen(urljoin(f"{address.rstrip('/')}/", quote(path)), timeout=30) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            if error.code != 404:
                raise
            return None

    return read, None


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kontrollerar att en mapp från Löftet är oförändrad.")
    parser.add_argument("place", metavar="MAPP|ADRESS", help="mappen, eller webbadressen till den")
    parser.add_argument("--nyckel", default="", help="den offentliga nyckeln, om du har den från annat håll")
    kept = parser.add_argument("--kontrollpunkt", type=Path, action="append", default=[], metavar="FIL")
    kept.help = "en textfil med en kontrollpunkt som du har sparat; kan anges flera gånger"
    return parser.parse_args()


def main() -> int:
    arguments = read_arguments()
    known = [(str(path), path.read_text(encoding="utf-8")) for path in arguments.kontrollpunkt]
    is_served = arguments.place.startswith(("http://", "https://"))
    read, paths = served(arguments.place) if is_served else files_of(Path(arguments.place))
    findings = verify(read, paths, arguments.nyckel, known)
    sys.stdout.writelines(f"{SENTENCES[code].format(place)}\n" for code, place in findings)
    if is_whole := all(code == "withdrawn" for code, _place in findings):
        sys.stdout.write("Allt är som när det publicerades.\n")
    if not arguments.nyckel:
        sys.stdout.write(f"Nyckeln är mappens egen: {(read(KEY) or b'').decode().strip()}\n")
        sys.stdout.write("Jämför den med nyckeln på kommunens och polisens egna webbplatser.\n")
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
