"""Frozen documents as JSON data."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any


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
            return {field.name: jsonable(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
