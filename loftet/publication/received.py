"""In which editions a record has been published, for everybody to read."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loftet.agreements.models import SharedRecord
from loftet.agreements.words import day
from loftet.followup.models import PartyAccount

from .models import Edition, EditionKind


def list_received(record: SharedRecord) -> Iterator[str]:
    words = _("Edition %(number)s (%(kind)s) has been public since %(day)s.")
    if isinstance(record, PartyAccount):
        words = _("Edition %(number)s (%(kind)s), public since %(day)s, counts what the account says.")
    for edition in list_editions_with(record):
        yield words % {
            "number": edition.number,
            "kind": edition.get_kind_display(),
            "day": day(localdate(edition.published_at)),
        }


def list_editions_with(record: SharedRecord) -> list[Edition]:
    """Those that can be read and were published since the record was shared last.

    An account is not published itself: the progress is, that counts what its party had handed in.
    """
    if record.shared_at is None:
        return []
    since = Edition.objects.filter(published_at__gte=record.shared_at, withdrawn_at__isnull=True)
    if isinstance(record, PartyAccount):
        progress = since.filter(kind=EditionKind.PROGRESS, agreement=record.agreement_id)
        return [each for each in progress.order_by("number") if _counts(each, record)]
    return list(since.filter(record_kind=record.record_kind, record_id=record.pk).order_by("number"))


def _counts(edition: Edition, account: PartyAccount) -> bool:
    assert edition.document is not None, "it can be read"
    told = account.period.order, account.party_id
    return any((each["period"], each["party"]) == told for each in edition.document["handed_in"])
