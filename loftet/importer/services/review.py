"""Deciding on what was found: a person takes each thing for what it says, or for background."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.language.performers import parse_performers
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import Municipality

from ..content import AboutContent
from ..differences import known_items
from ..found import commitments_in
from ..models import ItemKind, ReviewItem, Upload
from ..policies import act_obstacles_of, review_obstacles
from ..storing import reading_of, storable
from ..words import short_title
from .writing import decided, locked_item, locked_upload, record

CHOSEN_BY_A_PERSON = 1.0


@transaction.atomic
def decide(*, by: Actor, item: ReviewItem, act: ReviewAct, revision: int) -> ReviewItem:
    """Accept it, leave it out, or take the decision back."""
    kept = locked_item(item, revision)
    NotAllowed.raise_if(act_obstacles_of(by, kept, act))
    kept.state = REVIEW_LIFECYCLE.after(ReviewState(kept.state), act)
    decided(kept, by)
    kept.save()
    record(by, kept.upload, "review_items_decided", items=[kept.pk], state=kept.state)
    return kept


@transaction.atomic
def accept_all(*, by: Actor, upload: Upload) -> int:
    """Accept all that is still to be decided, but for promises of another period than the document's."""
    kept = locked_upload(upload)
    NotAllowed.raise_if(review_obstacles(by, kept))
    return _decide_many(by, kept, kept.items.filter(of_the_period(kept)), ReviewAct.ACCEPT)


@transaction.atomic
def leave_out_known(*, by: Actor, upload: Upload, earlier: Upload) -> int:
    """Leave out what was accepted from an earlier reading of the same file: only what differs is left."""
    kept = locked_upload(upload)
    NotAllowed.raise_if(review_obstacles(by, kept))
    known = [item.pk for item in known_items(kept, earlier)]
    return _decide_many(by, kept, kept.items.filter(pk__in=known), ReviewAct.LEAVE_OUT)


@transaction.atomic
def take_background(*, by: Actor, upload: Upload, number: int) -> ReviewItem:
    """Make an item of a part of the document that the reading took for background."""
    kept = locked_upload(upload)
    NotAllowed.raise_if(review_obstacles(by, kept))
    decisions = reading_of(Upload.objects.get(pk=kept.pk)).decisions
    if not 0 <= number < len(decisions) or not decisions[number].text.strip():
        raise NotAllowed([_("This part of the document is not there.")])
    passage, text = decisions[number].place, storable(decisions[number].text)
    before = kept.items.filter(start__lte=passage.start)
    order = before.aggregate(last=Max("order", default=-1))["last"] + 1
    kept.items.filter(order__gte=order).update(order=F("order") + 1)
    item = ReviewItem.objects.create(
        upload=kept,
        order=order,
        kind=ItemKind.PROMISE,
        read_text=text,
        text=text,
        title=short_title(text),
        page=passage.page,
        line=passage.line,
        start=passage.start,
        end=passage.end,
        confidence=CHOSEN_BY_A_PERSON,
        focus_area=_area_before(before),
        performers=[each.value for each in parse_performers(text)],
        commitments=commitments_in(text),
    )
    record(by, kept, "review_item_added", item=item.pk)
    return item


@transaction.atomic
def edit_about(*, by: Actor, upload: Upload, content: AboutContent, revision: int) -> Upload:
    """Pick what the document is about: its municipality and its period."""
    kept = locked_upload(upload)
    NotAllowed.raise_if(review_obstacles(by, kept))
    if kept.revision != revision:
        raise ChangedMeanwhile
    kept.municipality = Municipality.objects.filter(code=content.municipality).first()
    kept.starts_on, kept.ends_on = content.starts_on, content.ends_on
    kept.revision += 1
    kept.save(update_fields=["municipality", "starts_on", "ends_on", "revision"])
    record(by, kept, "upload_about_edited", revision=kept.revision)
    return kept


def of_the_period(upload: Upload) -> Q:
    """Without a period of their own, or with the document's."""
    return Q(starts_on__isnull=True, ends_on__isnull=True) | Q(
        starts_on=upload.starts_on, ends_on=upload.ends_on
    )


def _decide_many(by: Actor, upload: Upload, items: QuerySet[ReviewItem], act: ReviewAct) -> int:
    waiting = items.filter(state=ReviewState.WAITING)
    decided_on = list(waiting.values_list("pk", flat=True))
    if not decided_on:
        return 0
    state = REVIEW_LIFECYCLE.after(ReviewState.WAITING, act)
    ReviewItem.objects.filter(pk__in=decided_on).update(
        state=state, revision=F("revision") + 1, decided_by=by.person, decided_at=timezone.now()
    )
    record(by, upload, "review_items_decided", items=decided_on, state=state)
    return len(decided_on)


def _area_before(before: QuerySet[ReviewItem]) -> str:
    promise = before.filter(kind=ItemKind.PROMISE).last()
    return promise.focus_area if promise else ""
