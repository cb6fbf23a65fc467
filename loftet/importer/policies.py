"""Why something cannot be done with an uploaded document, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.followup.policies import reading_in_obstacles
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.policies import edit_obstacles
from loftet.reading.guarded import DEFAULT_LIMITS

from .content import ItemContent, ReceivedFile
from .models import ReviewItem, Upload

MOST_FILES = 20
LARGEST = DEFAULT_LIMITS.size


def upload_obstacles(actor: Actor) -> list[str]:
    return act_obstacles(actor, Act.DRAFT)


def file_obstacles(files: Sequence[ReceivedFile]) -> list[str]:
    if not files:
        return [_("Choose a file or paste text.")]
    if len(files) > MOST_FILES:
        return [_("At most %(most)s files at a time.") % {"most": MOST_FILES}]
    return [
        _("%(name)s is larger than %(most)s.") % {"name": each.name, "most": filesizeformat(LARGEST)}
        for each in files
        if len(each.content) > LARGEST
    ]


def retry_obstacles(actor: Actor, upload: Upload) -> list[str]:
    if obstacles := upload_obstacles(actor):
        return obstacles
    return [] if upload.failure else [_("Only a reading that failed is tried again.")]


def review_obstacles(actor: Actor, upload: Upload) -> list[str]:
    if obstacles := upload_obstacles(actor):
        return obstacles
    return [] if upload.is_read else [_("The document is not read yet.")]


def act_obstacles_of(actor: Actor, item: ReviewItem, act: ReviewAct) -> list[str]:
    if obstacles := review_obstacles(actor, item.upload):
        return obstacles
    if act in REVIEW_LIFECYCLE.acts_in(ReviewState(item.state)):
        return []
    return [_("This has been decided already. Look at it again.")]


def change_obstacles(actor: Actor, item: ReviewItem) -> list[str]:
    if obstacles := review_obstacles(actor, item.upload):
        return obstacles
    return [] if item.is_open else [_("This can no longer be changed here.")]


def content_obstacles(content: ItemContent) -> list[str]:
    if not content.text.strip() or not content.title.strip():
        return [_("An item has a title and says something.")]
    return []


def drafting_obstacles(actor: Actor, upload: Upload, accepted: int) -> list[str]:
    """Why no draft can be made of what is accepted."""
    if obstacles := review_obstacles(actor, upload):
        return obstacles
    if not accepted:
        return [_("Accept at least one promise first: nothing becomes a draft before a person took it.")]
    if upload.promise_set and edit_obstacles(actor, upload.promise_set):
        return [_("What was made of this document is shared already. Begin a new version of it first.")]
    return []


def entering_obstacles(actor: Actor, upload: Upload, accepted: int) -> list[str]:
    """Why no accepted outcome can be entered in the follow-up."""
    if obstacles := review_obstacles(actor, upload):
        return obstacles
    if upload.promise_set is None:
        return [_("Make a draft of the promises first: outcomes answer them.")]
    if upload.promise_set.valid_version is None and reading_in_obstacles(
        actor, upload.promise_set, today=timezone.localdate()
    ):
        return [
            _(
                "Outcomes are entered when the promise that they answer is signed by all, or its period is"
                " over. Check the period of the draft."
            )
        ]
    return [] if accepted else [_("Accept an outcome that answers a promise of the draft first.")]
