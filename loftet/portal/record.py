"""What has been published of a municipality, as the pages need it: editions in, an ordered record out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from loftet.domain.answer import AnswerDocument
from loftet.domain.edition import EditionKind, Envelope, WithdrawalGround
from loftet.domain.follow_up import FollowedPromise, FollowUpDocument
from loftet.domain.progress import CountedPromise, ProgressDocument
from loftet.domain.promise_set import PromiseSetDocument


@dataclass(frozen=True)
class Contact:
    """How a municipality is reached, as it says itself: no part of what is promised (ADR 0044)."""

    name: str
    email: str
    phone: str
    web_address: str

    @property
    def mark(self) -> str:
        """All of it as one text, which is another when anything of it changes."""
        return "\n".join((self.name, self.email, self.phone, self.web_address))


@dataclass(frozen=True)
class PublishedFile:
    """One of the forms of an edition, made once and known by its digest."""

    edition: int
    format: str
    digest: str
    size: int


@dataclass(frozen=True)
class PublishedEdition:
    """An edition as the public site reads it. Withdrawal has emptied its document and its files.

    `text` is the document as JSON: it goes to the process that makes pages of it, and is read there. `pk` is
    what the application knows it by, for links to where residents ask; `note` is the checkpoint that was
    signed when it was published.
    """

    pk: int
    envelope: Envelope
    envelope_digest: str
    text: str | None
    files: tuple[PublishedFile, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawal_ground: WithdrawalGround | None = None
    withdrawal_reason: str = ""
    note: str = ""

    @cached_property
    def document(self) -> Mapping[str, Any] | None:
        return None if self.text is None else json.loads(self.text)

    @property
    def number(self) -> int:
        return self.envelope.number

    @property
    def kind(self) -> EditionKind:
        return self.envelope.kind

    @property
    def identifier(self) -> str:
        return self.envelope.identifier

    @property
    def municipalities(self) -> tuple[str, ...]:
        return self.envelope.municipalities

    @property
    def published_on(self) -> date:
        return self.envelope.published_on

    @property
    def withdrawn_on(self) -> date | None:
        return localdate(self.withdrawn_at) if self.withdrawn_at else None

    @property
    def title(self) -> str:
        """What a withdrawn edition was called is gone with its document."""
        return str(self.document.get("title", "")) if self.document else ""

    @property
    def reason(self) -> str:
        """Why it replaces another, in the words of the parties."""
        return str(self.document.get("change_reason", "")) if self.document else ""

    @property
    def shown_files(self) -> list[PublishedFile]:
        """The documents that residents are offered; the pages themselves are the form in HTML."""
        return [each for each in self.files if each.format != "html" and self.text is not None]

    @cached_property
    def promise_set(self) -> PromiseSetDocument:
        return PromiseSetDocument.from_data(self.document)

    @cached_property
    def follow_up(self) -> FollowUpDocument:
        return FollowUpDocument.from_data(self.document)

    @cached_property
    def progress(self) -> ProgressDocument:
        return ProgressDocument.from_data(self.document)

    @cached_property
    def answer(self) -> AnswerDocument:
        return AnswerDocument.from_data(self.document)


@dataclass(frozen=True, eq=False)
class Series:
    """All editions of one thing, the oldest first; there is always one. It is known by itself."""

    editions: tuple[PublishedEdition, ...]

    @property
    def identifier(self) -> str:
        return self.newest.identifier

    @property
    def newest(self) -> PublishedEdition:
        return self.editions[-1]

    @property
    def first(self) -> PublishedEdition:
        return self.editions[0]

    @property
    def is_withdrawn(self) -> bool:
        return self.newest.text is None

    @property
    def has_page(self) -> bool:
        """All but answers, which are shown with their promises."""
        return self.newest.kind is not EditionKind.ANSWER

    def readable(self) -> list[PublishedEdition]:
        return [edition for edition in self.editions if edition.text is not None]

    def before(self, edition: PublishedEdition) -> PublishedEdition | None:
        """The edition that this one replaced, where its content can still be read."""
        earlier = [each for each in self.readable() if each.number < edition.number]
        return earlier[-1] if earlier else None


def readable(series: Iterable[Series]) -> list[Series]:
    """Those whose content is not taken away."""
    return [each for each in series if not each.is_withdrawn]


@dataclass(frozen=True)
class Followed:
    """What a follow-up says of one promise."""

    edition: PublishedEdition
    promise: FollowedPromise

    @property
    def document(self) -> FollowUpDocument:
        return self.edition.follow_up

    @property
    def told_until(self) -> date | None:
        return self.document.closed_period.ends_on


@dataclass(frozen=True)
class Counted:
    """What a progress edition counts of one promise."""

    edition: PublishedEdition
    promise: CountedPromise

    @property
    def document(self) -> ProgressDocument:
        return self.edition.progress


@dataclass(frozen=True)
class Record:
    """A municipality's published promise sets, follow-ups and progress, the newest first."""

    code: str
    sets: tuple[Series, ...]
    follow_ups: tuple[Series, ...]
    progress: tuple[Series, ...]
    others: tuple[Series, ...]
    contact: Contact | None = None

    @property
    def series(self) -> tuple[Series, ...]:
        return (*self.sets, *self.follow_ups, *self.progress, *self.others)

    @cached_property
    def editions(self) -> list[PublishedEdition]:
        """Every edition, the newest first."""
        return sorted((each for one in self.series for each in one.editions), key=lambda each: -each.number)

    @cached_property
    def _followed(self) -> Mapping[str, list[Followed]]:
        found: dict[str, list[Followed]] = {}
        for series in self.follow_ups:
            if not series.is_withdrawn:
                for promise in series.newest.follow_up.promises:
                    found.setdefault(promise.key, []).append(Followed(series.newest, promise))
        for each in found.values():
            each.sort(key=lambda followed: followed.document.period)
        return found

    @cached_property
    def _counted(self) -> Mapping[str, Counted]:
        newest = [series.newest for series in readable(self.progress)]
        return {
            promise.key: Counted(edition, promise)
            for edition in sorted(newest, key=lambda each: each.number)
            for promise in edition.progress.promises
        }

    @cached_property
    def promise_keys(self) -> frozenset[str]:
        """The promises that have a page."""
        readable = (series for series in self.sets if not series.is_withdrawn)
        return frozenset(promise.key for series in readable for promise in series.newest.promise_set.promises)

    def followed(self, key: str) -> Sequence[Followed]:
        """What the follow-ups say of a promise, the earliest period first."""
        return self._followed.get(key, ())

    def counted(self, key: str) -> Counted | None:
        """The newest progress of a promise, where no follow-up has told of it since."""
        found = self._counted.get(key)
        last = max((each.edition.number for each in self.followed(key)), default=0)
        return found if found and found.edition.number > last else None

    @cached_property
    def answers(self) -> list[AnswerDocument]:
        """What residents have been answered, the newest first."""
        readable = (each.newest for each in self.others if not each.is_withdrawn)
        found = [edition for edition in readable if edition.kind is EditionKind.ANSWER]
        return [each.answer for each in sorted(found, key=lambda each: -each.number)]

    def progress_of(self, promise_set: PromiseSetDocument) -> list[Series]:
        """The progress of any of its promises, the newest first."""
        keys = {promise.key for promise in promise_set.promises}
        return [
            series
            for series in self.progress
            if not series.is_withdrawn and any(each.key in keys for each in series.newest.progress.promises)
        ]

    def follow_ups_of(self, promise_set: PromiseSetDocument) -> list[Series]:
        """The follow-ups that tell of any of its promises, the latest period first."""
        keys = {promise.key for promise in promise_set.promises}
        return [
            series
            for series in self.follow_ups
            if not series.is_withdrawn and any(each.key in keys for each in series.newest.follow_up.promises)
        ]


