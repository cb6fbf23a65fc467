"""What this room does: it brings the public folder up to what is published."""

from __future__ import annotations

from django.conf import settings

from .building import Built, Tell, build
from .selectors import DatabaseSource, get_site
from .store import Store


def build_public_folder(*, tell: Tell) -> Built:
    """Build what has changed since the last time; `tell` is told of each municipality that was made."""
    return build(DatabaseSource.now(), Store.at(settings.PUBLIC_FOLDER), get_site(), tell=tell)
