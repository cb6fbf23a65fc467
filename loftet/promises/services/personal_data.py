"""Answering for words that look like personal data: they are removed, or they are no person, because …"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseText
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..drafts import live_document
from ..models import NoPersonAnswer, PromiseSet
from ..personal_data import find_in
from ..policies import edit_obstacles
from .writing import bump, locked, write_areas

NOTHING_LEFT = "…"
"""Stands where the words were all that there was."""


@transaction.atomic
def answer_personal_data(*, by: Actor, promise_set: PromiseSet, words: str, reason: str) -> NoPersonAnswer:
    """Keep that the words point out no person, and why; an answer given again replaces the first."""
    kept = locked(promise_set)
    NotAllowed.raise_if(edit_obstacles(by, kept))
    if not reason.strip():
        raise NotAllowed([_("Say why this is no person.")])
    _refuse_unknown(kept, words)
    answer, _made = NoPersonAnswer.objects.update_or_create(
        promise_set=kept, words=words, defaults={"reason": reason, "answered_by": by.person}
    )
    bump(kept)
    audit.record(by=by, kind="personal_data_answered", subject=kept)
    return answer


@transaction.atomic
def remove_personal_data(*, by: Actor, promise_set: PromiseSet, words: str) -> None:
    """Take the words out of every text of the draft."""
    kept = locked(promise_set)
    NotAllowed.raise_if(edit_obstacles(by, kept))
    _refuse_unknown(kept, words)
    kept.title = _without(words, kept.title) or NOTHING_LEFT
    kept.introduction = _without(words, kept.introduction)
    kept.easy_read = _without(words, kept.easy_read)
    if kept.change_reason:
        kept.change_reason = _without(words, kept.change_reason) or NOTHING_LEFT
    kept.details_revision += 1
    kept.save(update_fields=["title", "introduction", "easy_read", "change_reason", "details_revision"])
    write_areas(kept, tuple(_area_without(words, area) for area in live_document(kept).focus_areas))
    audit.record(by=by, kind="personal_data_removed", subject=kept)


def _refuse_unknown(promise_set: PromiseSet, words: str) -> None:
    if words not in {each.words for each in find_in(live_document(promise_set))}:
        raise NotAllowed([_("The words no longer stand in the draft.")])


def _without(words: str, text: str) -> str:
    """The text without the words and without the gap that they leave."""
    return re.sub(rf"[ \t]*{re.escape(words)}", "", text).strip() if words in text else text


def _area_without(words: str, area: FocusAreaText) -> FocusAreaText:
    name = _without(words, area.name) or NOTHING_LEFT
    return replace(area, name=name, promises=tuple(_promise_without(words, each) for each in area.promises))


def _promise_without(words: str, promise: PromiseText) -> PromiseText:
    commitments = tuple(_texts_without(words, each) for each in promise.commitments)
    changed: PromiseText = _texts_without(words, promise)
    return replace(changed, commitments=commitments)


def _texts_without(words: str, part: Any) -> Any:
    texts = {field.name: getattr(part, field.name) for field in fields(part) if field.name != "key"}
    changed: dict[str, Any] = {
        name: _without(words, text) for name, text in texts.items() if type(text) is str
    }
    if isinstance(part, PromiseText):
        changed |= {name: changed[name] or NOTHING_LEFT for name in ("title", "text")}
    if isinstance(part, CommitmentText):
        changed["groups"] = tuple(_without(words, group) for group in part.groups)
    return replace(part, **changed)
