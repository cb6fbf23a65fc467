"""What a person can do with a question now, with the reason beside whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.agreements.acts import Deed
from loftet.domain.question_states import QUESTION_LIFECYCLE, QuestionAct, QuestionState
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from .models import Question
from .policies import answer_obstacles, close_obstacles, empty_obstacles, publish_obstacles


def list_deeds(question: Question, actor: Actor) -> list[Deed]:
    """What leads to a page of its own; taking a question is a button on its page."""
    deeds = [] if act_obstacles(actor, Act.PLAIN_LANGUAGE) else [*_of_the_answering(question, actor)]
    if not act_obstacles(actor, Act.REGISTER):
        deeds.append(_deed(_("Registry number"), "question_register", question, []))
        edition = question.published_as
        if edition and edition.is_withdrawn and not question.emptied_at:
            obstacles = empty_obstacles(actor, question)
            deeds.append(_deed(_("Empty the question too"), "question_empty", question, obstacles))
    return deeds


def _of_the_answering(question: Question, actor: Actor) -> Iterator[Deed]:
    acts = QUESTION_LIFECYCLE.acts_in(QuestionState(question.state))
    if QuestionAct.ANSWER in acts:
        yield _deed(_("Answer"), "question_answer", question, answer_obstacles(actor, question))
    if QuestionAct.PUBLISH in acts:
        obstacles = publish_obstacles(actor, question)
        yield _deed(_("Review and publish"), "question_publish", question, obstacles)
    if QuestionAct.CLOSE in acts:
        yield _deed(
            _("Close without an answer"), "question_close", question, close_obstacles(actor, question)
        )


def _deed(label: str, name: str, question: Question, obstacles: list[str]) -> Deed:
    return Deed(label, reverse(f"residents:{name}", args=(question.pk,)), tuple(obstacles))
