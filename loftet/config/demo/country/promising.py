"""The agreements and promise sets of a year as rows, each row out of its document."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from loftet.agreements.drafts import searchable
from loftet.agreements.models import Agreement, AgreementParty, CouncilMember, SharedVersion, Signatory
from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_states import AgreementState
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.domain.promise_set_states import PromiseSetState
from loftet.promises.models import Commitment, FocusArea, Promise, PromiseSet, PromiseSetSignatory

from ..days import clock_at
from .handing import hand_over_and_sign, shared_by, write_deeds
from .papers import agreement_of, promise_set_of
from .places import Town
from .trail import write_events

NOON = time(12)


@dataclass(frozen=True)
class Promised:
    """A municipality's year until its set is let out: the rows that later ones hang on."""

    town: Town
    agreement: Agreement
    promise_set: PromiseSet
    version: SharedVersion


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))


def promise(towns: Sequence[Town], year: int) -> list[Promised]:
    """Agreement and set of the year: drafted, handed over, signed by both, let out, ended with the year."""
    agreements = _agreements(towns, year)
    documents = [promise_set_of(town.place, year) for town in towns]
    with clock_at(date(year - 1, 12, 1)):
        sets = PromiseSet.objects.bulk_create(
            _promise_set(town, agreement, document)
            for town, agreement, document in zip(towns, agreements, documents, strict=True)
        )
        _write_parts(sets, documents)
        _write_areas(sets, documents)
        write_deeds("promise_set_drafted", towns, sets)
    versions = hand_over_and_sign(
        sets,
        [each.to_data() for each in documents],
        towns,
        handed_on=date(year - 1, 12, 12),
        signed_on=signed_on(year),
    )
    _run_and_end(towns, versions, year)
    return [Promised(*each) for each in zip(towns, agreements, sets, versions, strict=True)]


def signed_on(year: int) -> date:
    return date(year, 1, 5)


def _agreements(towns: Sequence[Town], year: int) -> list[Agreement]:
    documents = [agreement_of(town.place, year) for town in towns]
    with clock_at(date(year - 1, 11, 10)):
        rows = [_agreement(town, document) for town, document in zip(towns, documents, strict=True)]
        agreements = Agreement.objects.bulk_create(rows)
        covers = Agreement.municipalities.through
        covers.objects.bulk_create(
            covers(agreement=each, municipality_id=town.place.code)
            for each, town in zip(agreements, towns, strict=True)
        )
        _write_sides(agreements, towns)
        write_deeds("agreement_drafted", towns, agreements)
    versions = hand_over_and_sign(
        agreements,
        [each.to_data() for each in documents],
        towns,
        handed_on=date(year - 1, 11, 15),
        signed_on=date(year - 1, 11, 25),
    )
    _begin_and_end(towns, versions, year)
    return agreements


def _agreement(town: Town, document: AgreementDocument) -> Agreement:
    assert document.starts_on is not None, "an agreement of the country has its days"
    return Agreement(
        owner=town.municipality.organisation,
        title=document.title,
        purposes=list(document.purposes),
        areas=list(document.areas),
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        decision_reference=document.decision_reference,
        state=AgreementState.ENDED.value,
        valid_version=1,
        valid_from=document.starts_on,
        valid_until=document.ends_on,
        ended_on=document.ends_on,
        search_text=searchable(document.to_data()),
        **shared_by(town.municipality, noon(date(document.starts_on.year - 1, 11, 15))),
    )


def _write_sides(agreements: Sequence[Agreement], towns: Sequence[Town]) -> None:
    sides = [(each, side) for each, town in zip(agreements, towns, strict=True) for side in town.sides]
    roles = {party.organisation: party.role for town in towns for party in town.place.parties}
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=each, organisation=side.organisation, role=roles[side.organisation.pk].value)
        for each, side in sides
    )
    Signatory.objects.bulk_create(
        Signatory(agreement=each, organisation=side.organisation, position=side.position)
        for each, side in sides
    )
    leads = {town.municipality.organisation.pk for town in towns}
    CouncilMember.objects.bulk_create(
        CouncilMember(
            agreement=each,
            organisation_name=side.organisation.name,
            position=side.position,
            leads=side.organisation.pk in leads,
        )
        for each, side in sides
    )


