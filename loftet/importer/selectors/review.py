"""The review page: a sheet of the document beside what was found on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.functional import Promise as Lazy

from loftet.domain.commitment import ParsedCommitment
from loftet.domain.review_states import ReviewState
from loftet.reading.model import Box, OutcomeState, Picture, Reading
from loftet.web.said_back import KINDS

from ..found import commitments_of, counts_of
from ..models import ReviewItem, Upload
from ..pictures import has_pictures, picture_of
from ..sheets import Background, Segment, Sheet, background_of, segments_of, sheets_of
from ..storing import reading_of
from ..words import OUTCOME_STATES, REVIEW_STATES, confidence_words, performer_words, place_words


@dataclass(frozen=True)
class Card:
    """An item as the page shows it; `number` is what the mark in the document says too."""

    number: int
    item: ReviewItem
    label: Lazy | str
    colour: str
    confidence: str
    place: str
    performers: str
    responsible: str
    counted: tuple[str, ...]
    outcome: Lazy | str
    can_merge: bool


@dataclass(frozen=True)
class SheetLink:
    sheet: Sheet
    found: int
    waiting: int


@dataclass(frozen=True)
class Review:
    """All that the page shows. `marks` are boxes of the picture, each with the number of its item."""

    reading: Reading
    sheet: Sheet
    links: tuple[SheetLink, ...]
    cards: tuple[Card, ...]
    background: tuple[Background, ...]
    picture: Picture | None
    marks: tuple[tuple[int, ReviewItem, tuple[Box, ...]], ...]
    segments: tuple[Segment, ...]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def following(self) -> Sheet | None:
        return next((link.sheet for link in self.links if link.sheet.number == self.sheet.number + 1), None)


def get_review(upload: Upload, wanted: str) -> Review:
    """The sheet that is asked for, else the first that has anything to decide on."""
    reading = reading_of(upload)
    items = list(upload.items.exclude(state=ReviewState.MERGED).select_related("answers"))
    sheets = sheets_of(reading, has_pictures=has_pictures(upload))
    sheet = _chosen(sheets, items, wanted)
    numbers = {item.pk: number for number, item in enumerate(items, 1)}
    here = [item for item in items if sheet.holds(item.page, item.start)]
    picture = picture_of(upload, sheet.number, [item.read_text for item in here]) if sheet.is_page else None
    return Review(
        reading=reading,
        sheet=sheet,
        links=tuple(_link(each, items) for each in sheets),
        cards=tuple(_cards(here, items, numbers)),
        background=tuple(background_of(reading.decisions, sheet, items)),
        picture=picture,
        marks=_marks(here, numbers, picture),
        segments=() if sheet.is_page else tuple(segments_of(reading.text, sheet, here)),
        counts=Counter(item.state for item in items),
    )


def _chosen(sheets: Sequence[Sheet], items: Sequence[ReviewItem], wanted: str) -> Sheet:
    if wanted.isdecimal() and (asked := [each for each in sheets if str(each.number) == wanted]):
        return asked[0]
    waiting = [item for item in items if item.state == ReviewState.WAITING] or items
    return next(
        (sheet for item in waiting for sheet in sheets if sheet.holds(item.page, item.start)), sheets[0]
    )


def _link(sheet: Sheet, items: Sequence[ReviewItem]) -> SheetLink:
    here = [item for item in items if sheet.holds(item.page, item.start)]
    return SheetLink(sheet, len(here), sum(item.state == ReviewState.WAITING for item in here))


def _cards(here: Sequence[ReviewItem], items: Sequence[ReviewItem], numbers: dict[int, int]) -> list[Card]:
    first_of: dict[str, int] = {}
    for item in items:
        if item.is_open:
            first_of.setdefault(item.kind, item.pk)
    return [_card(item, numbers[item.pk], first_of.get(item.kind)) for item in here]


def _card(item: ReviewItem, number: int, first: int | None) -> Card:
    label, colour = REVIEW_STATES[ReviewState(item.state)]
    counted = (
        [commitment_words(each) for each in commitments_of(item)]
        if item.is_promise
        else [_count_words(each.number, each.unit, is_about=each.is_approximate) for each in counts_of(item)]
    )
    return Card(
        number=number,
        item=item,
        label=label,
        colour=colour,
        confidence=confidence_words(item),
        place=place_words(item),
        performers=performer_words(item.performers),
        responsible=performer_words(item.responsible) if item.responsible else "",
        counted=tuple(words for words in counted if words),
        outcome=OUTCOME_STATES[OutcomeState(item.outcome_state)] if item.outcome_state else "",
        can_merge=item.is_open and item.pk != first,
    )


def commitment_words(commitment: ParsedCommitment) -> str:
    """The number as written, and how it will be counted: "4 mätningar (ett antal under perioden)"."""
    kind = str(KINDS[commitment.kind])
    amount = _amount(commitment.number, commitment.number_max)
    what = " ".join(each for each in (amount, commitment.unit or "") if each)
    return f"{what} ({kind[:1].lower()}{kind[1:]})" if what else kind


def _count_words(number: float | None, unit: str | None, *, is_about: bool) -> str:
    amount = _amount(number, None) or "?"
    return f"{'≈ ' if is_about else ''}{amount} {unit or ''}".strip()


def _amount(number: float | None, most: float | None) -> str:
    given = [_whole(each) for each in (number, most) if each is not None]
    return "–".join(number_format(each, use_l10n=True) for each in given)


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _marks(
    here: Sequence[ReviewItem], numbers: dict[int, int], picture: Picture | None
) -> tuple[tuple[int, ReviewItem, tuple[Box, ...]], ...]:
    if picture is None:
        return ()
    pairs = zip(here, picture.marks, strict=True)
    return tuple((numbers[item.pk], item, boxes) for item, boxes in pairs if boxes)
