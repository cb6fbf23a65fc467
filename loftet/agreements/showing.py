"""How a version is shown, whatever its kind.

Each room of shared records has a template `document.html` and a module `showing` whose `document_context`
gives what that template needs; it is found through the register of installed rooms.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from loftet.organisations.models import Organisation

from .models import SharedVersion
from .versions import document_of, record_class
from .words import document_words


def shown(version: SharedVersion, reader: Organisation) -> dict[str, Any]:
    """The context of a page that includes `document_template`."""
    room = record_class(version.record_kind)._meta
    module = import_module(f"{room.app_config.name}.showing") if room.app_config else None
    assert module is not None
    context: dict[str, Any] = module.document_context(version, reader)
    return {**context, "document_template": f"{room.app_label}/document.html"}


def document_context(version: SharedVersion, reader: Organisation) -> dict[str, Any]:
    """What this room's own template needs, the same for every reader."""
    return {"words": document_words(document_of(version))}
