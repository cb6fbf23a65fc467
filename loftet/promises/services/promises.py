"""Writing promises: each save is of one promise, so that two people can write in one set."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from loftet.agreements.versions import parties_of
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator
from loftet.domain.promise_set import CommitmentText, PromiseText
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed

from ..content import PromiseContent
from ..drafts import agreement_version, promise_text
from ..models import FocusArea, Promise, PromiseSet
from ..policies import MOST_PROMISES, edit_obstacles, number_without_target, promise_obstacles
from ..proposals import new_key, propose
from .writing import bump, locked, write_commitments, write_promise

Direction = Literal["up", "down"]


@transaction.atomic
def add_promise(*, by: Actor, promise_set: PromiseSet, content: PromiseContent) -> Promise:
    """Add a promise last in its focus area, which is made where it is new."""
    kept = _writable(by, promise_set)
    content = _with_commitments(kept, content)
    _refuse(kept, content)
    if Promise.objects.filter(focus_area__promise_set=kept).count() >= MOST_PROMISES:
        raise NotAllowed([_("A set holds at most %(most)s promises.") % {"most": MOST_PROMISES}])
    area = _area(kept, content.focus_area)
    promise = write_promise(Promise(), area, _next(area), _text(content, key=""))
    _record(by, kept, "promise_added", promise)
    return promise


@transaction.atomic
def edit_promise(*, by: Actor, promise: Promise, content: PromiseContent, revision: int) -> Promise:
    """Save the promise; `revision` is the one that was read before writing began."""
    kept = _writable(by, _set_of(promise))
    content = _with_commitments(kept, content)
    _refuse(kept, content)
    row = _reread(promise)
    if row.revision != revision:
        raise ChangedMeanwhile
    area = _area(kept, content.focus_area)
    order = row.order if row.focus_area_id == area.pk else _next(area)
    write_promise(row, area, order, _text(content, key=str(row.key)))
    _drop_empty_areas(kept)
    _record(by, kept, "promise_edited", row)
    return row


@transaction.atomic
def remove_promise(*, by: Actor, promise: Promise) -> None:
    kept = _writable(by, _set_of(promise))
    row = _reread(promise)
    row.delete()
    _drop_empty_areas(kept)
    _record(by, kept, "promise_removed", row)


@transaction.atomic
def move_promise(*, by: Actor, promise: Promise, direction: Direction) -> None:
    """One step; from the first or last place of an area into the area beside it."""
    kept = _writable(by, _set_of(promise))
    row = _reread(promise)
    areas = list(kept.focus_areas.prefetch_related("promises"))
    here = next(place for place, area in enumerate(areas) if area.pk == row.focus_area_id)
    rows = list(areas[here].promises.order_by("order"))
    place, step = rows.index(row), -1 if direction == "up" else 1
    if 0 <= place + step < len(rows):
        rows[place], rows[place + step] = rows[place + step], rows[place]
        _number(areas[here], rows)
    elif 0 <= here + step < len(areas):
        beside = list(areas[here + step].promises.order_by("order"))
        beside.insert(0 if step > 0 else len(beside), row)
        _number(areas[here + step], beside)
        _drop_empty_areas(kept)
    else:
        return
    _record(by, kept, "promise_moved", row)


@transaction.atomic
def move_focus_area(*, by: Actor, area: FocusArea, direction: Direction) -> None:
    kept = _writable(by, area.promise_set)
    areas = list(kept.focus_areas.all())
    place, step = areas.index(area), -1 if direction == "up" else 1
    if not 0 <= place + step < len(areas):
        return
    areas[place], areas[place + step] = areas[place + step], areas[place]
    for order, each in enumerate(areas):
        FocusArea.objects.filter(pk=each.pk).update(order=order)
    bump(kept)
    audit.record(by=by, kind="promise_moved", subject=kept)


@transaction.atomic
def rename_focus_area(*, by: Actor, area: FocusArea, name: str) -> FocusArea:
    kept = _writable(by, area.promise_set)
    if not name.strip():
        raise NotAllowed([_("A focus area has a name.")])
    if kept.focus_areas.exclude(pk=area.pk).filter(name=name).exists():
        raise NotAllowed([_("There is already a focus area called %(name)s.") % {"name": name}])
    row = kept.focus_areas.get(pk=area.pk)
    row.name = name
    row.save(update_fields=["name"])
    bump(kept)
    audit.record(by=by, kind="focus_area_edited", subject=kept)
    return row


@transaction.atomic
def add_companion(
    *, by: Actor, promise: Promise, number: float, unit: str, every: Cadence | None = None
) -> Promise:
    """Give a general promise something that can be counted, done by those who do the promise."""
    kept = _writable(by, _set_of(promise))
    row = _reread(promise)
    if not unit.strip() or number <= 0:
        raise NotAllowed([_("Say how many, and of what.")])
    commitments = promise_text(row).commitments
    doers = tuple(sorted({pk for each in commitments for pk in each.performers}))
    answering = tuple(sorted({pk for each in commitments for pk in each.responsible}))
    companion = CommitmentText(
        key=new_key(),
        performers=doers,
        performer_note="",
        responsible=answering or doers,
        kind=CommitmentClass.FREQUENCY if every else CommitmentClass.COUNT,
        comparator=Comparator.AT_LEAST,
        number=number,
        number_max=None,
        unit=unit,
        every=every,
        window=None,
        per="",
        place="",
        groups=(),
    )
    row.revision += 1
    row.stands_without_target = False
    row.save(update_fields=["revision", "stands_without_target"])
    write_commitments(row, (*commitments, companion))
    _record(by, kept, "promise_edited", row)
    return row


@transaction.atomic
def let_stand_without_target(*, by: Actor, promise: Promise) -> Promise:
    """The parties let a general promise stand; residents read "Utan måltal" and what was done."""
    kept = _writable(by, _set_of(promise))
    row = _reread(promise)
    if any(each.number is not None for each in promise_text(row).commitments):
        raise NotAllowed([number_without_target()])
    row.revision += 1
    row.stands_without_target = True
    row.save(update_fields=["revision", "stands_without_target"])
    _record(by, kept, "promise_edited", row)
    return row


def _set_of(promise: Promise) -> PromiseSet:
    return promise.focus_area.promise_set


def _reread(promise: Promise) -> Promise:
    return Promise.objects.select_related("focus_area").get(pk=promise.pk)


def _writable(by: Actor, promise_set: PromiseSet) -> PromiseSet:
    kept = locked(promise_set)
    if obstacles := edit_obstacles(by, kept):
        raise NotAllowed(obstacles)
    return kept


def _refuse(promise_set: PromiseSet, content: PromiseContent) -> None:
    NotAllowed.raise_if(promise_obstacles(agreement_version(promise_set.agreement), content))


def _with_commitments(promise_set: PromiseSet, content: PromiseContent) -> PromiseContent:
    """As it is kept; without commitments they are read out of the text."""
    if content.commitments:
        return content
    parties = parties_of(agreement_version(promise_set.agreement))
    return replace(content, commitments=propose(content.text, parties).commitments)


def _text(content: PromiseContent, *, key: str) -> PromiseText:
    return PromiseText(
        key=key,
        title=content.title,
        text=content.text,
        background=content.background,
        why=content.why,
        baseline=content.baseline,
        easy_read=content.easy_read,
        stands_without_target=content.stands_without_target,
        commitments=tuple(replace(each, key=each.key or new_key()) for each in content.commitments),
    )


def _area(promise_set: PromiseSet, name: str) -> FocusArea:
    wanted = name.strip()
    last = promise_set.focus_areas.aggregate(last=Max("order", default=-1))["last"]
    area, _made = promise_set.focus_areas.get_or_create(name=wanted, defaults={"order": last + 1})
    return area


def _next(area: FocusArea) -> int:
    last: int = area.promises.aggregate(last=Max("order", default=-1))["last"]
    return last + 1


def _number(area: FocusArea, rows: list[Promise]) -> None:
    for order, each in enumerate(rows):
        Promise.objects.filter(pk=each.pk).update(focus_area=area, order=order)


def _drop_empty_areas(promise_set: PromiseSet) -> None:
    promise_set.focus_areas.filter(promises__isnull=True).delete()


def _record(by: Actor, promise_set: PromiseSet, kind: str, promise: Promise) -> None:
    """Keys only: the trail is kept for ever, and a discarded draft shall be gone."""
    bump(promise_set)
    data = {"promise": str(promise.key), "revision": promise.revision}
    audit.record(by=by, kind=kind, subject=promise_set, data=data)
