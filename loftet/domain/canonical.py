"""One way to write a document as bytes (RFC 8785), so that the same content always has the same digest."""

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import rfc8785


class NotCanonical(ValueError):
    """The value has no single form in canonical JSON."""


def canonical_json(value: object) -> bytes:
    """Return `value` as RFC 8785 JSON, with strings in NFC and dates as ISO 8601 text.

    Refused are NaN and infinity, whole numbers that JSON cannot carry exactly, times without a zone, and
    whatever is neither JSON nor a date: none of them would read back as the same.
    """
    plain = _plain(value)
    try:
        return rfc8785.dumps(plain)
    except ValueError as wrong:
        raise NotCanonical(str(wrong)) from wrong


def digest(content: object) -> str:
    """Return the SHA-256 of `content` in lower-case hexadecimal; bytes are taken as they are."""
    document = content if isinstance(content, bytes) else canonical_json(content)
    return hashlib.sha256(document).hexdigest()


def short_digest(digest: str) -> str:
    """Return the first twenty signs in fours, for people to compare on paper: "9f86 d081 884c 7d65 9a2f"."""
    return " ".join(digest[start : start + 4] for start in range(0, 20, 4))


def _plain(value: object) -> Any:  # what rfc8785 takes is a recursive type
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case None | bool() | int() | float():
            return value
        case datetime() if value.tzinfo is None:
            raise NotCanonical(f"{value} has no time zone")
        case date():  # also a time: it is a date to Python
            return value.isoformat()
        case Mapping():
            return _plain_mapping(value)
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            raise NotCanonical(f"{type(value).__name__} is not JSON")


def _plain_mapping(value: Mapping[object, object]) -> dict[str, Any]:
    plain = {_plain_key(key): _plain(each) for key, each in value.items()}
    if len(plain) != len(value):
        raise NotCanonical("two keys are the same text")
    return plain


def _plain_key(key: object) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"the key {key!r} is not text")
    return unicodedata.normalize("NFC", key)
