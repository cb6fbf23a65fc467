"""A promise set in words: what every page, paper and file that shows one is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from loftet.agreements.words import period
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.domain.promise_set_rules import is_general
from loftet.web.said_back import names, said_back


@dataclass(frozen=True)
class CommitmentWords:
    key: str
    sentence: str
    responsible: str


@dataclass(frozen=True)
class PromiseWords:
    """A promise, numbered through the whole set."""

    promise: PromiseText
    number: int
    commitments: tuple[CommitmentWords, ...]

    @property
    def is_counted(self) -> bool:
        return any(each.number is not None for each in self.promise.commitments)

    @property
    def is_general(self) -> bool:
        """Nothing in it can be counted or ticked off, and nobody has let it stand so."""
        return not self.promise.stands_without_target and is_general(self.promise.commitments)

    @property
    def target(self) -> str:
        """What residents read of a promise without number (design 3.4)."""
        return "" if self.is_counted else _("Without target")


@dataclass(frozen=True)
class AreaWords:
    name: str
    promises: tuple[PromiseWords, ...]


@dataclass(frozen=True)
class SetWords:
    document: PromiseSetDocument
    period: str
    municipalities: str
    parties: str
    seats: tuple[tuple[str, str], ...]
    areas: tuple[AreaWords, ...]


def set_words(document: PromiseSetDocument) -> SetWords:
    numbers = {promise.key: number for number, promise in enumerate(document.promises, start=1)}
    return SetWords(
        document=document,
        period=period(document.starts_on, document.ends_on),
        municipalities=", ".join(each.name for each in document.municipalities),
        parties=", ".join(each.name for each in document.parties),
        seats=tuple((seat.party, seat.position) for seat in document.signatories),
        areas=tuple(
            AreaWords(area.name, tuple(_promise(each, numbers[each.key], document) for each in area.promises))
            for area in document.focus_areas
        ),
    )


def _promise(promise: PromiseText, number: int, document: PromiseSetDocument) -> PromiseWords:
    commitments = tuple(
        CommitmentWords(each.key, said_back(each, document), names(each.responsible, document.parties))
        for each in promise.commitments
    )
    return PromiseWords(promise, number, commitments)
