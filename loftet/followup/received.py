"""Whom letters about an account or a closing have gone to."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loftet.agreements.models import SharedRecord
from loftet.agreements.words import day

from .followed import parties_in
from .models import FollowUp, PartyAccount


def list_received(record: SharedRecord) -> Iterator[str]:
    """A closing is told to the coordinators of all parties, an account to those of the others."""
    if isinstance(record, PartyAccount):
        but: int | None = record.owner_id
    elif isinstance(record, FollowUp) and not record.is_read_in:
        but = None
    else:
        return
    names = [each.name for each in parties_in(record.agreement) if each.organisation != but]
    if names and record.shared_at:
        yield _("The coordinators at %(organisations)s had a mail about it on %(day)s.") % {
            "organisations": get_text_list(names, _("and")),
            "day": day(localdate(record.shared_at)),
        }
