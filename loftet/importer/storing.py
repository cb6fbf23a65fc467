"""Files and readings as the database keeps them."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import Any

from loftet.agreements.models import StoredFile
from loftet.organisations.models import Organisation
from loftet.reading.codec import decode, encode
from loftet.reading.failures import NotReadable
from loftet.reading.formats import Format, find_format
from loftet.reading.model import Reading

from .models import Upload

UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.WEB_PAGE: "text/html",
    Format.TEXT: "text/plain",
}
LONGEST_NAME = 150
# PostgreSQL keeps neither the character NUL nor halves of surrogate pairs; offsets must hold all the same.
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")


def store_file(content: bytes, *, name: str, owner: Organisation) -> StoredFile:
    """Keep the bytes; the same bytes are kept once for an organisation."""
    digest = hashlib.sha256(content).hexdigest()
    kept = StoredFile.objects.filter(digest=digest, owner=owner).defer("content").first()
    return kept or StoredFile.objects.create(
        digest=digest, name=name, media_type=media_type_of(content, name), content=content, owner=owner
    )


def media_type_of(content: bytes, name: str) -> str:
    """By the first bytes, as the reading decides it; what the sender says is not asked."""
    try:
        return MEDIA_TYPES[find_format(content, name)]
    except NotReadable:
        return UNKNOWN


def file_name(name: str) -> str:
    """A name that is safe to show and to hand out again, with its ending kept."""
    path = PurePath(name.replace("\\", "/"))
    stem, ending = (_printable(part) for part in (path.stem, path.suffix[:12]))
    return f"{stem.strip()[:LONGEST_NAME] or 'dokument'}{ending}"


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and char not in '\\/:*?"<>|')


def encoded(reading: Reading) -> Any:
    return storable(encode(reading))


def reading_of(upload: Upload) -> Reading:
    return decode(Reading, upload.reading)


def storable(value: Any) -> Any:
    """The same, of the same lengths, without characters that the database does not keep."""
    match value:
        case str():
            return _NOT_KEPT.sub("\N{REPLACEMENT CHARACTER}", value)
        case dict():
            return {storable(key): storable(each) for key, each in value.items()}
        case list():
            return [storable(each) for each in value]
    return value
