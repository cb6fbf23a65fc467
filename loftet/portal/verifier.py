"""Checks a public folder of Löftet. One file for anybody to download: python kontrollera.py MAPP|ADRESS

It needs Python 3.11 and the package `cryptography`, and shares no code with the program that made the folder,
so that an error there cannot hide itself here. `loftet verify` does the same; tests hold the two together.
The forms that it reads: C2SP signed-note, tlog-checkpoint and tlog-tiles, with the hashes of RFC 9162.
"""

import argparse
import base64
import hashlib
import http.client
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Read = Callable[[str], bytes | None]
Finding = tuple[str, str]

MANIFEST, CHECKPOINT, KEY = "manifest.txt", "ledger/checkpoint", "ledger/key.txt"
MANIFEST_SCHEMA, EDITION_MARK = "loftet.manifest.v1", b'"schema":"loftet.edition_file.v1"'
WIDTH = 256
LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]*) (.+)")
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
    "checkpoint_unreadable": "{} är ingen kontrollpunkt.",
    "head_differs": "Förteckningen och {} säger inte samma sak.",
    "entries_missing": "{} innehåller inte så många utgåvor som namnet säger.",
    "entry_out_of_place": "Utgåva {} står inte på sin plats i liggaren.",
    "root_differs": "Utgåvorna i liggaren ger inte rotsumman i {}.",
    "tile_differs": "{} innehåller inte utgåvornas kontrollsummor.",
    "document_differs": "{} innehåller ett annat dokument än det som publicerades.",
    "envelope_differs": "{} har ett annat omslag än liggaren.",
    "proof_wrong": "{} har inget bevis som leder till sin kontrollpunkt.",
    "history_differs": "{} har en kontrollpunkt ur en annan liggare.",
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


class NotSigned(Exception):
    """The key has not signed the text."""


def verify(
    read: Read, paths: Collection[str] | None, key: str = "", known: Sequence[tuple[str, str]] = ()
) -> list[Finding]:
    """Return what differs, by code and place; `known` are names and texts of checkpoints that were kept."""
    try:
        opened = read_key(key or (read(KEY) or b"").decode())
    except ValueError:
        return [("key_missing", KEY)]
    content = read(MANIFEST)
    if content is None:
        return [("manifest_missing", MANIFEST)]
    try:
        top = open_note(content.decode(), opened)
        head, lines = read_manifest(top)
    except NotSigned:
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
    """Return the signed text; `NotSigned` where the key has signed something else or nothing."""
    text, separator, below = note.rpartition("\n\n")
    lines = [re.fullmatch(r"— (\S+) ([A-Za-z0-9+/]+={0,2})", line) for line in below[:-1].split("\n")]
    if not separator or not below.endswith("\n") or not all(lines):
        raise ValueError("no signed note")
    for line in lines:
        signed = exact_base64(line[2]) if line else b""
        if line and line[1] == key.name and signed[:4] == key.id:
            try:
                key.public.verify(signed[4:], f"{text}\n".encode())
            except InvalidSignature as wrong:
                raise NotSigned from wrong
            return f"{text}\n"
    raise NotSigned


def read_head(text: str) -> Head:
    origin, size, root, end = text.split("\n")
    if not origin or not re.fullmatch("0|[1-9][0-9]*", size) or end or len(exact_base64(root)) != 32:
        raise ValueError("no checkpoint")
    return Head(origin, int(size), exact_base64(root))


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


def read_manifest(text: str) -> tuple[Head | None, list[tuple[str, int, str]]]:
    """Return the checkpoint, where it names one, and digest, length and path of each file in their order."""
    schema, *lines = text.removesuffix("\n").split("\n")
    head = None
    if lines and not LINE.fullmatch(lines[0]):
        head, lines = read_head("\n".join([*lines[:3], ""])), lines[3:]
    found = [LINE.fullmatch(line) for line in lines]
    files = [(line[1], int(line[2]), line[3]) for line in found if line]
    names = [path for _digest, _length, path in files]
    if schema != MANIFEST_SCHEMA or not all(found) or names != sorted(set(names)):
        raise ValueError("no manifest")
    if any(part in {"", ".", ".."} for path in names for part in path.split("/")):
        raise ValueError("a path that leaves the folder")
    return head, files


def check_files(
    read: Read, lines: list[tuple[str, int, str]], above: str, listed: set[str]
) -> Iterator[Finding]:
    for digest, length, name in lines:
        path = above + name
        listed.add(path)
        content = read(path)
        if content is None:
            yield "file_missing", path
        elif len(content) != length or hashlib.sha256(content).hexdigest() != digest:
            yield "file_changed", path
        elif name.endswith(f"/{MANIFEST}"):
            try:
                below = read_manifest(content.decode())[1]
            except ValueError:
                yield "manifest_unreadable", path
            else:
                yield from check_files(read, below, path.removesuffix(MANIFEST), listed)


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def roots_of(leaves: list[bytes]) -> list[bytes]:
    """The root at every size from 0: full trees are kept by their height, and joined from the right."""
    roots, trees = [hashlib.sha256().digest()], list[tuple[int, bytes]]()
    for leaf in leaves:
        height, tree = 0, leaf
        while trees and trees[-1][0] == height:
            height, tree = height + 1, node_hash(trees.pop()[1], tree)
        trees.append((height, tree))
        root = trees[-1][1]
        for _height, left in reversed(trees[:-1]):
            root = node_hash(left, root)
        roots.append(root)
    return roots


def tile_path(level: int | str, start: int, size: int) -> str:
    index, width = start // WIDTH, min(WIDTH, size - start)
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"ledger/tile/{level}/{'/'.join(parts)}{'' if width == WIDTH else f'.p/{width}'}"


