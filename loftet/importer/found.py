"""What a reading found, as rows to review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loftet.domain.commitment import ParsedCommitment
from loftet.language.commitments import parse_commitments
from loftet.reading.codec import decode, encode
from loftet.reading.model import OutcomeCount, Reading, ReadOutcome, ReadPromise
from loftet.reading.source import Place

from .models import ItemKind, ReviewItem, Upload
from .storing import storable
from .words import short_title


def write_items(upload: Upload, reading: Reading) -> None:
    """A row for each promise and outcome, in the order of the document."""
    found: list[ReadPromise | ReadOutcome] = sorted(
        [*reading.promises, *reading.outcomes], key=lambda each: each.place.start
    )
    rows = [_row(upload, order, each) for order, each in enumerate(found)]
    ReviewItem.objects.bulk_create(rows)
    row_of = {each.id: row for each, row in zip(found, rows, strict=True) if isinstance(each, ReadPromise)}
    answering = [
        (row, row_of[each.promise])
        for each, row in zip(found, rows, strict=True)
        if isinstance(each, ReadOutcome) and each.promise in row_of
    ]
    for row, promise in answering:
        row.answers = promise
    ReviewItem.objects.bulk_update([row for row, _promise in answering], ["answers"], batch_size=500)


def commitments_of(item: ReviewItem) -> tuple[ParsedCommitment, ...]:
    return decode(tuple[ParsedCommitment, ...], item.commitments)


def counts_of(item: ReviewItem) -> tuple[OutcomeCount, ...]:
    return decode(tuple[OutcomeCount, ...], item.counts)


def commitments_in(text: str) -> Any:
    """Those that the words hold, as a row keeps them."""
    return encode(tuple(parse_commitments(text)))


def _row(upload: Upload, order: int, found: ReadPromise | ReadOutcome) -> ReviewItem:
    item = ReviewItem(upload=upload, order=order, **_standing(found.text, found.place, found.confidence))
    if isinstance(found, ReadPromise):
        item.kind = ItemKind.PROMISE
        item.focus_area = storable(found.focus_area or "")[:200]
        item.performers = [each.value for each in found.performers]
        item.responsible = [each.value for each in found.responsible or ()]
        item.commitments = storable(encode(found.commitments))
        if found.period:
            item.starts_on, item.ends_on = found.period.from_date, found.period.to_date
    else:
        item.kind = ItemKind.OUTCOME
        item.period_label = storable(found.period or "")[:120]
        item.outcome_state = found.state.value
        item.counts = storable(encode(found.counts))
        item.performers = _counted_by(found.counts)
        item.reason = storable(found.reason or "")
    return item


def _standing(text: str, place: Place, confidence: float) -> dict[str, Any]:
    words = storable(text)
    return {
        "title": short_title(words),
        "text": words,
        "read_text": words,
        "page": place.page,
        "line": place.line,
        "start": place.start,
        "end": place.end,
        "confidence": confidence,
    }


def _counted_by(counts: Sequence[OutcomeCount]) -> list[str]:
    return list(dict.fromkeys(each.value for count in counts for each in count.performers))
