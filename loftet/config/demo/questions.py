"""What residents of the demo have asked of Ljungby: one waits, one is taken, two are answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from loftet.domain.question_states import QuestionKind
from loftet.publication.models import Edition
from loftet.residents.models import Question
from loftet.residents.reading import PublishedPromise, find_published_promise
from loftet.residents.services import answer_question, ask_question, publish_answer, take_question

from .days import clock_at
from .world import World

_ASKED = (
    (1, QuestionKind.QUESTION, "När görs nästa mätning i avloppsvattnet, och var kan man läsa resultatet?"),
    (3, QuestionKind.CONTRADICTION, "Jag går förbi skolan varje dag och har inte sett en enda kontroll."),
    (0, QuestionKind.QUESTION, "Vart ringer man när man ser nytt klotter?"),
    (4, QuestionKind.QUESTION, "Får vem som helst följa med på en trygghetsvandring, och var står dagen?"),
)
_ANSWERS = {
    3: "Ring kommunens växel eller anmäl på kommunens webbplats. Klottret tas bort inom några dagar.",
    4: "Ja, alla är välkomna. Dagen står på kommunens webbplats två veckor före vandringen.",
}
_PUBLISHED = 4


def ask_as_residents(world: World, *, today: date) -> None:
    own = Edition.objects.filter(is_demo=True, published_for=world.organisations["ljungby"])
    edition = own.earliest("number")
    first = timezone.localtime(edition.published_at).date()
    for number, (place, kind, text) in enumerate(_ASKED, start=1):
        day = max(first, today - timedelta(days=5 * number))
        moment = timezone.make_aware(datetime.combine(day, time(10, 20)))
        promise = _promise(edition, place)
        with clock_at(day):
            asked = ask_question(promise=promise, kind=kind, text=text, email="", now=moment)
            if number == 2:
                take_question(by=world.coordinator("ljungby"), question=asked)
            if number in _ANSWERS:
                answered = _answer(world, asked, _ANSWERS[number], moment + timedelta(days=4))
        if number == _PUBLISHED:
            with clock_at(max(today - timedelta(days=1), _last_day())):
                publish_answer(
                    by=world.coordinator("ljungby"),
                    question=answered,
                    asked=answered.text,
                    answer=answered.answer,
                )


def _answer(world: World, asked: Question, answer: str, moment: datetime) -> Question:
    by = world.coordinator("ljungby")
    taken = take_question(by=by, question=asked)
    return answer_question(by=by, question=taken, answer=answer, now=moment)


def _last_day() -> date:
    """Of the ledger, which stands in the order of its days."""
    return timezone.localtime(Edition.objects.latest("number").published_at).date()


def _promise(edition: Edition, place: int) -> PublishedPromise:
    assert edition.document is not None
    promises = [each for area in edition.document["focus_areas"] for each in area["promises"]]
    found = find_published_promise(edition.pk, promises[place]["key"])
    assert found is not None
    return found
