"""A plan as it would be made of what is signed: the same in the preview and when it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from loftet.domain.plan import Planned, plan_of
from loftet.language.seasons import named_months

from .models import Activity
from .signed import SignedCommitment, SignedSet

LONGEST_TITLE = 200


@dataclass(frozen=True)
class ProposedPlan:
    """What is proposed for one commitment; `is_planned` where it has activities already."""

    named: SignedCommitment
    activities: tuple[Planned, ...]
    is_planned: bool


def proposed_plans(signed: SignedSet, organisation: int) -> list[ProposedPlan]:
    """One for each commitment that the organisation performs, in the order of the document."""
    planned = {
        str(key)
        for key in Activity.objects.filter(
            promise_set=signed.promise_set, organisation=organisation
        ).values_list("commitment_key", flat=True)
    }
    return [
        ProposedPlan(named, _activities(named, signed), named.commitment.key in planned)
        for named in signed.performed_by(organisation)
    ]


def new_activities(signed: SignedSet, plan: ProposedPlan, organisation: int) -> Iterator[Activity]:
    """The activities of a proposal, not saved."""
    for planned in plan.activities:
        yield Activity(
            organisation_id=organisation,
            promise_set=signed.promise_set,
            promise_key=plan.named.promise.key,
            commitment_key=plan.named.commitment.key,
            kind=planned.kind.value,
            title=title_of(plan.named, planned),
            starts_on=planned.starts_on,
            ends_on=planned.ends_on,
            amount=decimal_of(planned.amount),
            unit=plan.named.commitment.unit,
            place=plan.named.commitment.place,
        )


def title_of(named: SignedCommitment, planned: Planned) -> str:
    """The promise's own words, what is counted where it has several commitments, and which of how many."""
    words = named.promise.title
    if len(named.promise.commitments) > 1 and named.commitment.unit:
        words = f"{words}: {named.commitment.unit}"
    if planned.of == 1:
        return words[:LONGEST_TITLE]
    place = _(" (%(number)s of %(all)s)") % {"number": planned.number, "all": planned.of}
    return words[: LONGEST_TITLE - len(place)] + place


def decimal_of(amount: Fraction | None) -> Decimal | None:
    """As it is kept: two decimals, and never rounded down to nothing."""
    if amount is None:
        return None
    kept = (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(Decimal("0.01"))
    return max(kept, Decimal("0.01"))


def _activities(named: SignedCommitment, signed: SignedSet) -> tuple[Planned, ...]:
    months = named_months(f"{named.promise.text} {named.commitment.place} {named.commitment.unit}")
    each = len(signed.document.municipalities) if named.commitment.per else 1
    return plan_of(named.commitment, signed.period, months=months, each=max(each, 1))
