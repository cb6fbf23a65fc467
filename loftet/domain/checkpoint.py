"""The head of the ledger as a signed note (C2SP signed-note and tlog-checkpoint), with Ed25519.

The note is three lines of text and a signature, so that it can be printed, mailed and kept by anybody, and
checked with any tool that knows the form.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_LENGTH, SEED_LENGTH, SIGNATURE_LENGTH, ROOT_LENGTH = 4, 32, 64, 32
SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
SIZE = re.compile(r"0|[1-9][0-9]*")
NAME = re.compile(r"[^\s+]+")
PRIVATE_PREFIX = "PRIVATE+KEY"
# A note of a checkpoint as paper, mail and feeds leave it: lines broken elsewhere, marks of a quotation.
_KEPT = re.compile(
    r"(?P<origin>\S+)\s+(?P<size>[0-9]+)\s+(?P<root>(?:[A-Za-z0-9+/]\s*){43}=)\s+"
    r"[—–-]\s+(?P<name>\S+)\s+(?P<signature>(?:[A-Za-z0-9+/]\s*){91}=)"
)


class NoteNotReadable(ValueError):
    """The text is no signed note of the expected form."""


class KeyNotReadable(ValueError):
    """The text is no key of the expected form."""


class SignatureWrong(ValueError):
    """No signature of the key stands under the note, or it is of another text."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a note is checked with, written `name+id+key`."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:KEY_ID_LENGTH]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_text(ED25519 + self.key)}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` wrote, or raise `KeyNotReadable`."""
        parts = text.strip().split("+", 2)
        if len(parts) != 3 or not NAME.fullmatch(parts[0]):
            raise KeyNotReadable("a key is written name+id+key")
        key = cls(parts[0], _key_bytes(parts[2]))
        if parts[1] != key.id.hex():
            raise KeyNotReadable("the key does not fit its id")
        return key

    def checks(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What a note is signed with, written `PRIVATE+KEY+name+id+seed`; never shown to anybody."""

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise KeyNotReadable("the name of a key has no space and no plus")

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self._key.public_key().public_bytes_raw())

    def __str__(self) -> str:
        return f"{PRIVATE_PREFIX}+{self.name}+{self.public.id.hex()}+{_text(ED25519 + self.seed)}"

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` wrote, or raise `KeyNotReadable`."""
        parts = text.strip().removeprefix(f"{PRIVATE_PREFIX}+").split("+", 2)
        if not text.startswith(PRIVATE_PREFIX) or len(parts) != 3:
            raise KeyNotReadable(f"a signing key is written {PRIVATE_PREFIX}+name+id+key")
        key = cls(parts[0], _key_bytes(parts[2]))
        if parts[1] != key.public.id.hex():
            raise KeyNotReadable("the signing key does not fit its id")
        return key

    @classmethod
    def make(cls, name: str) -> Self:
        """Return a new key from the machine's own source of chance."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    def named(self, name: str) -> "SigningKey":
        """Return the same secret under another name, which nobody can take for this one."""
        return SigningKey(name, self.seed)

    def sign(self, text: str) -> str:
        """Return the note: the text, an empty line, and the signature."""
        signature = _text(self.public.id + self._key.sign(text.encode()))
        return f"{text}\n— {self.name} {signature}\n"

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the ledger is, and its root; `origin` says whose ledger it is."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_text(self.root)}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `text` wrote, or raise `NoteNotReadable`."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0] or not SIZE.fullmatch(lines[1]):
            raise NoteNotReadable("a checkpoint is three lines: whose, how long, and the root")
        root = _bytes(lines[2])
        if root is None or len(root) != ROOT_LENGTH:
            raise NoteNotReadable("the third line is no root")
        return cls(lines[0], int(lines[1]), root)


def text_of(note: str) -> str:
    """Return the text that is signed, unchecked, or raise `NoteNotReadable`."""
    return _parts(note)[0]


def open_note(note: str, key: PublicKey) -> str:
    """Return the text if the key has signed it; raise `SignatureWrong` or `NoteNotReadable`."""
    text, lines = _parts(note)
    for name, signed in lines:
        if name == key.name and signed[:KEY_ID_LENGTH] == key.id:
            if key.checks(text, signed[KEY_ID_LENGTH:]):
                return text
            raise SignatureWrong(f"the signature of {name} is not of this text")
    raise SignatureWrong(f"{key.name} has not signed")


def open_checkpoint(note: str, key: PublicKey) -> Checkpoint:
    """Return the checkpoint that the key has signed, or raise `SignatureWrong` or `NoteNotReadable`."""
    return Checkpoint.read(open_note(note, key))


def kept_note(text: str) -> str:
    """Return the note of the checkpoint that stands in the text, in its one form; else the text."""
    found = _KEPT.search(re.sub(r"^[> ]+", "", text, flags=re.MULTILINE))
    if found is None:
        return text
    root, signature = ("".join(found[part].split()) for part in ("root", "signature"))
    return f"{found['origin']}\n{found['size']}\n{root}\n\n— {found['name']} {signature}\n"


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, separator, below = note.rpartition("\n\n")
    if not separator or not below.endswith("\n"):
        raise NoteNotReadable("a signed note is text, an empty line, and signatures")
    return f"{text}\n", [_signature(line) for line in below.removesuffix("\n").split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    found = SIGNATURE_LINE.fullmatch(line)
    signed = _bytes(found[2]) if found else None
    if found is None or signed is None or len(signed) != KEY_ID_LENGTH + SIGNATURE_LENGTH:
        raise NoteNotReadable("a line below the text is no signature")
    return found[1], signed


def _key_bytes(text: str) -> bytes:
    key = _bytes(text)
    if key is None or len(key) != 1 + SEED_LENGTH or key[:1] != ED25519:
        raise KeyNotReadable("the key is no Ed25519 key")
    return key[1:]


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: str) -> bytes | None:
    """None for what is not base64, or not written in the one way that writes these bytes."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if _text(value) == text else None
