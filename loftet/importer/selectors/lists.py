"""The documents that an organisation has uploaded, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loftet.domain.review_states import ReviewState
from loftet.domain.upload_states import UploadState
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..models import ReviewItem, Upload
from ..words import UPLOAD_STATES, failure_sentence


@dataclass(frozen=True)
class UploadRow:
    """A line of the list."""

    upload: Upload
    uploaded_at: datetime
    by: str
    label: Lazy | str
    colour: str
    next_step: str


def list_uploads(actor: Actor) -> QuerySet[Upload]:
    """The newest first, with how many things wait and are accepted."""
    waiting = Count("items", filter=Q(items__state=ReviewState.WAITING))
    accepted = Count("items", filter=Q(items__state=ReviewState.ACCEPTED))
    rows = Upload.objects.visible_to(actor).without_weight().select_related("uploaded_by", "promise_set")
    return rows.annotate(waiting=waiting, accepted=accepted).order_by("-pk")


def list_rows(uploads: Iterable[Upload]) -> list[UploadRow]:
    return [_row(upload) for upload in uploads]


def list_sources(actor: Actor, promise_set: PromiseSet) -> list[tuple[Upload, list[ReviewItem]]]:
    """The documents that the set was read in from, each with the promises that came of it."""
    uploads = Upload.objects.visible_to(actor).without_weight().filter(promise_set=promise_set)
    drafted = ReviewItem.objects.filter(upload__in=uploads, state=ReviewState.DRAFTED)
    by_upload: dict[int, list[ReviewItem]] = {}
    for item in drafted:
        by_upload.setdefault(item.upload_id, []).append(item)
    return [(upload, by_upload.get(upload.pk, [])) for upload in uploads]


def _row(upload: Upload) -> UploadRow:
    label, colour = UPLOAD_STATES[UploadState(upload.state)]
    return UploadRow(
        upload=upload,
        uploaded_at=upload.uploaded_at,
        by=upload.uploaded_by.shown_as,
        label=label,
        colour=colour,
        next_step=_next_step(upload),
    )


def _next_step(upload: Upload) -> str:
    if upload.failure:
        return failure_sentence(upload.failure)
    waiting: int = getattr(upload, "waiting", 0)
    accepted: int = getattr(upload, "accepted", 0)
    if waiting:
        return ngettext("%(number)s thing to decide", "%(number)s things to decide", waiting) % {
            "number": waiting
        }
    if accepted:
        return _("%(number)s accepted, not in a draft yet") % {"number": accepted}
    return ""
