"""What a later reading of the same file has that an earlier did not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loftet.domain.review_states import ReviewState

from .models import ReviewItem, Upload

TAKEN = (ReviewState.ACCEPTED, ReviewState.DRAFTED)


@dataclass(frozen=True)
class Differences:
    """Between what a person accepted of the earlier reading and what the new one found.

    `mended` are pairs of the same passage where a person had changed the words.
    """

    same: tuple[ReviewItem, ...]
    mended: tuple[tuple[ReviewItem, ReviewItem], ...]
    new: tuple[ReviewItem, ...]
    gone: tuple[ReviewItem, ...]


def earlier_uploads(upload: Upload) -> list[Upload]:
    """Of the same bytes, read before this one, the newest first."""
    rows = Upload.objects.without_weight().filter(file_id=upload.file_id, pk__lt=upload.pk)
    return list(rows.select_related("uploaded_by", "promise_set"))


def compare(upload: Upload, earlier: Upload) -> Differences:
    taken = list(earlier.items.filter(state__in=TAKEN))
    by_passage = {_passage(item): item for item in taken}
    now = list(upload.items.exclude(state=ReviewState.MERGED))
    known = [(by_passage[_passage(item)], item) for item in now if _passage(item) in by_passage]
    met = {item.pk for item, _now in known}
    return Differences(
        same=tuple(item for before, item in known if before.text == item.read_text),
        mended=tuple((before, item) for before, item in known if before.text != item.read_text),
        new=tuple(item for item in now if _passage(item) not in by_passage),
        gone=tuple(item for item in taken if item.pk not in met),
    )


def known_items(upload: Upload, earlier: Upload) -> Iterable[ReviewItem]:
    """Those of the new reading that were accepted of the earlier."""
    differences = compare(upload, earlier)
    return [*differences.same, *(item for _before, item in differences.mended)]


def _passage(item: ReviewItem) -> tuple[str, str, str]:
    """The same words for the same period: the bytes are the same, but a newer reading may cut otherwise."""
    return item.kind, " ".join(item.read_text.split()), item.period_label
