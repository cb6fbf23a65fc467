"""A resident's question with its answer as they are published: frozen, reviewed, and without who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from loftet.domain.agreement import MunicipalityRef
from loftet.domain.fields import DocumentNotReadable, Fields, names_of
from loftet.domain.jsonable import jsonable
from loftet.domain.question_states import QuestionKind

SCHEMA = "loftet.answer.v1"


@dataclass(frozen=True, slots=True)
class AnswerDocument:
    """Question and answer about one promise.

    `working_days` is how long the answer took; `is_shortened` says that words of the question were left
    out in the review, which happens only where they point out a person.
    """

    title: str
    promise_set: str
    promise_key: str
    promise_title: str
    municipalities: tuple[MunicipalityRef, ...]
    kind: QuestionKind
    question: str
    is_shortened: bool
    answer: str
    answered_by: str
    asked_on: date
    answered_on: date
    working_days: int

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON data; its canonical form is what the digest is taken of."""
        return {"schema": SCHEMA, **jsonable(self)}

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read what `to_data` wrote, or raise `DocumentNotReadable`."""
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            raise DocumentNotReadable(f"the schema is not {SCHEMA}")
        read = Fields(data, "answer", names_of(cls) | {"schema"})
        return cls(
            title=read.text("title"),
            promise_set=read.text("promise_set"),
            promise_key=read.text("promise_key"),
            promise_title=read.text("promise_title"),
            municipalities=read.things("municipalities", MunicipalityRef.from_data),
            kind=read.one_of("kind", QuestionKind),
            question=read.text("question"),
            is_shortened=read.yes_or_no("is_shortened"),
            answer=read.text("answer"),
            answered_by=read.text("answered_by"),
            asked_on=read.known_day("asked_on"),
            answered_on=read.known_day("answered_on"),
            working_days=read.whole("working_days"),
        )
