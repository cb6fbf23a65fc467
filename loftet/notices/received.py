"""How many people digests have told of a record since it was shared."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Max
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from loftet.agreements.models import SharedRecord
from loftet.agreements.words import day

from .models import ToldNotice


def list_received(record: SharedRecord) -> Iterator[str]:
    told = ToldNotice.objects.filter(key__contains=f" {record.get_absolute_url()}")
    found = told.filter(told_at__gte=record.shared_at).aggregate(
        people=Count("person", distinct=True), last=Max("told_at")
    )
    if found["people"]:
        yield ngettext(
            "%(number)s person has had a mail from My day with a link to it, on %(day)s.",
            "%(number)s people have had mail from My day with a link to it, last on %(day)s.",
            found["people"],
        ) % {"number": found["people"], "day": day(localdate(found["last"]))}
