"""Reads the fields of a JSON object strictly; what is missing, unknown or of the wrong kind is told."""

from collections.abc import Callable, Mapping, Set
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Choice = TypeVar("Choice", bound=StrEnum)


class DocumentNotReadable(ValueError):
    """The data is not a document of the expected shape."""


def names_of(shape: Any) -> frozenset[str]:
    """Return the names of a dataclass's fields, which its data has all of."""
    return _names_of(shape)


@cache
def _names_of(shape: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(shape))


class Fields:
    """The fields of one object; `path` names it in what is refused.

    `empties` are the fields that it may lack, with what is read in their place; written out empty they are
    refused, since the same content would then have two digests.
    """

    def __init__(
        self, data: object, path: str, names: Set[str], empties: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        if not isinstance(data, dict):
            raise DocumentNotReadable(f"{path} is not an object")
        if empties:
            data = _completed(data, path, empties)
        if data.keys() != names:
            raise DocumentNotReadable(_what_differs(data.keys(), path, names))
        self._data: Mapping[str, Any] = data
        self._path = path

    def text(self, name: str) -> str:
        return self._of_kind(name, str)

    def whole(self, name: str) -> int:
        return self._of_kind(name, int)

    def yes_or_no(self, name: str) -> bool:
        return self._of_kind(name, bool)

    def texts(self, name: str) -> tuple[str, ...]:
        texts = self._of_kind(name, list)
        if not all(isinstance(text, str) for text in texts):
            raise DocumentNotReadable(f"{self._path}.{name} is not a list of texts")
        return tuple(texts)

    def wholes(self, name: str) -> tuple[int, ...]:
        numbers = self._of_kind(name, list)
        if not all(type(number) is int for number in numbers):
            raise DocumentNotReadable(f"{self._path}.{name} is not a list of whole numbers")
        return tuple(numbers)

    def whole_or_none(self, name: str) -> int | None:
        return None if self._data[name] is None else self.whole(name)

    def number(self, name: str) -> float:
        number = self.number_or_none(name)
        if number is None:
            raise DocumentNotReadable(f"{self._path}.{name} is null")
        return number

    def number_or_none(self, name: str) -> float | None:
        value = self._data[name]
        if value is None or type(value) is float:
            return value
        return float(self.whole(name))

    def one_of(self, name: str, kind: type[Choice]) -> Choice:
        """Return the member of an enum that is stored as the text."""
        text = self.text(name)
        try:
            return kind(text)
        except ValueError:
            raise DocumentNotReadable(f"{self._path}.{name} is no {kind.__name__}: {text}") from None

    def one_of_or_none(self, name: str, kind: type[Choice]) -> Choice | None:
        return None if self._data[name] is None else self.one_of(name, kind)

    def day(self, name: str) -> date | None:
        """Return a date written YYYY-MM-DD, or None where it is null."""
        if self._data[name] is None:
            return None
        return _day(self.text(name), f"{self._path}.{name}")

    def known_day(self, name: str) -> date:
        return _day(self.text(name), f"{self._path}.{name}")

    def days(self, name: str) -> tuple[date, ...]:
        return tuple(_day(text, f"{self._path}.{name}") for text in self.texts(name))

    def thing(self, name: str, read: Callable[[object, str], Thing]) -> Thing:
        return read(self._data[name], f"{self._path}.{name}")

    def thing_or_none(self, name: str, read: Callable[[object, str], Thing]) -> Thing | None:
        return None if self._data[name] is None else self.thing(name, read)

    def things(self, name: str, read: Callable[[object, str], Thing]) -> tuple[Thing, ...]:
        listed = enumerate(self._of_kind(name, list))
        return tuple(read(each, f"{self._path}.{name}[{number}]") for number, each in listed)

    def _of_kind(self, name: str, kind: type[Thing]) -> Thing:
        value = self._data[name]
        if type(value) is not kind:  # isinstance would take true for a number
            raise DocumentNotReadable(f"{self._path}.{name} is not of the kind {kind.__name__}")
        return value


def _completed(data: Mapping[str, Any], path: str, empties: Mapping[str, Any]) -> Mapping[str, Any]:
    if empty := sorted(name for name in empties.keys() & data.keys() if data[name] == empties[name]):
        raise DocumentNotReadable(f"{path} has empty fields: {', '.join(empty)}")
    return {**empties, **data}


def _what_differs(found: Set[Any], path: str, names: Set[str]) -> str:
    if missing := names - found:
        return f"{path} lacks {', '.join(sorted(missing))}"
    return f"{path} has unknown fields: {', '.join(sorted(map(str, found - names)))}"


def _day(text: str, path: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DocumentNotReadable(f"{path} is not a date") from None
    if day.isoformat() != text:  # Python also reads 20270101, which would have another digest
        raise DocumentNotReadable(f"{path} is not written YYYY-MM-DD")
    return day