def _begin_and_end(towns: Sequence[Town], versions: Sequence[SharedVersion], year: int) -> None:
    for kind, day in (("agreement_in_force", date(year, 1, 1)), ("agreement_ended", date(year + 1, 1, 1))):
        _by_the_calendar(kind, day, towns, versions)


def _run_and_end(towns: Sequence[Town], versions: Sequence[SharedVersion], year: int) -> None:
    with clock_at(date(year, 1, 8)):
        write_deeds("promise_set_ready", towns, versions, {"version": 1})
    for kind, day in (("promise_set_running", date(year, 1, 8)), ("promise_set_ended", date(year + 1, 1, 1))):
        _by_the_calendar(kind, day, towns, versions)


def _by_the_calendar(kind: str, day: date, towns: Sequence[Town], versions: Sequence[SharedVersion]) -> None:
    with clock_at(day):
        write_events(
            (town.municipality.organisation, None, kind, each, {"version": 1})
            for town, each in zip(towns, versions, strict=True)
        )


def _promise_set(town: Town, agreement: Agreement, document: PromiseSetDocument) -> PromiseSet:
    assert document.starts_on is not None, "a set of the country has its days"
    return PromiseSet(
        owner=town.municipality.organisation,
        agreement=agreement,
        title=document.title,
        introduction=document.introduction,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        search_text=searchable(document.to_data()),
        state=PromiseSetState.ENDED.value,
        revision=len(document.promises) + 1,
        details_revision=1,
        valid_version=1,
        valid_from=document.starts_on,
        valid_until=document.ends_on,
        let_out_version=1,
        ended_on=document.ends_on,
        **shared_by(town.municipality, noon(date(document.starts_on.year - 1, 12, 12))),
    )


def _write_parts(sets: Sequence[PromiseSet], documents: Sequence[PromiseSetDocument]) -> None:
    pairs = list(zip(sets, documents, strict=True))
    covers = PromiseSet.municipalities.through
    covers.objects.bulk_create(
        covers(promiseset=each, municipality_id=one.code)
        for each, document in pairs
        for one in document.municipalities
    )
    PromiseSetSignatory.objects.bulk_create(
        PromiseSetSignatory(promise_set=each, organisation_id=party.organisation, position=seat.position)
        for each, document in pairs
        for party, seat in zip(document.parties, document.signatories, strict=True)
    )


def _write_areas(sets: Sequence[PromiseSet], documents: Sequence[PromiseSetDocument]) -> None:
    areas: list[tuple[FocusArea, FocusAreaText]] = [
        (FocusArea(promise_set=each, order=order, name=area.name), area)
        for each, document in zip(sets, documents, strict=True)
        for order, area in enumerate(document.focus_areas)
    ]
    FocusArea.objects.bulk_create(row for row, _area in areas)
    promises = [
        (_promise(row, order, text), text) for row, area in areas for order, text in enumerate(area.promises)
    ]
    Promise.objects.bulk_create(row for row, _text in promises)
    _write_commitments(
        [(row, order, each) for row, text in promises for order, each in enumerate(text.commitments)]
    )


def _promise(area: FocusArea, order: int, text: PromiseText) -> Promise:
    return Promise(
        focus_area=area,
        key=uuid.UUID(text.key),
        order=order,
        revision=1,
        title=text.title,
        text=text.text,
        why=text.why,
        baseline=text.baseline,
        stands_without_target=text.stands_without_target,
    )


def _write_commitments(commitments: Iterable[tuple[Promise, int, CommitmentText]]) -> None:
    rows = [(_commitment(promise, order, text), text) for promise, order, text in commitments]
    Commitment.objects.bulk_create(row for row, _text in rows)
    does, answers = Commitment.performers.through, Commitment.responsible.through
    does.objects.bulk_create(
        does(commitment=row, organisation_id=each) for row, text in rows for each in text.performers
    )
    answers.objects.bulk_create(
        answers(commitment=row, organisation_id=each) for row, text in rows for each in text.responsible
    )


def _commitment(promise: Promise, order: int, text: CommitmentText) -> Commitment:
    return Commitment(
        promise=promise,
        key=uuid.UUID(text.key),
        order=order,
        kind=text.kind.value,
        comparator=text.comparator.value if text.comparator and text.number is not None else "",
        number=text.number,
        number_max=text.number_max,
        unit=text.unit,
        every=text.every.value if text.every else "",
        window=text.window.value if text.window else "",
        per=text.per,
        place=text.place,
        groups=list(text.groups),
    )
