"""The list of agreements: its search, filter and export see what each reader may read, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor

from ..drafts import live_document, with_rows
from ..models import UNSHARED, Agreement, SharedVersion
from ..standing import COLOURS, Standing, standing_of
from ..versions import document_of
from ..words import names_of, period
from .steps import next_step


@dataclass(frozen=True)
class Reading:
    """An agreement as its reader may read it: one's own draft, or the newest version that was handed over."""

    agreement: Agreement
    version: SharedVersion | None
    document: AgreementDocument
    standing: Standing
    is_own: bool

    @property
    def is_draft(self) -> bool:
        return self.is_own and self.agreement.has_unshared_changes


@dataclass(frozen=True)
class AgreementRow:
    """A line of the list."""

    pk: int
    title: str
    owner: str
    parties: str
    period: str
    standing: Standing
    colour: str
    next_step: str
    draft_version: int | None


def list_agreements(actor: Actor, *, words: str = "", standing: str = "") -> QuerySet[Agreement]:
    """The agreements that the actor may see, the newest first, ready for `list_readings`."""
    found = _readable(actor)
    for word in words.casefold().split():
        own = Q(owner=actor.organisation, search_text__contains=word)
        found = found.filter(own | ~Q(owner=actor.organisation) & Q(seen_text__contains=word))
    if standing:
        found = found.filter(_stands(Standing(standing), actor, timezone.localdate()))
    return found.order_by("-pk")


def list_readings(actor: Actor, agreements: Iterable[Agreement]) -> list[Reading]:
    """Each agreement as the actor reads it; the number of queries does not depend on how many there are."""
    page = list(agreements)
    versions = SharedVersion.objects.prefetch_related("signatures").in_bulk(
        {each.seen_pk for each in page if each.seen_pk}  # type: ignore[attr-defined]
    )
    today = timezone.localdate()
    return [_reading(each, versions.get(each.seen_pk), actor, today) for each in page]  # type: ignore[attr-defined]


def list_rows(actor: Actor, agreements: Iterable[Agreement]) -> list[AgreementRow]:
    return [_row(reading, actor) for reading in list_readings(actor, agreements)]


def export_documents(actor: Actor) -> list[dict[str, Any]]:
    """Every agreement that the actor may read, as data."""
    return [_exported(reading) for reading in list_readings(actor, list_agreements(actor))]


def _readable(actor: Actor) -> QuerySet[Agreement]:
    received = SharedVersion.objects.filter(
        record_kind=Agreement.record_kind,
        record_id=OuterRef("pk"),
        sharings__organisation=actor.organisation,
    ).order_by("-version")
    shared = SharedVersion.objects.filter(
        record_kind=Agreement.record_kind, record_id=OuterRef("pk"), version=OuterRef("shared_version")
    )
    is_own = Q(owner=actor.organisation)
    return with_rows(
        Agreement.objects.visible_to(actor)
        .select_related("owner")
        .annotate(
            seen_pk=_own_or_received(is_own, shared.values("pk"), received.values("pk")),
            seen_version=_own_or_received(is_own, shared.values("version"), received.values("version")),
            seen_text=Subquery(received.values("search_text")[:1]),
        )
    )


def _own_or_received(is_own: Q, own: QuerySet[Any, Any], received: QuerySet[Any, Any]) -> Case:
    return Case(When(is_own, then=Subquery(own[:1])), default=Subquery(received[:1]))


def _stands(standing: Standing, actor: Actor, today: date) -> Q:
    """The same as `standing_of`, for the database; what waits in a new version is also found as in force."""
    newest, older = Q(seen_version=F("shared_version")), Q(seen_version__lt=F("shared_version"))
    over = Q(valid_until__isnull=False, valid_until__lt=today)
    still_valid = older & Q(valid_version=F("seen_version")) & ~Q(state=AgreementState.ENDED) & ~over
    match standing:
        case Standing.DRAFT:
            return Q(owner=actor.organisation) & UNSHARED
        case Standing.IN_FORCE:
            waits = newest & Q(state=AgreementState.SHARED) & ~over & _has_valid_version(actor)
            now = Q(valid_from__lte=today)
            return (newest & Q(state=AgreementState.IN_FORCE)) | (still_valid & now) | (waits & now)
        case Standing.SIGNED:
            return (newest & Q(state=AgreementState.SIGNED)) | (still_valid & Q(valid_from__gt=today))
        case Standing.ENDED:
            was_valid = older & Q(valid_version=F("seen_version"))
            return (newest & Q(state=AgreementState.ENDED)) | (
                was_valid & (Q(state=AgreementState.ENDED) | over)
            )
        case Standing.REPLACED:
            other = Q(valid_version__isnull=True) | ~Q(valid_version=F("seen_version"))
            return older & other
        case Standing.SHARED:
            return newest & Q(state=AgreementState.SHARED)


def _has_valid_version(actor: Actor) -> Q:
    """The valid version is the actor's own, or has been handed over to the actor's organisation."""
    received = SharedVersion.objects.filter(
        record_kind=Agreement.record_kind,
        record_id=OuterRef("pk"),
        version=OuterRef("valid_version"),
        sharings__organisation=actor.organisation,
    )
    return Q(owner=actor.organisation) | Q(Exists(received))


def _reading(agreement: Agreement, version: SharedVersion | None, actor: Actor, today: date) -> Reading:
    is_own = agreement.is_owned_by(actor)
    seen = version.version if version else None
    live = version is None or (is_own and agreement.has_unshared_changes)
    return Reading(
        agreement=agreement,
        version=version,
        document=live_document(agreement) if live or version is None else document_of(version),
        standing=standing_of(agreement, seen=seen, today=today),
        is_own=is_own,
    )


def _row(reading: Reading, actor: Actor) -> AgreementRow:
    document, agreement = reading.document, reading.agreement
    return AgreementRow(
        pk=agreement.pk,
        title=document.title,
        owner=agreement.owner.name,
        parties=names_of(document),
        period=period(document.starts_on, document.ends_on),
        standing=reading.standing,
        colour=COLOURS[reading.standing],
        next_step=next_step(agreement, reading.version, reading.standing),
        draft_version=agreement.version if reading.is_draft and reading.version else None,
    )


def _exported(reading: Reading) -> dict[str, Any]:
    version = None if reading.is_draft else reading.version
    return {
        "agreement": reading.agreement.pk,
        "owner": reading.agreement.owner.name,
        "standing": reading.standing.value,
        "version": reading.document.version,
        "is_shared": version is not None,
        "shared_at": version.shared_at.isoformat() if version else None,
        "digest": version.digest if version else None,
        "document": reading.document.to_data(),
    }
