"""Why something cannot be done with a question; empty when it can."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.versions import party_ids
from loftet.domain.agreement_states import AgreementState
from loftet.domain.edition import EMPTIES_ITS_SOURCE
from loftet.domain.question_states import QUESTION_LIFECYCLE, QuestionAct, QuestionState
from loftet.language.personal_data import find_personal_data
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from .models import Question


def take_obstacles(actor: Actor, question: Question) -> list[str]:
    if obstacles := act_obstacles(actor, Act.PLAIN_LANGUAGE) or _state_obstacles(question, QuestionAct.TAKE):
        return obstacles
    if question.owner_person_id == actor.person.pk and question.owner_id == actor.organisation.pk:
        return [_("You have taken it already.")]
    return []


def answer_obstacles(actor: Actor, question: Question) -> list[str]:
    obstacles = act_obstacles(actor, Act.PLAIN_LANGUAGE) or _state_obstacles(question, QuestionAct.ANSWER)
    return obstacles or _owner_obstacles(actor, question)


def close_obstacles(actor: Actor, question: Question) -> list[str]:
    obstacles = act_obstacles(actor, Act.PLAIN_LANGUAGE) or _state_obstacles(question, QuestionAct.CLOSE)
    if obstacles or question.owner_id is None:
        return obstacles
    return _owner_obstacles(actor, question)


def publish_obstacles(actor: Actor, question: Question) -> list[str]:
    obstacles = act_obstacles(actor, Act.PLAIN_LANGUAGE) or _state_obstacles(question, QuestionAct.PUBLISH)
    return obstacles or _owner_obstacles(actor, question)


def register_obstacles(actor: Actor) -> list[str]:
    return act_obstacles(actor, Act.REGISTER)


def empty_obstacles(actor: Actor, question: Question) -> list[str]:
    """Only after the published answer was withdrawn, on a ground that reaches what the authority keeps."""
    if obstacles := act_obstacles(actor, Act.REGISTER):
        return obstacles
    if question.emptied_at:
        return [_("It has been emptied already.")]
    edition = question.published_as
    if edition is None or not edition.is_withdrawn:
        return [_("Withdraw the published answer first.")]
    if edition.withdrawal_ground not in EMPTIES_ITS_SOURCE:
        return [_("The ground forbids that it is shown, not that it is kept.")]
    return []


def review_obstacles(*texts: str) -> list[str]:
    """Why reviewed words cannot be published: nothing that points out a person is (GDPR article 10, OSL)."""
    found = [each.span.of(text) for text in texts for each in find_personal_data(text)]
    if not found:
        return []
    words = ", ".join(f"”{each}”" for each in found[:3])
    return [_("These words look like personal data and are not published: %(words)s.") % {"words": words}]


def consent_obstacles(actor: Actor, agreement: Agreement, version: SharedVersion | None) -> list[str]:
    """Why the organisation cannot promise an answer in ten working days within the agreement."""
    if obstacles := act_obstacles(actor, Act.DRAFT):
        return obstacles
    if agreement.state == AgreementState.ENDED or version is None:
        return [_("The agreement has ended, or is not shared yet.")]
    if actor.organisation.pk not in party_ids(version):
        return [_("Your organisation is not a party of the agreement.")]
    return []


def _owner_obstacles(actor: Actor, question: Question) -> list[str]:
    if question.owner_id == actor.organisation.pk:
        return []
    assert question.owner is not None
    return [_("%(owner)s has taken it. Take it over first.") % {"owner": question.owner.name}]


def _state_obstacles(question: Question, act: QuestionAct) -> list[str]:
    state = QuestionState(question.state)
    if act in QUESTION_LIFECYCLE.acts_in(state):
        return []
    match state:
        case QuestionState.RECEIVED:
            return [_("Somebody must take it first.")]
        case QuestionState.TAKEN:
            return [_("It must be answered first.")]
        case QuestionState.CLOSED:
            return [_("It is closed.")]
        case _:
            return [_("It is answered already.")]
