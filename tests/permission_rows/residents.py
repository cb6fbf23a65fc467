"""Who gets what at the addresses of this room, and what stands there (tests/permission_table.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from loftet.domain.digests import Frequency
from loftet.domain.question_states import QuestionKind
from loftet.organisations.actor import Actor
from loftet.organisations.models import Municipality
from loftet.publication.models import Edition
from loftet.residents import robots
from loftet.residents.links import confirm_url, leave_url
from loftet.residents.models import Follower, Question
from loftet.residents.reading import PublishedPromise, find_published_promise
from loftet.residents.services import answer_question, ask_question, follow, take_question

STATES = ("taken", "answered")
TABLE = """
# --- residents: what everybody meets, then what the parties do with it ------------------------------
GET  residents:question_ask              -           200
POST residents:question_ask              -           302
GET  residents:question_sent             -           200
POST residents:question_sent             -           405
GET  residents:follow_ask                -           200
POST residents:follow_ask                -           302
GET  residents:follow_sent               -           200
POST residents:follow_sent               -           405
GET  residents:follow_confirm            -           200
POST residents:follow_confirm            -           200
GET  residents:follow_leave              -           200
POST residents:follow_leave              -           200
GET  residents:question_list             -           in  200         | 200 200 200 200 403 200 200
POST residents:question_list             -           405
GET  residents:question_detail           taken,answered in 404 200   | 200 200 200 200 403 200 200
POST residents:question_detail           taken,answered 405
GET  residents:question_take             taken,answered 405
POST residents:question_take             taken       in  404 302 403 | 403 422 302 403
POST residents:question_take             answered    in  404 422 403 | 403 422 422 403
GET  residents:question_answer           taken,answered in  404 200 403 | 403 200 200 403
POST residents:question_answer           taken       in  404 422 403 | 403 302 302 403
POST residents:question_answer           answered    in  404 422 403 | 403 422 422 403
GET  residents:question_publish          taken,answered in  404 200 403 | 403 200 200 403
POST residents:question_publish          taken       in  404 422 403 | 403 422 422 403
POST residents:question_publish          answered    in  404 422 403 | 403 302 302 403
GET  residents:question_close            taken,answered in  404 200 403 | 403 200 200 403
POST residents:question_close            taken       in  404 422 403 | 403 302 302 403
POST residents:question_close            answered    in  404 422 403 | 403 422 422 403
GET  residents:question_register         taken,answered in  404 200 403 | 403 403 403 200 403
POST residents:question_register         taken,answered in  404 302 403 | 403 403 403 302 403
GET  residents:question_empty            taken,answered in  404 200 403 | 403 403 403 200 403
POST residents:question_empty            taken,answered in  404 422 403 | 403 403 403 422 403
GET  residents:consent_list              -           in  200         | 200 200 200 200 403 200 200
POST residents:consent_list              -           405
GET  residents:consent_give              -           405
POST residents:consent_give              -           in  404 302 403 | 403 302 403
GET  residents:consent_withdraw          -           405
POST residents:consent_withdraw          -           in  404 302 403 | 403 302 403
"""


@dataclass
class Asked:
    """An edition of a running promise set, questions about it, and somebody who wants to follow."""

    promise: PublishedPromise
    questions: dict[str, Question]
    follower: Follower

    def values(self, name: str, state: str) -> dict[str, Any]:
        """What stands in the room's addresses."""
        question = self.questions.get(state) or self.questions["taken"]
        link = confirm_url if name.endswith("confirm") else leave_url
        return {
            "edition_pk": self.promise.edition.pk,
            "promise_key": self.promise.promise.key,
            "token": link(self.follower).rstrip("/").rsplit("/", 1)[1],
            "pk": self.promise.edition.agreement_id if "consent" in name else question.pk,
        }

    def data(self, name: str) -> dict[str, Any]:
        """What would be accepted of somebody who may."""
        opened = signing.dumps(int(robots.time.time()) - 60, salt=robots._SALT)
        typed = {
            "question_ask": {"kind": "question", "text": "När görs nästa mätning?", "opened": opened},
            "follow_ask": {
                "what": self.promise.municipality.code,
                "frequency": "weekly",
                "email": "ny@invanare.example",
                "opened": opened,
            },
            "question_answer": {"answer": "I mars."},
            "question_publish": {"asked": "När görs nästa mätning?", "answer": "I mars."},
            "question_close": {"reason": "Skickad två gånger."},
            "question_empty": {"confirmed": "on"},
            "question_register": {"registry_number": "KS 2026/123"},
        }
        return typed.get(name.removeprefix("residents:"), {})


def make_asked(by: Actor, edition: Edition) -> Asked:
    """`by` coordinates a party of what the edition promises."""
    now = timezone.now()
    assert edition.document is not None
    key = edition.document["focus_areas"][0]["promises"][0]["key"]
    promise = find_published_promise(edition.pk, key)
    assert promise is not None
    questions = {}
    for state in STATES:
        asked = ask_question(
            promise=promise, kind=QuestionKind.QUESTION, text="När görs nästa mätning?", email="", now=now
        )
        questions[state] = take_question(by=by, question=asked)
    questions["answered"] = answer_question(by=by, question=questions["answered"], answer="I mars.", now=now)
    follow(
        email="foljer@invanare.example",
        edition=edition,
        municipality=Municipality.objects.get(code=promise.municipality.code),
        promise_key=None,
        called=promise.municipality.name,
        frequency=Frequency.WEEKLY,
        now=now,
    )
    return Asked(promise, questions, Follower.objects.get())
