"""The rows of a promise set read as its document."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.versions import newest_version, parties_of
from loftet.domain.agreement import MunicipalityRef, PartyRef, SignatorySeat
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.domain.promise_set_rules import default_seats

from .content import SetContent
from .models import Commitment, FocusArea, Promise, PromiseSet, PromiseSetSignatory

Code = TypeVar("Code", bound=StrEnum)


def with_rows(sets: QuerySet[PromiseSet]) -> QuerySet[PromiseSet]:
    """The sets with all that `live_document` reads of them, in a fixed number of queries."""
    return sets.select_related("agreement", "owner").prefetch_related(*_rows())


def fetch_rows(sets: Sequence[PromiseSet]) -> None:
    """The same for sets that are there already, where only some of them are drafts."""
    prefetch_related_objects(sets, *_rows())


def _rows() -> tuple[str | Prefetch[Any, Any, Any], ...]:
    commitments = Commitment.objects.prefetch_related("performers", "responsible")
    promises = Promise.objects.order_by("order").prefetch_related(Prefetch("commitments", commitments))
    return (
        "municipalities",
        Prefetch("focus_areas", FocusArea.objects.prefetch_related(Prefetch("promises", promises))),
        Prefetch("signatories", PromiseSetSignatory.objects.select_related("organisation")),
    )


def agreement_version(agreement: Agreement) -> SharedVersion:
    """The version of the agreement that a set is written within: the newest that its parties have."""
    version = newest_version(agreement)
    assert version is not None, "a promise set is written within a shared agreement"
    return version


def live_document(promise_set: PromiseSet) -> PromiseSetDocument:
    """What the set says now. For its owner's eyes: others read a frozen version."""
    within = agreement_version(promise_set.agreement)
    parties = parties_of(within)
    return PromiseSetDocument(
        title=promise_set.title,
        introduction=promise_set.introduction,
        agreement=str(within),
        starts_on=promise_set.starts_on,
        ends_on=promise_set.ends_on,
        municipalities=tuple(MunicipalityRef(m.code, m.name) for m in promise_set.municipalities.all()),
        parties=parties,
        focus_areas=tuple(_area(area) for area in promise_set.focus_areas.all() if area.promises.all()),
        signatories=tuple(_seat(seat, parties) for seat in promise_set.signatories.all()),
        version=promise_set.version,
        change_reason=promise_set.change_reason,
        easy_read=promise_set.easy_read,
    )


def commitments_of(promise: Promise) -> tuple[CommitmentText, ...]:
    return tuple(_commitment(commitment) for commitment in promise.commitments.all())


def _area(area: FocusArea) -> FocusAreaText:
    return FocusAreaText(area.name, tuple(promise_text(promise) for promise in area.promises.all()))


def promise_text(promise: Promise) -> PromiseText:
    return PromiseText(
        key=str(promise.key),
        title=promise.title,
        text=promise.text,
        background=promise.background,
        why=promise.why,
        baseline=promise.baseline,
        stands_without_target=promise.stands_without_target,
        commitments=commitments_of(promise),
        easy_read=promise.easy_read,
    )


def _commitment(row: Commitment) -> CommitmentText:
    return CommitmentText(
        key=str(row.key),
        performers=tuple(sorted(each.pk for each in row.performers.all())),
        performer_note=row.performer_note,
        responsible=tuple(sorted(each.pk for each in row.responsible.all())),
        kind=CommitmentClass(row.kind),
        comparator=_code(Comparator, row.comparator),
        number=row.number,
        number_max=row.number_max,
        unit=row.unit,
        every=_code(Cadence, row.every),
        window=_code(Window, row.window),
        per=row.per,
        place=row.place,
        groups=tuple(row.groups),
    )


def _code(kind: type[Code], stored: str) -> Code | None:
    return kind(stored) if stored else None


def _seat(seat: PromiseSetSignatory, parties: tuple[PartyRef, ...]) -> SignatorySeat:
    """By the name that the party has in the agreement."""
    names = {party.organisation: party.name for party in parties}
    return SignatorySeat(names.get(seat.organisation_id, seat.organisation.name), seat.position)


def default_signatories(within: SharedVersion, codes: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """One for the police and one for each municipality, of those who sign the agreement."""
    covered = within.document["municipalities"]
    parties, names = parties_of(within), [each["name"] for each in covered if each["code"] in codes]
    seats = [SignatorySeat.from_data(each, "signatories") for each in within.document["signatories"]]
    numbers = {party.name: party.organisation for party in parties}
    return tuple((numbers[seat.party], seat.position) for seat in default_seats(seats, parties, names))


def content_of(promise_set: PromiseSet) -> SetContent:
    """What the form of the set holds before anything is typed."""
    return SetContent(
        title=promise_set.title,
        introduction=promise_set.introduction,
        easy_read=promise_set.easy_read,
        starts_on=promise_set.starts_on,
        ends_on=promise_set.ends_on,
        municipalities=tuple(each.code for each in promise_set.municipalities.all()),
        signatories=tuple((seat.organisation_id, seat.position) for seat in promise_set.signatories.all()),
    )
