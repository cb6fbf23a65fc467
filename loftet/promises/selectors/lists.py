"""Promise sets as each reader may read them: one's own draft, or the newest version handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from loftet.agreements.models import UNSHARED, SharedVersion
from loftet.agreements.words import period
from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor

from ..drafts import fetch_rows, live_document
from ..models import PromiseSet
from ..standing import COLOURS, Standing, next_step, standing_of
from ..versions import document_of


@dataclass(frozen=True)
class SetReading:
    """A set as its reader may read it."""

    promise_set: PromiseSet
    version: SharedVersion | None
    document: PromiseSetDocument
    standing: Standing
    is_own: bool

    @property
    def is_draft(self) -> bool:
        return self.is_own and self.promise_set.has_unshared_changes


@dataclass(frozen=True)
class SetRow:
    """A line of the list."""

    pk: int
    title: str
    owner: str
    period: str
    promises: int
    standing: Standing
    colour: str
    next_step: str
    draft_version: int | None


def list_sets(actor: Actor, *, words: str = "", standing: str = "") -> QuerySet[PromiseSet]:
    """The sets that the actor may see, the newest first; found by the words of what the actor reads."""
    found = _readable(actor)
    for word in words.casefold().split():
        own = Q(owner=actor.organisation, search_text__contains=word)
        found = found.filter(own | ~Q(owner=actor.organisation) & Q(seen_text__contains=word))
    if standing:
        found = found.filter(_stands(Standing(standing), actor, timezone.localdate()))
    return found.order_by("-pk")


def get_reading(actor: Actor, pk: int) -> SetReading | None:
    """The set as the actor reads it; None where nothing of it may be read."""
    return next(iter(list_readings(actor, list_sets(actor).filter(pk=pk))), None)


def list_readings(actor: Actor, sets: Iterable[PromiseSet]) -> list[SetReading]:
    page = list(sets)
    versions = _newest_seen(actor, page)
    fetch_rows([each for each in page if _is_live(each, versions.get(each.pk), actor)])
    return [_reading(each, versions.get(each.pk), actor) for each in page]


def list_rows(actor: Actor, sets: Iterable[PromiseSet]) -> list[SetRow]:
    """Lines without reading the drafts whole; the number of queries does not depend on how many there are."""
    page = list(sets)
    versions = _newest_seen(actor, page)
    counts = dict(
        PromiseSet.objects.filter(pk__in=[each.pk for each in page], owner=actor.organisation)
        .annotate(number=Count("focus_areas__promises"))
        .values_list("pk", "number")
    )
    return [_row(each, versions.get(each.pk), counts.get(each.pk, 0), actor) for each in page]


def _readable(actor: Actor) -> QuerySet[PromiseSet]:
    """With the version and the words that the actor's organisation has received, or has shared itself."""
    received = SharedVersion.objects.filter(
        record_kind=PromiseSet.record_kind,
        record_id=OuterRef("pk"),
        sharings__organisation=actor.organisation,
    ).order_by("-version")
    sets: QuerySet[PromiseSet] = PromiseSet.objects.visible_to(actor)
    return sets.select_related("owner", "agreement").annotate(
        seen_version=Case(
            When(owner=actor.organisation, then=F("shared_version")),
            default=Subquery(received.values("version")[:1]),
        ),
        seen_text=Subquery(received.values("search_text")[:1]),
    )


def _stands(standing: Standing, actor: Actor, today: date) -> Q:
    """The same as `standing_of`, for the database; a new version being written is found as a draft too."""
    newest = Q(seen_version=F("shared_version"))
    valid = Q(seen_version__lt=F("shared_version"), valid_version=F("seen_version"))
    ended = Q(state=PromiseSetState.ENDED) | Q(valid_until__lt=today)
    let_out, begun = Q(let_out_version=F("seen_version")), Q(valid_from__lte=today)
    match standing:
        case Standing.DRAFT:
            return Q(owner=actor.organisation) & UNSHARED
        case Standing.SHARED:
            return newest & Q(state=PromiseSetState.SHARED)
        case Standing.SIGNED:
            return (newest & Q(state=PromiseSetState.SIGNED)) | (valid & ~ended & ~let_out)
        case Standing.READY:
            ready = newest & Q(state=PromiseSetState.READY_TO_PUBLISH)
            return ready | (valid & ~ended & let_out & ~begun)
        case Standing.RUNNING:
            return (newest & Q(state=PromiseSetState.RUNNING)) | (valid & ~ended & let_out & begun)
        case Standing.ENDED:
            return (newest & Q(state=PromiseSetState.ENDED)) | (valid & ended)
        case Standing.REPLACED:
            return Q(seen_version__lt=F("shared_version")) & ~valid


def _newest_seen(actor: Actor, sets: list[PromiseSet]) -> dict[int, SharedVersion]:
    own = [each.pk for each in sets if each.is_owned_by(actor)]
    found = (
        SharedVersion.objects.filter(
            record_kind=PromiseSet.record_kind, record_id__in=[each.pk for each in sets]
        )
        .filter(Q(record_id__in=own) | Q(sharings__organisation=actor.organisation))
        .order_by("record_id", "-version")
        .distinct("record_id")
        .prefetch_related("signatures")
    )
    return {version.record_id: version for version in found}


def _reading(promise_set: PromiseSet, version: SharedVersion | None, actor: Actor) -> SetReading:
    is_live = _is_live(promise_set, version, actor)
    return SetReading(
        promise_set=promise_set,
        version=version,
        document=live_document(promise_set) if is_live or version is None else document_of(version),
        standing=_standing(promise_set, version),
        is_own=promise_set.is_owned_by(actor),
    )


def _is_live(promise_set: PromiseSet, version: SharedVersion | None, actor: Actor) -> bool:
    """Whether the actor reads what is being written, and not what was shared last."""
    return version is None or (promise_set.is_owned_by(actor) and promise_set.has_unshared_changes)


def _standing(promise_set: PromiseSet, version: SharedVersion | None) -> Standing:
    seen = version.version if version else None
    return standing_of(promise_set, seen=seen, today=timezone.localdate())


def _row(promise_set: PromiseSet, version: SharedVersion | None, count: int, actor: Actor) -> SetRow:
    is_draft = promise_set.is_owned_by(actor) and promise_set.has_unshared_changes
    standing = _standing(promise_set, version)
    if is_draft or version is None:
        title, number = promise_set.title, count
        days: tuple[date | None, date | None] = (promise_set.starts_on, promise_set.ends_on)
    else:
        document = document_of(version)
        title, number, days = document.title, len(document.promises), (document.starts_on, document.ends_on)
    return SetRow(
        pk=promise_set.pk,
        title=title,
        owner=promise_set.owner.name,
        period=period(*days),
        promises=number,
        standing=standing,
        colour=COLOURS[standing],
        next_step=next_step(promise_set, version, standing),
        draft_version=promise_set.version if is_draft and version else None,
    )