def record_of(code: str, editions: Iterable[PublishedEdition], contact: Contact | None = None) -> Record:
    """Put the editions of a municipality in order."""
    by_identifier: dict[str, list[PublishedEdition]] = {}
    for edition in sorted(editions, key=lambda each: each.number):
        by_identifier.setdefault(edition.identifier, []).append(edition)
    series = [Series(tuple(each)) for each in by_identifier.values()]
    return Record(
        code,
        sets=_of_kind(series, EditionKind.PROMISE_SET, _set_order),
        follow_ups=_of_kind(series, EditionKind.FOLLOW_UP, _follow_up_order),
        progress=_of_kind(series, EditionKind.PROGRESS, lambda one: one.newest.number),
        others=tuple(each for each in series if not each.has_page),
        contact=contact,
    )


def _of_kind(series: Iterable[Series], kind: EditionKind, order: Any) -> tuple[Series, ...]:
    return tuple(sorted((each for each in series if each.newest.kind is kind), key=order, reverse=True))


def _set_order(series: Series) -> tuple[date, int]:
    starts_on = None if series.is_withdrawn else series.newest.promise_set.starts_on
    return starts_on or series.first.published_on, series.first.number


def _follow_up_order(series: Series) -> tuple[date, int]:
    if series.is_withdrawn:
        return series.first.published_on, series.first.number
    period = series.newest.follow_up.closed_period
    return period.ends_on or series.first.published_on, series.first.number
