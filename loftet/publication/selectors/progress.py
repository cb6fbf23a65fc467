"""How far a promise set has come, as it would be published now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from loftet.domain.canonical import digest
from loftet.domain.progress import ProgressDocument
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from ..models import Edition
from ..policies import progress_obstacles
from ..progress import find_progress
from ..progress_words import AreaWords, area_words, handed_in_words
from .records import RecordPage


@dataclass(frozen=True)
class ProgressPage:
    """`document` is what would be published, and `shown` its digest; nothing where nothing is handed in."""

    page: RecordPage
    document: ProgressDocument | None
    shown: str
    areas: tuple[AreaWords, ...]
    handed_in: tuple[str, ...]
    before: Edition | None
    obstacles: tuple[str, ...]


def get_progress_page(page: RecordPage, actor: Actor) -> ProgressPage:
    assert isinstance(page.record, PromiseSet)
    found = find_progress(page.record, today=timezone.localdate())
    document = found.document
    return ProgressPage(
        page=page,
        document=document,
        shown=digest(document.to_data()) if document else "",
        areas=area_words(document) if document else (),
        handed_in=tuple(handed_in_words(document)) if document else (),
        before=found.before,
        obstacles=tuple(progress_obstacles(actor, found, page.version)),
    )
