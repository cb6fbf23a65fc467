"""A reading as JSON: the form of the labelled readings, with place and confidence of each item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loftet.domain.commitment import ParsedCommitment, Performer
from loftet.domain.periods import UNDATED, Period

from .model import OutcomeCount, Reading, ReadOutcome, ReadPromise
from .source import Place


def to_json(reading: Reading) -> dict[str, Any]:
    form: dict[str, Any] = {
        "source": reading.source,
        "kind": reading.kind.value,
        "municipalities": list(reading.municipalities),
        "period": _period(reading.period) if reading.period != UNDATED else None,
    }
    if reading.reporting_periods:
        form["reporting_periods"] = [
            {"label": each.label, **_period(each)} for each in reading.reporting_periods
        ]
    form["promises"] = [_promise(each) for each in reading.promises]
    form["outcomes"] = [_outcome(each) for each in reading.outcomes]
    form["notes"] = list(reading.notes)
    return form


def explain(reading: Reading) -> list[dict[str, Any]]:
    """What each part of the document became, with the code of the reason."""
    return [
        {"place": _place(each.place), "became": each.became, "code": each.code, "text": each.text}
        for each in reading.decisions
    ]


def _period(period: Period) -> dict[str, str | None]:
    return {
        "from": period.from_date.isoformat() if period.from_date else None,
        "to": period.to_date.isoformat() if period.to_date else None,
    }


def _place(place: Place) -> dict[str, int | None]:
    return {"page": place.page, "line": place.line, "start": place.start, "end": place.end}


def _names(performers: Iterable[Performer]) -> list[str]:
    return [performer.value for performer in performers]


def _promise(promise: ReadPromise) -> dict[str, Any]:
    form: dict[str, Any] = {
        "id": promise.id,
        "focus_area": promise.focus_area,
        "text": promise.text,
        "performers": _names(promise.performers),
    }
    if promise.responsible is not None:
        form["responsible"] = _names(promise.responsible)
    if promise.period is not None:
        form["period"] = _period(promise.period)
    form["commitments"] = [_commitment(each) for each in promise.commitments]
    return form | {"place": _place(promise.place), "confidence": promise.confidence}


def _number(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _commitment(commitment: ParsedCommitment) -> dict[str, Any]:
    form: dict[str, Any] = {
        "class": commitment.kind.value,
        "comparator": commitment.comparator.value if commitment.comparator else None,
        "number": _number(commitment.number),
        "unit": commitment.unit,
        "every": commitment.every.value if commitment.every else None,
        "window": commitment.window.value if commitment.window else None,
    }
    optional = {
        "number_max": _number(commitment.number_max),
        "per": commitment.per,
        "groups": list(commitment.groups) or None,
        "performers": _names(commitment.performers) or None,
    }
    return form | {name: value for name, value in optional.items() if value is not None}


def _outcome(outcome: ReadOutcome) -> dict[str, Any]:
    form: dict[str, Any] = {
        "promise": outcome.promise,
        "period": outcome.period,
        "text": outcome.text,
        "state": outcome.state.value,
        "counts": [_count(each) for each in outcome.counts],
    }
    if outcome.reason:
        form["reason"] = outcome.reason
    return form | {"place": _place(outcome.place), "confidence": outcome.confidence}


def _count(count: OutcomeCount) -> dict[str, Any]:
    form: dict[str, Any] = {
        "number": _number(count.number),
        "unit": count.unit,
        "performers": _names(count.performers),
    }
    return form | ({"approx": True} if count.is_approximate else {})
