"""All of a period's follow-up that is not reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from loftet.agreements.versions import parties_of
from loftet.domain.agreement import MunicipalityRef, SignatorySeat
from loftet.domain.follow_up import Silence
from loftet.domain.follow_up_assembly import Frame

from .followed import FollowedSet, agreement_version
from .models import ReportingPeriod
from .titles import follow_up_title


def list_series(period: ReportingPeriod) -> list[ReportingPeriod]:
    """All periods of the agreement, in order; of one that was read in, those read in with it."""
    series = ReportingPeriod.objects.filter(agreement=period.agreement_id, promise_set=period.promise_set_id)
    return list(series.order_by("order"))


def frame_of(
    period: ReportingPeriod,
    series: Sequence[ReportingPeriod],
    sets: Iterable[FollowedSet],
    *,
    today: date,
    silences: Sequence[Silence] = (),
    version: int = 1,
    reason: str = "",
) -> Frame:
    within = agreement_version(period.agreement)
    document = within.document
    return Frame(
        title=follow_up_title(period.label, str(within)),
        agreement=str(within),
        municipalities=tuple(
            MunicipalityRef.from_data(each, "municipalities") for each in document["municipalities"]
        ),
        parties=parties_of(within),
        signatories=tuple(SignatorySeat.from_data(each, "signatories") for each in document["signatories"]),
        promise_sets=tuple((each.ref, each.document) for each in sets),
        period=period.order,
        periods=tuple(each.ref for each in series),
        counted_on=today,
        silences=tuple(silences),
        version=version,
        change_reason=reason,
    )
