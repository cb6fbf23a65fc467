"""Mending what was found: other words, one made two, two made one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..content import ItemContent
from ..found import commitments_in
from ..models import ItemKind, ReviewItem
from ..policies import act_obstacles_of, change_obstacles, content_obstacles
from ..words import short_title
from .writing import decided, locked_item, record

MOST_PARTS = 20


@transaction.atomic
def edit_item(
    *, by: Actor, item: ReviewItem, content: ItemContent, revision: int, accepts: bool = False
) -> ReviewItem:
    """Save the item as a person says it; what its words undertake is read anew when they change."""
    kept = locked_item(item, revision)
    NotAllowed.raise_if(change_obstacles(by, kept) or content_obstacles(content))
    if kept.text != content.text or kept.kind != content.kind:
        kept.commitments = commitments_in(content.text) if content.kind == ItemKind.PROMISE else []
    _write(kept, content)
    if accepts and kept.state == ReviewState.WAITING:
        kept.state = REVIEW_LIFECYCLE.after(ReviewState.WAITING, ReviewAct.ACCEPT)
    decided(kept, by)
    kept.save()
    record(by, kept.upload, "review_item_edited", item=kept.pk, revision=kept.revision)
    return kept


@transaction.atomic
def split_item(*, by: Actor, item: ReviewItem, texts: Sequence[str], revision: int) -> list[ReviewItem]:
    """Make the item several, with all but the words in common; the first stays the same row."""
    kept = locked_item(item, revision)
    parts = [text.strip() for text in texts if text.strip()]
    NotAllowed.raise_if(change_obstacles(by, kept) or _part_obstacles(parts))
    later = kept.upload.items.filter(order__gt=kept.order)
    later.update(order=F("order") + len(parts) - 1)
    decided(kept, by)
    made = [_part(kept, number, text) for number, text in enumerate(parts)]
    record(by, kept.upload, "review_item_split", items=[each.pk for each in made])
    return made


@transaction.atomic
def merge_item(*, by: Actor, item: ReviewItem, revision: int) -> ReviewItem:
    """Make the item a part of the one before it of the same kind, which is returned."""
    kept = locked_item(item, revision)
    NotAllowed.raise_if(act_obstacles_of(by, kept, ReviewAct.MERGE))
    before = item_before(kept)
    if before is None:
        raise NotAllowed([_("There is nothing before it to merge it with.")])
    before.text = f"{before.text} {kept.text}"
    before.read_text = f"{before.read_text} {kept.read_text}"
    before.end = max(before.end, kept.end)
    before.performers = list(dict.fromkeys([*before.performers, *kept.performers]))
    before.counts = [*before.counts, *kept.counts]
    if before.is_promise:
        before.commitments = commitments_in(before.text)
    kept.state = REVIEW_LIFECYCLE.after(ReviewState(kept.state), ReviewAct.MERGE)
    kept.merged_into = before
    for each in (before, kept):
        decided(each, by)
        each.save()
    kept.outcomes.update(answers=before)
    record(by, kept.upload, "review_item_merged", items=[before.pk, kept.pk])
    return before


def item_before(item: ReviewItem) -> ReviewItem | None:
    """The nearest before it that is of its kind and can still be changed."""
    open_states = (ReviewState.WAITING, ReviewState.ACCEPTED)
    same = ReviewItem.objects.filter(upload=item.upload, kind=item.kind, state__in=open_states)
    return same.filter(order__lt=item.order).last()


def _part(item: ReviewItem, number: int, text: str) -> ReviewItem:
    if number:
        item.pk, item._state.adding = None, True
        item.order += 1
        item.revision = 0
    item.text, item.title = text, short_title(text)
    if item.is_promise:
        item.commitments = commitments_in(text)
    item.save()
    return ReviewItem.objects.get(pk=item.pk)


def _part_obstacles(parts: Sequence[str]) -> list[str]:
    if len(parts) < 2:
        return [_("Put an empty line where the second part begins.")]
    if len(parts) > MOST_PARTS:
        return [_("At most %(most)s parts.") % {"most": MOST_PARTS}]
    return []


def _write(item: ReviewItem, content: ItemContent) -> None:
    item.kind, item.title, item.text = content.kind, content.title, content.text
    item.focus_area = content.focus_area
    item.performers, item.responsible = list(content.performers), list(content.responsible)
    is_outcome = content.kind == ItemKind.OUTCOME
    item.answers = _answered(item, content.answers) if is_outcome else None
    for name in ("period_label", "outcome_state", "reason"):
        setattr(item, name, getattr(content, name) if is_outcome else "")
    if not is_outcome:
        item.counts = []


def _answered(item: ReviewItem, pk: int | None) -> ReviewItem | None:
    promises = ReviewItem.objects.filter(upload=item.upload, kind=ItemKind.PROMISE)
    return promises.exclude(pk=item.pk).filter(pk=pk).first() if pk else None
