"""Frozen dataclasses to plain JSON values and back, by their type hints. Nothing but data comes out of decoding."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class CannotDecode(ValueError):
    """The value is not of the form that the type asks for."""


def encode(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: encode(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: encode(each) for name, each in value.items()}
    return [encode(each) for each in value] if isinstance(value, tuple) else value


def decode(kind: type[T], value: Any) -> T:
    decoded: T = _decode(kind, value)
    return decoded


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _decode_union(kind, value)
    if origin is tuple:
        return tuple(_decode(get_args(kind)[0], each) for each in _of(list, value))
    if origin is not None and issubclass(origin, Mapping):
        return {name: _decode(get_args(kind)[1], each) for name, each in _of(dict, value).items()}
    if is_dataclass(kind):
        return _decode_fields(kind, _of(dict, value))
    if issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(_of(str, value))
    return float(_of((int, float), value)) if kind is float else _of(kind, value)


def _decode_union(kind: Any, value: Any) -> Any:
    """Only X | None and str | int stand in the shapes: the value's own type picks."""
    options = get_args(kind)
    if value is None and types.NoneType in options:
        return None
    for option in options:
        if option is not types.NoneType:
            try:
                return _decode(option, value)
            except (CannotDecode, ValueError):
                continue
    raise CannotDecode(f"{value!r} is no {kind}")


def _decode_fields(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{each.name: _decode(hints[each.name], value[each.name]) for each in fields(kind)})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _of(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise CannotDecode(f"{value!r} is no {kind}")
    return value
