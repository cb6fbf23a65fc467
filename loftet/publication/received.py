"""In which editions a record has been published for everybody, and who has had what an edition holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loftet.agreements.models import SharedRecord
from loftet.agreements.received import received
from loftet.agreements.words import day
from loftet.followup.models import FollowUp, PartyAccount
from loftet.promises.models import PromiseSet

from .models import Edition, EditionKind

RECORDS: dict[str, type[SharedRecord]] = {
    EditionKind.PROMISE_SET: PromiseSet,
    EditionKind.FOLLOW_UP: FollowUp,
}


def list_received(record: SharedRecord) -> Iterator[str]:
    words = _("Edition %(number)s (%(kind)s) has been public since %(day)s.")
    if isinstance(record, PartyAccount):
        words = _("Edition %(number)s (%(kind)s), public since %(day)s, counts what the account says.")
    yield from (_sentence(words, edition) for edition in list_editions_with(record))


def _sentence(words: str, edition: Edition) -> str:
    return words % {
        "number": edition.number,
        "kind": edition.get_kind_display(),
        "day": day(localdate(edition.published_at)),
    }


def list_received_of(edition: Edition) -> list[str]:
    """Who has had what an edition holds: who has had its record, where that is of the same version still.

    Of progress and answers no record was handed over; they have only been public.
    """
    kind = RECORDS.get(edition.kind)
    record = kind.objects.filter(pk=edition.record_id).first() if kind else None
    if record is not None and record.shared_version == edition.version:
        return received(record)
    return [_sentence(_("Edition %(number)s (%(kind)s) has been public since %(day)s."), edition)]


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
