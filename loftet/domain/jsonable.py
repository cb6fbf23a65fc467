"""Frozen documents as JSON data."""

from collections.abc import Mapping
from dataclasses import Field, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

_ADDED_LATER = "added_later"


def added_later(empty: Any) -> Any:
    """Declare a field that documents of this schema have not always had (docs/adr/0040).

    It is written only where it says something, so that whatever lacks it keeps its bytes and its digest.
    """
    return field(default=empty, metadata={_ADDED_LATER: True})


def empties_of(shape: Any) -> Mapping[str, Any]:
    """Return the fields that a document may lack, with what is read in their place."""
    return _empties_of(shape)


@cache
def _empties_of(shape: Any) -> Mapping[str, Any]:
    return MappingProxyType({each.name: each.default for each in fields(shape) if _is_added_later(each)})


def jsonable(value: Any) -> Any:
    """Return a document's dataclasses as objects, tuples as lists, days as YYYY-MM-DD, enums as stored."""
    match value:
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return [jsonable(each) for each in value]
        case _ if is_dataclass(value):
            return {each.name: jsonable(getattr(value, each.name)) for each in _written(value)}
        case _:
            return value


def _written(value: Any) -> list[Field[Any]]:
    return [
        each
        for each in fields(value)
        if not _is_added_later(each) or getattr(value, each.name) != each.default
    ]


def _is_added_later(each: Field[Any]) -> bool:
    return bool(each.metadata.get(_ADDED_LATER))
