"""Documents that come in as JSON: read strictly, and held against the agreement that they come into."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import party_ids
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.promise_set import PromiseSetDocument
from loftet.web.text import first_refused

LONGEST = {"title": 200, "unit": 120, "per": 120, "place": 200, "performer_note": 200}
LONGEST_TEXT = 20_000


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
    names = [area.name for area in document.focus_areas]
    if len(names) != len(set(names)) or not all(name.strip() and len(name) <= 200 for name in names):
        raise DocumentNotReadable("a focus area has no name of its own")
    return document


def import_obstacles(within: SharedVersion, document: PromiseSetDocument) -> list[str]:
    """Why the document cannot come into the agreement."""
    commitments = [each for promise in document.promises for each in promise.commitments]
    named = {pk for each in commitments for pk in (*each.performers, *each.responsible)}
    obstacles = []
    if not party_ids(within).issuperset(named):
        obstacles.append(_("The file names an organisation that is not a party of the agreement."))
    for each in commitments:
        low, high = each.number, each.number_max
        if (low is not None and low < 0) or (high is not None and (low is None or high < low)):
            obstacles.append(_("The highest number is below the lowest."))
        if (low is None) != (each.comparator is None):
            obstacles.append(_("The file has a number that is not compared with anything."))
    return list(dict.fromkeys(obstacles))


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
