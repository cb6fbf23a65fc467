"""JSON Schema (2020-12) of the frozen documents, made of the very shapes that write and read them."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from loftet.domain import answer, edition, follow_up, progress, promise_set
from loftet.domain.jsonable import empties_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
DOCUMENTS: dict[str, type[Any]] = {
    promise_set.SCHEMA: promise_set.PromiseSetDocument,
    follow_up.SCHEMA: follow_up.FollowUpDocument,
    progress.SCHEMA: progress.ProgressDocument,
    answer.SCHEMA: answer.AnswerDocument,
    edition.SCHEMA: edition.Envelope,
}
_PLAIN: dict[Any, dict[str, str]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


def document_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each document's schema with the schema, and last that of an edition's file."""
    for name, shape in DOCUMENTS.items():
        yield name, {"$schema": DIALECT, **_named(name, _of(shape))}
    yield edition.EDITION_FILE, {"$schema": DIALECT, **_named(edition.EDITION_FILE, _edition_file())}


def _edition_file() -> dict[str, Any]:
    documents = [_named(name, _of(shape)) for name, shape in DOCUMENTS.items() if name != edition.SCHEMA]
    properties = {
        "envelope": _named(edition.SCHEMA, _of(edition.Envelope)),
        "document": {"anyOf": documents},
        "checkpoint": {"type": "string"},
        "proof": {"type": "array", "items": {"type": "string", "contentEncoding": "base64"}},
    }
    required = [name for name in properties if name != "proof"]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _named(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that says by its field `schema` which it is."""
    properties = {"schema": {"const": name}, **schema["properties"]}
    return {
        "title": name,
        **schema,
        "properties": properties,
        "required": ["schema", *schema["required"]],
    }


def _of(shape: Any) -> dict[str, Any]:
    if shape in _PLAIN:
        return dict(_PLAIN[shape])
    if get_origin(shape) is tuple:
        return {"type": "array", "items": _of(get_args(shape)[0])}
    if get_origin(shape) in (Union, types.UnionType):
        return {"anyOf": [_of(each) for each in get_args(shape)]}
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return {"enum": [each.value for each in shape]}
    assert is_dataclass(shape), f"{shape} is no shape of a document"
    return _of_fields(shape)


def _of_fields(shape: Any) -> dict[str, Any]:
    names = [field.name for field in fields(shape)]
    later = empties_of(shape)
    description = (shape.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip()
    return {
        "type": "object",
        "description": description,
        "properties": {name: _of_field(shape, name) for name in names},
        "required": [name for name in names if name not in later],
        "additionalProperties": False,
    }


def _of_field(shape: Any, name: str) -> dict[str, Any]:
    """A field that was added later may be missing, and says something where it is there."""
    if name.endswith("digest"):
        return dict(DIGEST)
    later = empties_of(shape)
    says_something = {"not": {"const": later[name]}} if name in later else {}
    return {**_of(get_type_hints(shape)[name]), **says_something}
