"""Pages of PDFs as pictures, drawn when somebody first looks and then kept for a while on this machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.core.cache import caches

from loftet.reading.codec import decode, encode
from loftet.reading.failures import NotReadable
from loftet.reading.guarded import draw_guarded
from loftet.reading.model import Picture

from .models import Upload

CACHE = "pages"
PDF = "application/pdf"


def has_pictures(upload: Upload) -> bool:
    return upload.file.media_type == PDF


def picture_of(upload: Upload, page: int, texts: Sequence[str]) -> Picture | None:
    """The page with the texts marked; None where it cannot be drawn, which is remembered too."""
    asked = hashlib.sha256(json.dumps([page, *texts]).encode()).hexdigest()
    key = f"{upload.file.digest}:{asked}"
    kept = caches[CACHE].get(key)
    if kept is None:
        kept = _drawn(upload, page, texts)
        caches[CACHE].set(key, kept)
    return decode(Picture, kept["picture"]) if kept["picture"] else None


def _drawn(upload: Upload, page: int, texts: Sequence[str]) -> dict[str, object]:
    try:
        return {"picture": encode(draw_guarded(bytes(upload.file.content), page, texts))}
    except NotReadable:
        return {"picture": None}
