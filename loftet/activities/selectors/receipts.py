"""What a report has been counted towards, said back to who sent it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count as CountOf
from django.db.models import Q, Sum

from loftet.domain.expected import expected_so_far, shown_amount
from loftet.domain.targets import Target
from loftet.organisations.models import Organisation
from loftet.web.said_back import said_back

from ..models import Occurrence, OccurrenceCount, Report, Submission
from ..models.told import Told
from ..report_words import Progress, progress_words, told_words
from ..signed import SignedCommitment, SignedSet, signed_sets


@dataclass(frozen=True)
class ReceiptLine:
    """One thing told: what it was, and for each commitment the sentence and how far it has come."""

    title: str
    told: str
    counts_towards: tuple[tuple[str, str], ...]


def get_receipt(submission: Submission) -> list[ReceiptLine]:
    """As it stands now, also where something was corrected after it was sent."""
    told: list[Told] = [*_occurrences(submission), *_reports(submission)]
    signed = signed_sets({each.promise_set_id: each.promise_set for each in told}.values())
    order = {key: place for place, key in enumerate(submission.told)}
    told.sort(key=lambda each: order[each.key])
    towards: dict[str, tuple[str, str]] = {}
    for each in told:
        sought = signed[each.promise_set_id]
        for named in _named(each, sought):
            if named.commitment.key not in towards:
                towards[named.commitment.key] = _towards(named, sought, submission.organisation)
    return [_line(each, signed[each.promise_set_id], towards) for each in told]


def _occurrences(submission: Submission) -> list[Occurrence]:
    rows = Occurrence.objects.filter(organisation=submission.organisation, key__in=submission.told)
    return list(rows.select_related("promise_set", "activity").prefetch_related("counts", "parties"))


def _reports(submission: Submission) -> list[Report]:
    rows = Report.objects.filter(organisation=submission.organisation, key__in=submission.told)
    return list(rows.select_related("promise_set", "activity"))


def _line(told: Told, signed: SignedSet, towards: Mapping[str, tuple[str, str]]) -> ReceiptLine:
    named = _named(told, signed)
    title = told.activity.title if told.activity else ", ".join(each.promise.title for each in named)
    return ReceiptLine(title, told_words(told), tuple(towards[each.commitment.key] for each in named))


def _named(told: Told, signed: SignedSet) -> list[SignedCommitment]:
    return [signed.commitments[key] for key in _keys(told) if key in signed.commitments]


def _keys(told: Told) -> Iterator[str]:
    if isinstance(told, Occurrence):
        yield from dict.fromkeys(str(count.commitment_key) for count in told.counts.all())
    elif isinstance(told, Report):
        yield str(told.commitment_key)


def _towards(named: SignedCommitment, signed: SignedSet, organisation: Organisation) -> tuple[str, str]:
    progress = progress_of(named, signed, organisation)
    return said_back(named.commitment, signed.document), progress_words(progress)


def progress_of(named: SignedCommitment, signed: SignedSet, organisation: Organisation) -> Progress:
    """What the organisation itself has told so far of the commitment, and what it asks for in all."""
    commitment = named.commitment
    told = OccurrenceCount.objects.filter(
        occurrence__organisation=organisation,
        occurrence__promise_set=signed.promise_set,
        occurrence__withdrawn_at__isnull=True,
        occurrence__entered_for__isnull=True,
        commitment_key=commitment.key,
        is_counted=True,
        unit=commitment.unit,
    ).aggregate(total=Sum("number"), unknown=CountOf("pk", filter=Q(number__isnull=True)), rows=CountOf("pk"))
    return Progress(
        number=told["total"] or Decimal(0),
        has_unknown=bool(told["unknown"]),
        is_told=bool(told["rows"]),
        unit=commitment.unit,
        target=_target(named, signed),
    )


def _target(named: SignedCommitment, signed: SignedSet) -> tuple[Decimal, bool] | None:
    """How much is asked for in all, and whether it is a ceiling."""
    end = signed.period.to_date
    if end is None:
        return None
    expected = expected_so_far(named.commitment, signed.period, end)
    target: Target | None = expected.in_all if expected else None
    if target is None:
        return None
    asked: Fraction = target.high if target.is_ceiling else target.low
    return shown_amount(asked, named.commitment.kind), target.is_ceiling