def check_ledger(
    read: Read, named: Head | None, listed: set[str], key: Key, known: Sequence[tuple[str, str]]
) -> Iterator[Finding]:
    try:
        head = read_head(open_note((read(CHECKPOINT) or b"").decode(), key))
    except NotSigned:
        yield "signature_wrong", CHECKPOINT
        return
    except ValueError:
        yield "checkpoint_unreadable", CHECKPOINT
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
    yield from (("entry_out_of_place", str(number)) for number in out_of_place(entries))
    if roots[-1] != head.root or len(entries) != head.size:
        yield "root_differs", CHECKPOINT
    yield from check_tiles(read, leaves)
    for path in sorted(path for path in listed if path.endswith(".json")):
        yield from check_edition(read(path) or b"", path, entries, roots, key)
    yield from (found for name, text in known for found in check_known(name, text, head, roots, key))


def read_bundle(content: bytes) -> list[bytes]:
    entries, at = [], 0
    while at < len(content):
        begins = at + 2
        at = begins + int.from_bytes(content[at:begins], "big")
        entries.append(content[begins:at])
    return entries if at == len(content) else []


def out_of_place(entries: list[bytes]) -> Iterator[int]:
    for number, entry in enumerate(entries, start=1):
        try:
            is_in_place = json.loads(entry)["number"] == number
        except (ValueError, TypeError, KeyError):
            is_in_place = False
        if not is_in_place:
            yield number


def check_tiles(read: Read, hashes: list[bytes], level: int = 0) -> Iterator[Finding]:
    for start in range(0, len(hashes), WIDTH):
        path = tile_path(level, start, len(hashes))
        if read(path) != b"".join(hashes[start : start + WIDTH]):
            yield "tile_differs", path
    full = range(0, len(hashes) - WIDTH + 1, WIDTH)
    if full:
        yield from check_tiles(read, [roots_of(hashes[at : at + WIDTH])[-1] for at in full], level + 1)


def check_edition(
    content: bytes, path: str, entries: list[bytes], roots: list[bytes], key: Key
) -> Iterator[Finding]:
    """Document, envelope, proof and checkpoint of an edition, each held against what names it."""
    if EDITION_MARK not in content:
        return
    try:
        parts = members(content.decode())
        envelope = json.loads(parts["envelope"])
        number = envelope["number"]
        is_its_document = hashlib.sha256(parts["document"]).hexdigest() == envelope["document_digest"]
    except (ValueError, TypeError, KeyError):
        is_its_document = False
    if not is_its_document:
        yield "document_differs", path
    elif parts["envelope"] not in entries[number - 1 : number]:
        yield "envelope_differs", path
    elif "proof" in parts:
        yield from check_proof(parts, path, number, roots, key)


def check_proof(
    parts: dict[str, bytes], path: str, number: int, roots: list[bytes], key: Key
) -> Iterator[Finding]:
    """When an edition is published it is the last, so all of its proof stands to its left."""
    try:
        head = read_head(open_note(json.loads(parts["checkpoint"]), key))
        root = leaf_hash(parts["envelope"])
        proof = [exact_base64(each) for each in json.loads(parts["proof"])]
    except (ValueError, TypeError, KeyError, AttributeError, NotSigned):
        yield "proof_wrong", path
        return
    for left in proof:
        root = node_hash(left, root)
    if head.size != number or len(proof) != (number - 1).bit_count() or root != head.root:
        yield "proof_wrong", path
    elif roots[number] != head.root:
        yield "history_differs", path


def members(text: str) -> dict[str, bytes]:
    """The values of a JSON object as they stand: a digest is of the letters, not of their meaning."""
    found, at, decoder = dict[str, bytes](), 0, json.JSONDecoder()
    while text[at : at + 1] == ("," if found else "{"):
        name, colon = decoder.raw_decode(text, at + 1)
        _value, at = decoder.raw_decode(text, colon + 1)
        if text[colon] != ":" or name in found:
            raise ValueError("no object with each name once")
        found[name] = text[colon + 1 : at].encode()
    if text[at:] != "}":
        raise ValueError("no object")
    return found


def check_known(name: str, text: str, head: Head, roots: list[bytes], key: Key) -> Iterator[Finding]:
    try:
        kept = read_head(open_note(kept_note(text), key))
    except NotSigned:
        yield "signature_wrong", name
        return
    except ValueError:
        yield "checkpoint_unreadable", name
        return
    if kept.size > head.size:
        yield "older", name
    elif kept.size >= len(roots) or roots[kept.size] != kept.root:
        yield "rewritten", name


def files_of(folder: Path) -> tuple[Read, Collection[str]]:
    def read(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).is_file() else None

    def below(part: Path) -> Iterator[Path]:
        for each in part.iterdir():
            yield from below(each) if each.is_dir() else [each]

    return read, {path.relative_to(folder).as_posix() for path in below(folder)}


def served(address: str) -> tuple[Read, None]:
    """A served folder cannot be listed, so a file too many is not found there."""

    def read(path: str) -> bytes | None:
        try:
            with urlopen(urljoin(f"{address.rstrip('/')}/", quote(path)), timeout=30) as answer:
                content: bytes = answer.read()
                return content
        except HTTPError as error:
            if error.code != http.client.NOT_FOUND:
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
    if not findings:
        sys.stdout.write("Allt är som när det publicerades.\n")
    if not arguments.nyckel:
        sys.stdout.write(f"Nyckeln är mappens egen: {(read(KEY) or b'').decode().strip()}\n")
        sys.stdout.write("Jämför den med nyckeln på kommunens och polisens egna webbplatser.\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
