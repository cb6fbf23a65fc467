"""What residents of the demo have asked of Ljungby: one waits, one is taken, one is answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from loftet.domain.question_states import QuestionKind
from loftet.publication.models import Edition
from loftet.residents.reading import PublishedPromise, find_published_promise
from loftet.residents.services import answer_question, ask_question, take_question

from .days import clock_at
from .world import World

_ASKED = (
    (1, QuestionKind.QUESTION, "När görs nästa mätning i avloppsvattnet, och var kan man läsa resultatet?"),
    (3, QuestionKind.CONTRADICTION, "Jag går förbi skolan varje dag och har inte sett en enda kontroll."),
    (0, QuestionKind.QUESTION, "Vart ringer man när man ser nytt klotter?"),
)
_ANSWER = "Ring kommunens växel eller anmäl på kommunens webbplats. Klottret tas bort inom några dagar."


def ask_as_residents(world: World, *, today: date) -> None:
    own = Edition.objects.filter(is_demo=True, published_for=world.organisations["ljungby"])
    edition = own.earliest("number")
    first = timezone.localtime(edition.published_at).date()
    for number, (place, kind, text) in enumerate(_ASKED, start=1):
        day = max(first, today - timedelta(days=4 * number))
        moment = timezone.make_aware(datetime.combine(day, time(10, 20)))
        promise = _promise(edition, place)
        with clock_at(day):
            asked = ask_question(promise=promise, kind=kind, text=text, email="", now=moment)
            if number == 2:
                take_question(by=world.coordinator("ljungby"), question=asked)
            if number == 3:
                taken = take_question(by=world.coordinator("ljungby"), question=asked)
                later = moment + timedelta(days=2)
                answer_question(by=world.coordinator("ljungby"), question=taken, answer=_ANSWER, now=later)


def _promise(edition: Edition, place: int) -> PublishedPromise:
    assert edition.document is not None
    promises = [each for area in edition.document["focus_areas"] for each in area["promises"]]
    found = find_published_promise(edition.pk, promises[place]["key"])
    assert found is not None
    return found
