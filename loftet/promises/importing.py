"""Documents that come in as JSON: read strictly, and fitted into the agreement that they come into."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import parties_of
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.promise_set import CommitmentText, FocusAreaText, PromiseSetDocument, PromiseText
from loftet.domain.promise_set_rules import has_number_without_target
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.web.text import first_refused

from .models import PromiseSet
from .policies import number_without_target

LONGEST = {"title": 200, "unit": 120, "per": 120, "place": 200, "performer_note": 200}
LONGEST_TEXT = 20_000
LAST_VERSION = 10_000


def readable_document(data: Mapping[str, Any]) -> PromiseSetDocument:
    """The document, or `DocumentNotReadable` with what is wrong in it."""
    document = PromiseSetDocument.from_data(data)
    _refuse_odd_texts(data, "promise_set")
    keys = [promise.key for promise in document.promises]
    keys += [each.key for promise in document.promises for each in promise.commitments]
    if any(times > 1 for times in Counter(keys).values()):
        raise DocumentNotReadable("a key stands twice")
    if any(not _is_uuid(key) for key in keys):
        raise DocumentNotReadable("a key is not a UUID")
    if not 1 <= document.version <= LAST_VERSION:
        raise DocumentNotReadable(f"the version is not from 1 to {LAST_VERSION}")
    if document.version > 1 and not document.change_reason.strip():
        raise DocumentNotReadable("a version after the first has no reason")
    names = [area.name for area in document.focus_areas]
    if len(names) != len(set(names)) or not all(name.strip() and len(name) <= 200 for name in names):
        raise DocumentNotReadable("a focus area has no name of its own")
    return document


def fitted_document(within: SharedVersion, data: Mapping[str, Any]) -> PromiseSetDocument:
    """The document with the agreement's own numbers of its parties, or `NotAllowed` with what is wrong."""
    try:
        document = readable_document(data)
    except DocumentNotReadable as fault:
        raise NotAllowed([_("The file is not a citizen promise: %(fault)s.") % {"fault": fault}]) from fault
    numbers = _numbers(within, document)
    NotAllowed.raise_if(_obstacles(document, numbers))
    areas = tuple(_fitted_area(area, numbers) for area in document.focus_areas)
    parties = tuple(
        replace(party, organisation=numbers[party.organisation])
        for party in document.parties
        if party.organisation in numbers
    )
    return replace(document, focus_areas=areas, parties=parties)


def own_set_with(actor: Actor, document: PromiseSetDocument) -> PromiseSet | None:
    """The set of the actor's own organisation in which a promise of the document stands already."""
    keys = [promise.key for promise in document.promises]
    sets = PromiseSet.objects.owned_by(actor).filter(focus_areas__promises__key__in=keys)
    found: PromiseSet | None = sets.first()
    return found


def _numbers(within: SharedVersion, document: PromiseSetDocument) -> dict[int, int]:
    """From the file's number of each party to the agreement's: every installation has numbers of its own."""
    known = {party.name: party.organisation for party in parties_of(within)}
    return {party.organisation: known[party.name] for party in document.parties if party.name in known}


def _fitted_area(area: FocusAreaText, numbers: Mapping[int, int]) -> FocusAreaText:
    return replace(area, promises=tuple(_fitted_promise(promise, numbers) for promise in area.promises))


def _fitted_promise(promise: PromiseText, numbers: Mapping[int, int]) -> PromiseText:
    return replace(promise, commitments=tuple(_fitted(each, numbers) for each in promise.commitments))


def _fitted(commitment: CommitmentText, numbers: Mapping[int, int]) -> CommitmentText:
    return replace(
        commitment,
        performers=tuple(sorted(numbers[each] for each in commitment.performers)),
        responsible=tuple(sorted(numbers[each] for each in commitment.responsible)),
    )


def _obstacles(document: PromiseSetDocument, numbers: Mapping[int, int]) -> list[str]:
    """Why the document cannot come into the agreement."""
    commitments = [each for promise in document.promises for each in promise.commitments]
    named = {pk for each in commitments for pk in (*each.performers, *each.responsible)}
    obstacles = []
    if not numbers.keys() >= named:
        obstacles.append(_("The file names an organisation that is not a party of the agreement."))
    if any(has_number_without_target(promise) for promise in document.promises):
        obstacles.append(number_without_target())
    return list(dict.fromkeys([*obstacles, *_number_obstacles(commitments)]))


def _number_obstacles(commitments: list[CommitmentText]) -> Iterator[str]:
    for each in commitments:
        low, high = each.number, each.number_max
        if (low is not None and low < 0) or (high is not None and (low is None or high < low)):
            yield _("The highest number is below the lowest.")
        if (low is None) != (each.comparator is None):
            yield _("The file has a number that is not compared with anything.")


def _refuse_odd_texts(value: object, path: str, name: str = "") -> None:
    match value:
        case str():
            if len(value) > LONGEST.get(name, LONGEST_TEXT):
                raise DocumentNotReadable(f"{path} is too long")
            if first_refused(value, multi_line=True) is not None:
                raise DocumentNotReadable(f"{path} holds a character that cannot be shown")
        case Mapping():
            for key, inner in value.items():
                _refuse_odd_texts(inner, f"{path}.{key}", key)
        case list():
            for number, inner in enumerate(value):
                _refuse_odd_texts(inner, f"{path}[{number}]", name)


def _is_uuid(key: str) -> bool:
    try:
        return str(uuid.UUID(key)) == key
    except ValueError:
        return False
