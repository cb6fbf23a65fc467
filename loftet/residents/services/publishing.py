"""Publishing an answer that can help others, after review."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loftet.domain.answer import AnswerDocument
from loftet.domain.edition import EditionKind
from loftet.domain.question_states import QUESTION_LIFECYCLE, QuestionAct, QuestionKind, QuestionState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.publication.models import Edition
from loftet.publication.services import Matter, Publisher, add_edition

from ..models import Question
from ..policies import publish_obstacles, review_obstacles
from ..reading import find_published_set
from ..selectors.questions import days_to_answer
from .answering import locked


@transaction.atomic
def publish_answer(*, by: Actor, question: Question, asked: str, answer: str) -> Edition:
    """Publish `asked` and `answer`, the question and the answer as they stand after the review."""
    kept = locked(question)
    NotAllowed.raise_if(publish_obstacles(by, kept) or review_obstacles(asked, answer))
    document = _document(kept, asked, answer)
    edition = add_edition(
        Matter(
            kind=EditionKind.ANSWER,
            agreement=kept.edition.agreement,
            record_kind="question",
            record_id=kept.pk,
            version=None,
            year=timezone.localdate().year,
            document=document.to_data(),
            approvals=(),
        ),
        Publisher(by.organisation, by.person),
    )
    kept.published_as = edition
    kept.state = QUESTION_LIFECYCLE.after(QuestionState(kept.state), QuestionAct.PUBLISH)
    kept.save(update_fields=["published_as", "state"])
    audit.record(by=by, kind="question_published", subject=kept, data={"number": edition.number})
    return edition


def _document(question: Question, asked: str, answer: str) -> AnswerDocument:
    found = find_published_set(question.edition_id)
    if found is None:
        raise NotAllowed([_("The promise that it is about has been withdrawn.")])
    _edition, promise_set = found
    assert question.answered_at is not None
    assert question.owner is not None
    days = days_to_answer(question)
    assert days is not None
    return AnswerDocument(
        title=_title(question),
        promise_set=promise_set.title,
        promise_key=str(question.promise_key),
        promise_title=question.promise_title,
        municipalities=promise_set.municipalities,
        kind=QuestionKind(question.kind),
        question=asked,
        is_shortened=asked != question.text,
        answer=answer,
        answered_by=question.owner.name,
        asked_on=timezone.localtime(question.asked_at).date(),
        answered_on=timezone.localtime(question.answered_at).date(),
        working_days=days,
    )


def _title(question: Question) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Answer: %(title)s") % {"title": question.promise_title}
