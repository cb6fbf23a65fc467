"""Easy words for a draft, which a communicator may write without touching what is promised."""

from __future__ import annotations

from django.db import transaction

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed

from ..content import EasyReadContent
from ..models import Promise, PromiseSet
from ..policies import easy_read_obstacles
from .writing import bump, locked


@transaction.atomic
def write_easy_read(
    *, by: Actor, promise_set: PromiseSet, content: EasyReadContent, revision: int
) -> PromiseSet:
    """Save them; `revision` is that of the whole set when writing began. What is unchanged is left alone."""
    kept = locked(promise_set)
    NotAllowed.raise_if(easy_read_obstacles(by, kept))
    if kept.revision != revision:
        raise ChangedMeanwhile
    if kept.easy_read != content.whole:
        kept.easy_read = content.whole
        kept.details_revision += 1
        kept.save(update_fields=["easy_read", "details_revision"])
    for promise in Promise.objects.filter(focus_area__promise_set=kept):
        _write(promise, content.promises.get(str(promise.key), promise.easy_read))
    bump(kept)
    # No words: the trail is kept for ever, and a discarded draft shall be gone.
    audit.record(by=by, kind="easy_read_written", subject=kept, data={"revision": kept.revision})
    return kept


def _write(promise: Promise, words: str) -> None:
    if promise.easy_read != words:
        promise.easy_read = words
        promise.revision += 1
        promise.save(update_fields=["easy_read", "revision"])
