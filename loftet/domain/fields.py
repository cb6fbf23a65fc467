"""Reads the fields of a JSON object strictly; what is missing, unknown or of the wrong kind is told."""

from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import TypeVar

Thing = TypeVar("Thing")


class DocumentNotReadable(ValueError):
    """The data is not a document of the expected shape."""


class Fields:
    """The fields of one object; `path` names it in what is refused."""

    def __init__(self, data: object, path: str, names: Set[str]) -> None:
        if not isinstance(data, Mapping):
            raise DocumentNotReadable(f"{path} is not an object")
        if missing := names - data.keys():
            raise DocumentNotReadable(f"{path} lacks {', '.join(sorted(missing))}")
        if unknown := data.keys() - names:
            raise DocumentNotReadable(f"{path} has unknown fields: {', '.join(sorted(map(str, unknown)))}")
        self._data = data
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

    def day(self, name: str) -> date | None:
        """Return a date written YYYY-MM-DD, or None where it is null."""
        if self._data[name] is None:
            return None
        text = self.text(name)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise DocumentNotReadable(f"{self._path}.{name} is not a date") from None
        if day.isoformat() != text:  # Python also reads 20270101, which would have another digest
            raise DocumentNotReadable(f"{self._path}.{name} is not written YYYY-MM-DD")
        return day

    def things(self, name: str, read: Callable[[object, str], Thing]) -> tuple[Thing, ...]:
        listed = enumerate(self._of_kind(name, list))
        return tuple(read(each, f"{self._path}.{name}[{number}]") for number, each in listed)

    def _of_kind(self, name: str, kind: type[Thing]) -> Thing:
        value = self._data[name]
        if type(value) is not kind:  # isinstance would take true for a number
            raise DocumentNotReadable(f"{self._path}.{name} is not of the kind {kind.__name__}")
        return value
