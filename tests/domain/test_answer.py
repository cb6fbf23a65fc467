from datetime import date

import pytest

from loftet.domain.agreement import MunicipalityRef
from loftet.domain.answer import AnswerDocument
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.question_states import QuestionKind

ANSWER = AnswerDocument(
    title="Svar om mätningarna",
    promise_set="Medborgarlöfte för Linköping",
    promise_key="6f0f6a5e-9ad8-4d4e-8a51-7b2a0c9d3d11",
    promise_title="Vi mäter droger i avloppsvattnet",
    municipalities=(MunicipalityRef("0580", "Linköping"),),
    kind=QuestionKind.CONTRADICTION,
    question="Ni skriver fyra mätningar men jag har bara sett tre.",
    is_shortened=False,
    answer="Den fjärde gjordes i december.",
    answered_by="Linköpings kommun",
    asked_on=date(2026, 1, 7),
    answered_on=date(2026, 1, 9),
    working_days=2,
)


def test_it_is_read_back_as_it_was_written() -> None:
    assert AnswerDocument.from_data(ANSWER.to_data()) == ANSWER


@pytest.mark.parametrize(
    "change", [{"schema": "loftet.answer.v2"}, {"asked_on": None}, {"email": "a@b.se"}, {"kind": "praise"}]
)
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(DocumentNotReadable):
        AnswerDocument.from_data({**ANSWER.to_data(), **change})


def test_nothing_is_refused() -> None:
    with pytest.raises(DocumentNotReadable):
        AnswerDocument.from_data(None)
