"""`loftet publish`: builds the public folder, and tells how far it has come."""

from __future__ import annotations

import sys

from django.conf import settings

from loftet.portal.services import build_public_folder
from loftet.portal.store import PublicFolderTaken


def publish() -> int:
    """0 when the folder shows what is published."""
    try:
        built = build_public_folder(tell=lambda words: print(words, flush=True))  # noqa: T201
    except PublicFolderTaken as error:
        sys.stderr.write(f"loftet: {error}\n")
        return 1
    said = "now shows" if built.is_new else "showed already"
    made = len(built.municipalities)
    sys.stdout.write(f"{settings.PUBLIC_FOLDER} {said} what is published; {made} municipalities made anew.\n")
    return 0
