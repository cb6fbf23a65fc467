"""The published editions of the database, as the building of the folder asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from loftet.domain.canonical import canonical_json
from loftet.domain.checkpoint import Checkpoint as LedgerHead
from loftet.domain.edition import WithdrawalGround
from loftet.domain.ledger import EMPTY_ROOT
from loftet.domain.withdrawals import Withdrawal
from loftet.publication.keys import public_key, signing_key
from loftet.publication.models import Checkpoint, Edition, EditionFile, LedgerEntry
from loftet.publication.selectors import public_contacts

from .assets import make_assets
from .record import Contact, PublishedEdition, PublishedFile
from .rendering import Site
from .source import Head, LedgerState

# Stand-ins that a real edition or promise never has, so that an address can be made into a pattern.
_EDITION, _PROMISE = 9_007_199_254_740_991, UUID(int=0)


@dataclass(frozen=True)
class DatabaseSource:
    """The ledger as it was when the build began: what is published meanwhile waits for the next."""

    is_demo: bool
    note: str
    size: int

    @classmethod
    def now(cls) -> Self:
        """What is real, and the demo only as long as nothing real is published."""
        is_demo = not Edition.objects.filter(is_demo=False).exists() and Edition.objects.exists()
        newest = Checkpoint.objects.filter(entry__edition__is_demo=is_demo).order_by("size").last()
        if newest is None:
            return cls(is_demo, _empty_note(is_demo=is_demo), 0)
        return cls(is_demo, newest.note, newest.size)

    @property
    def _editions(self) -> QuerySet[Edition]:
        return Edition.objects.filter(is_demo=self.is_demo, number__lte=self.size).order_by("number")

    def heads(self) -> list[Head]:
        rows = self._editions.values_list("number", "municipality_codes", "envelope_digest", "withdrawn_at")
        return [
            Head(number, tuple(codes), f"{digest} {withdrawn_at or ''}")
            for number, codes, digest, withdrawn_at in rows
        ]

    def ledger(self) -> LedgerState:
        entries = LedgerEntry.objects.filter(edition__is_demo=self.is_demo, index__lt=self.size)
        digests = entries.order_by("index").values_list("leaf_digest", flat=True)
        leaves = [bytes.fromhex(each) for each in digests]
        last = self._editions.last()
        last_on = last.read_envelope().published_on if last else None
        return LedgerState(leaves, self.note, public_key(is_demo=self.is_demo), last_on)

    def entries(self, start: int, stop: int) -> list[bytes]:
        found = self._editions.filter(number__gt=start, number__lte=stop)
        return [canonical_json(envelope) for envelope in found.values_list("envelope", flat=True)]

    def editions_of(self, code: str) -> list[PublishedEdition]:
        files = Prefetch("files", EditionFile.objects.defer("content"))
        found = (
            self._editions.filter(municipality_codes__contains=[code])
            .select_related("entry__checkpoint")
            .prefetch_related(files)
            .defer("document")
            .annotate(text=Cast("document", TextField()))
        )
        return [_published(edition, edition.text) for edition in found]

    def contents(self, files: Sequence[PublishedFile]) -> dict[PublishedFile, bytes]:
        """All by one question; what is emptied meanwhile is nothing."""
        wanted = {(file.edition, file.format): file for file in files}
        rows = EditionFile.objects.filter(
            edition__is_demo=self.is_demo,
            edition__number__in={each.edition for each in files},
            format__in={each.format for each in files},
        ).values_list("edition__number", "format", "content")
        found = ((wanted.get((number, form)), content) for number, form, content in rows)
        return {file: bytes(content or b"") for file, content in found if file}

    def withdrawals(self) -> list[Withdrawal]:
        emptied = self._editions.filter(withdrawn_at__isnull=False)
        rows = emptied.values_list("number", "withdrawn_at", "withdrawal_ground")
        return [Withdrawal(number, localdate(at), WithdrawalGround(ground)) for number, at, ground in rows]

    def contacts(self) -> dict[str, Contact]:
        found = public_contacts(is_demo=self.is_demo).items()
        return {
            code: Contact(str(each.organisation), each.email, each.phone, each.web_address)
            for code, each in found
        }

    def sign(self, text: str) -> str:
        return signing_key(is_demo=self.is_demo).sign(text)


def _empty_note(*, is_demo: bool) -> str:
    key = signing_key(is_demo=is_demo)
    return key.sign(LedgerHead(key.name, 0, EMPTY_ROOT).text)


def _published(edition: Edition, text: str | None) -> PublishedEdition:
    return PublishedEdition(
        pk=edition.pk,
        envelope=edition.read_envelope(),
        envelope_digest=edition.envelope_digest,
        text=text,
        files=tuple(_files(edition.number, edition.files.all())),
        withdrawn_at=edition.withdrawn_at,
        withdrawal_ground=WithdrawalGround(edition.withdrawal_ground) if edition.withdrawal_ground else None,
        withdrawal_reason=edition.withdrawal_reason,
        note=edition.entry.checkpoint.note,
    )


def _files(number: int, files: Iterable[EditionFile]) -> list[PublishedFile]:
    return [PublishedFile(number, each.format, each.digest, each.length) for each in files]


def get_site() -> Site:
    """What the settings say of the public site."""
    names, _contents = make_assets()
    return Site(
        base_url=settings.PUBLIC_BASE_URL,
        ask=_pattern("residents:question_ask", _EDITION, _PROMISE),
        follow=_pattern("residents:follow_ask", _EDITION),
        contact_email=settings.PUBLIC_CONTACT_EMAIL,
        contact_phone=settings.PUBLIC_CONTACT_PHONE,
        map_tiles=settings.PUBLIC_MAP_TILES,
        map_attribution=settings.PUBLIC_MAP_ATTRIBUTION,
        assets=names,
    )


def _pattern(name: str, *stand_ins: int | UUID) -> str:
    """The address with {edition} and {promise} in it; empty where that room is not there."""
    try:
        address = reverse(name, args=stand_ins)
    except NoReverseMatch:
        return ""
    pattern = address.replace(str(_EDITION), "{edition}").replace(str(_PROMISE), "{promise}")
    return f"{settings.BASE_URL}{pattern}"
