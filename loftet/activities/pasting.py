"""What a pasted table may name, and what of it stands recorded already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from loftet.domain.agreement import PartyRef, PartyRole
from loftet.language.pasted import Names, PastedRow
from loftet.organisations.models import Organisation
from loftet.web.said_back import names, what

from .models import Occurrence, OccurrenceCount, Report, ReportKind
from .signed import SignedCommitment, SignedSet

# What a row is known by: the same commitment, days, number and place are the same thing told again.
Mark = tuple[str, str, str, Decimal | None, str]
_SHORT = {PartyRole.POLICE: ("polisen", "polis"), PartyRole.MUNICIPALITY: ("kommunen", "kommun")}


@dataclass(frozen=True)
class Choice:
    """A commitment that something may be told of, and what it is called in a list."""

    key: str
    label: str


def choices_of(signed: SignedSet, organisation: Organisation) -> list[Choice]:
    """What the organisation performs, by the promise's title, and what is counted where there are several."""
    performed = signed.performed_by(organisation.pk)
    titles = Counter(each.promise.title for each in performed)
    return [Choice(each.commitment.key, _label(each, signed, titles)) for each in performed]


def _label(named: SignedCommitment, signed: SignedSet, titles: Counter[str]) -> str:
    title = named.promise.title
    return title if titles[title] == 1 else f"{title}: {what(named.commitment, signed.document)}"


def names_of(signed: SignedSet, organisation: Organisation, *, commitment: str) -> Names:
    """Parties and commitments by the names that people write."""
    return Names(
        parties=dict(_party_names(signed.document.parties)),
        commitments={choice.label.lower(): choice.key for choice in choices_of(signed, organisation)},
        commitment=commitment,
    )


def _party_names(parties: tuple[PartyRef, ...]) -> Iterator[tuple[str, int]]:
    roles = Counter(party.role for party in parties)
    for party in parties:
        yield party.name.lower(), party.organisation
        yield names((party.organisation,), parties).lower(), party.organisation
        if roles[party.role] == 1:
            yield from ((short, party.organisation) for short in _SHORT.get(party.role, ()))


def mark_of(row: PastedRow) -> Mark:
    assert row.days is not None
    first, last = row.days.from_date, row.days.to_date
    return row.commitment, str(first), str(last), row.amount.number, row.place.lower()


def recorded_already(signed: SignedSet, organisation: Organisation, rows: Iterable[PastedRow]) -> set[int]:
    """The lines that tell again what stands recorded; of three alike where one stands, two are new."""
    standing = Counter(_marks(signed, organisation))
    found = set()
    for row in rows:
        if not row.faults and standing[mark := mark_of(row)]:
            standing[mark] -= 1
            found.add(row.line)
    return found


def _marks(signed: SignedSet, organisation: Organisation) -> Iterator[Mark]:
    counts = OccurrenceCount.objects.filter(occurrence__in=_occurrences(signed, organisation))
    for count in counts.select_related("occurrence"):
        told = count.occurrence
        days = str(told.starts_on), str(told.ends_on)
        yield str(count.commitment_key), *days, count.number, told.place_name.lower()
    nothing = Report.objects.standing().filter(
        organisation=organisation, promise_set=signed.promise_set, kind=ReportKind.NOTHING
    )
    for key, day in nothing.values_list("commitment_key", "concerns_on"):
        yield str(key), str(day), str(day), Decimal(0), ""


def _occurrences(signed: SignedSet, organisation: Organisation) -> QuerySet[Occurrence]:
    own = Occurrence.objects.standing().filter(organisation=organisation, promise_set=signed.promise_set)
    found: QuerySet[Occurrence] = own.filter(entered_for__isnull=True)
    return found
