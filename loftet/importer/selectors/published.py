"""Promises that are published, with what came of them, for who looks for one to begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from loftet.agreements.versions import read_kept, with_documents
from loftet.agreements.words import period
from loftet.domain.addresses import promise_page
from loftet.domain.cells import CellState
from loftet.domain.follow_up import FollowedPromise, FollowUpDocument
from loftet.domain.promise_set import PromiseSetDocument
from loftet.followup.words import STATES, STATUSES, total_words
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.promises.policies import edit_obstacles
from loftet.publication.models import Edition, EditionKind, EditionQuerySet
from loftet.publication.selectors import list_published_sets, newest_follow_ups, promises_with_words
from loftet.web.said_back import names, what

from ..models import Precedent
from ..precedents import PublishedSet

Document = TypeVar("Document")

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """What came of a promise by the newest follow-up; `judged` are status, whose it is, and why.

    `told` is for where nothing was counted: state, party and its own words.
    """

    period: str
    counted: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...]
    judged: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class PublishedPromise:
    """A promise beside its outcome, which is None where nothing is followed up."""

    key: str
    area: str
    title: str
    text: str
    asked: tuple[str, ...]
    outcome: Outcome | None


@dataclass(frozen=True)
class PublishedRow:
    """An edition of a promise set with those of its promises that are asked for."""

    pk: int
    title: str
    places: str
    period: str
    published_for: str
    promises: tuple[PublishedPromise, ...]


def find_published(actor: Actor, *, typed: str, code: str) -> EditionQuerySet:
    """By words, by municipality, or by the address of a promise that somebody has pasted."""
    key = key_in(typed)
    return list_published_sets(actor, words="" if key else typed, code=code, key=key)


def key_in(typed: str) -> str:
    found = KEY.search(typed)
    return found[0].lower() if found else ""


def list_published_rows(actor: Actor, found: EditionQuerySet, typed: str) -> list[PublishedRow]:
    """A row for each of the editions, which may be a part of all that was found."""
    editions = with_documents(found, digest="document_digest")
    wanted = _wanted(editions, typed)
    documents = {each.pk: _read(each, PromiseSetDocument.from_data) for each in editions}
    shown = {
        pk: [each.key for each in document.promises if wanted is None or (pk, each.key) in wanted]
        for pk, document in documents.items()
    }
    outcomes = outcomes_of(actor, [keys for keys in shown.values() if keys])
    return [_row(each, documents[each.pk], shown[each.pk], outcomes) for each in editions if shown[each.pk]]


def _read(edition: Edition, read: Callable[[Mapping[str, Any]], Document]) -> Document:
    assert edition.document is not None  # what is shown has not been emptied
    return read_kept(edition.document_digest, edition.document, read)


def _wanted(editions: Sequence[Edition], typed: str) -> set[tuple[int, str]] | None:
    """None where all promises are asked for."""
    if key := key_in(typed):
        return {(each.pk, key) for each in editions}
    return promises_with_words(editions, typed) if typed else None


def get_published(actor: Actor, pk: int, key: str) -> PublishedSet | None:
    """The edition, where residents read it and the promise is in it."""
    edition = Edition.objects.shown_to(actor).filter(pk=pk, kind=EditionKind.PROMISE_SET).first()
    if edition is None:
        return None
    envelope = edition.read_envelope()
    address = f"{settings.PUBLIC_BASE_URL}/{promise_page(min(envelope.municipalities), key)}"
    found = PublishedSet(envelope, PromiseSetDocument.from_data(edition.document), address)
    return found if found.find(key) else None


def promises_of(source: PublishedSet, outcomes: Mapping[str, Outcome]) -> tuple[PublishedPromise, ...]:
    keys = [each.key for each in source.document.promises]
    return tuple(_promises(source.document, keys, outcomes))


def outcomes_of(actor: Actor, keys: Iterable[Sequence[str]]) -> dict[str, Outcome]:
    """By key of the promise. `keys` are those of each promise set; a set is followed up as a whole."""
    found: dict[str, Outcome] = {}
    for edition in newest_follow_ups(actor, [each[0] for each in keys]):
        found |= outcomes_in(_read(edition, FollowUpDocument.from_data))
    return found


def outcomes_in(document: FollowUpDocument) -> dict[str, Outcome]:
    """By key of the promise, of one follow-up."""
    return {each.key: _outcome(each, document) for each in document.promises}


def list_drafts(actor: Actor) -> list[PromiseSet]:
    """The sets of the actor's organisation that a promise can be written in now."""
    own: QuerySet[PromiseSet] = PromiseSet.objects.owned_by(actor).select_related("agreement")
    return [each for each in own if not edit_obstacles(actor, each)]


def list_precedents(actor: Actor, promise_set: PromiseSet) -> list[Precedent]:
    """Those of promises that still stand in the set."""
    keys = promise_set.focus_areas.values_list("promises__key", flat=True)
    return list(Precedent.objects.visible_to(actor).filter(promise_set=promise_set, promise_key__in=keys))


def _row(
    edition: Edition, document: PromiseSetDocument, keys: Sequence[str], outcomes: Mapping[str, Outcome]
) -> PublishedRow:
    return PublishedRow(
        pk=edition.pk,
        title=document.title,
        places=", ".join(each.name for each in document.municipalities),
        period=period(document.starts_on, document.ends_on),
        published_for=edition.read_envelope().published_for,
        promises=tuple(_promises(document, keys, outcomes)),
    )


def _promises(
    document: PromiseSetDocument, keys: Sequence[str], outcomes: Mapping[str, Outcome]
) -> Iterator[PublishedPromise]:
    for area in document.focus_areas:
        for each in area.promises:
            if each.key in keys:
                asked = tuple(what(commitment, document) for commitment in each.commitments)
                outcome = outcomes.get(each.key)
                yield PublishedPromise(each.key, area.name, each.title, each.text, asked, outcome)


def _outcome(promise: FollowedPromise, document: FollowUpDocument) -> Outcome:
    return Outcome(
        period=document.closed_period.label,
        counted=tuple(total_words(total) for total in promise.totals),
        told=() if promise.totals else tuple(_told(promise, document)),
        judged=tuple(_judged(promise, document)),
    )


def _told(promise: FollowedPromise, document: FollowUpDocument) -> Iterator[tuple[str, str, str]]:
    for cell in promise.cells:
        account = cell.account
        if cell.period == document.period and account.state is not CellState.NOT_CONCERNED:
            yield str(STATES[account.state]), names([cell.party], document.parties), account.words


def _judged(
    promise: FollowedPromise, document: FollowUpDocument
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """One where the parties agree, else each beside the other."""
    for status in dict.fromkeys(each.status for each in promise.assessments):
        mine = [each for each in promise.assessments if each.status is status]
        parties = names([each.party for each in mine], document.parties)
        motives = tuple(dict.fromkeys(each.motive for each in mine if each.motive))
        yield str(STATUSES[status]), parties, motives
