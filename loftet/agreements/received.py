"""Who has received what is about to be corrected: a sentence each, from every room that knows of somebody.

A room that hands shared records on has a module `received`, whose `list_received` tells of one record in the
version that was shared last; it is found through the register of installed rooms (docs/adr/0047).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .models import SharedRecord
from .versions import newest_version
from .words import day


def received(record: SharedRecord | None) -> list[str]:
    """From the lowest room up: a record is handed over and signed before it is published and told of."""
    if record is None or record.shared_version is None:
        return []
    return [sentence for room in _rooms() for sentence in room.list_received(record)]


@cache
def _rooms() -> tuple[ModuleType, ...]:
    return tuple(
        import_module(f"{room.name}.received")
        for room in reversed(list(apps.get_app_configs()))
        if room.module and module_has_submodule(room.module, "received")
    )


def list_received(record: SharedRecord) -> Iterator[str]:
    """The organisations that it was handed over to, and who has signed or been asked to."""
    version = newest_version(record)
    assert version is not None, "it is asked of what is shared"
    if organisations := [each.organisation.name for each in version.sharings.select_related("organisation")]:
        yield _("Version %(version)s was handed over to %(organisations)s on %(day)s.") % {
            "version": version.version,
            "organisations": get_text_list(organisations, _("and")),
            "day": day(localdate(version.shared_at)),
        }
    for each in version.signatures.select_related("organisation"):
        who = {"position": each.position, "organisation": each.organisation.name, "day": day(each.signed_on)}
        yield _("%(position)s at %(organisation)s signed it on %(day)s.") % who
    for asked in version.requests.pending().select_related("organisation"):
        yield _("%(position)s at %(organisation)s was asked on %(day)s to sign it.") % {
            "position": asked.position,
            "organisation": asked.organisation.name,
            "day": day(localdate(asked.requested_at)),
        }
