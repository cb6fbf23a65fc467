"""Pages signed by hand: what may be handed in, and how it is kept."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.utils.translation import gettext as _

from loftet.organisations.models import Organisation

from .models import StoredFile

LARGEST = 10 * 1024 * 1024
# How each kind begins. What a file calls itself is not asked.
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def media_type_of(content: bytes) -> str | None:
    """What the first bytes say; None for anything but PDF, PNG and JPEG."""
    return next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), None)


def page_obstacles(content: bytes) -> list[str]:
    if not content:
        return [_("The file is empty.")]
    if len(content) > LARGEST:
        return [_("The file is larger than 10 MB.")]
    if media_type_of(content) is None:
        return [_("The file is neither a PDF nor a PNG or JPEG picture.")]
    return []


def store_page(content: bytes, *, name: str, owner: Organisation) -> StoredFile:
    """Keep the page; the same page for two positions is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    kept = StoredFile.objects.filter(digest=digest, owner=owner).defer("content").first()
    if kept is not None:
        return kept
    media_type = media_type_of(content)
    assert media_type is not None
    return StoredFile.objects.create(
        digest=digest, name=_file_name(name, media_type), media_type=media_type, content=content, owner=owner
    )


def _file_name(name: str, media_type: str) -> str:
    """A name that is safe to hand out again, with the ending of what the file is."""
    stem = "".join(char for char in PurePath(name).stem if char.isprintable() and char not in '\\/:*?"<>|')
    return f"{stem.strip()[:150] or 'underskriven-sida'}{ENDINGS[media_type]}"
