"""Questions and followers for the tests of this room, made by its services."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from loftet.domain.digests import Frequency
from loftet.domain.question_states import QuestionKind
from loftet.organisations.models import Municipality
from loftet.publication.models import Edition
from loftet.publication.services import publish_promise_set
from loftet.residents.models import Follower, Question
from loftet.residents.reading import PublishedPromise, find_published_promise
from loftet.residents.services import ask_question, confirm_follower, follow
from tests.factories import Cast
from tests.promises.making import running

ASKER = "fragan@invanare.example"


def published(cast: Cast) -> Edition:
    return publish_promise_set(by=cast.asta, promise_set=running(cast))


def promise_of(edition: Edition) -> PublishedPromise:
    assert edition.document is not None
    key = edition.document["focus_areas"][0]["promises"][0]["key"]
    found = find_published_promise(edition.pk, key)
    assert found is not None
    return found


def asked(cast: Cast, **overrides: Any) -> Question:
    whole = {
        "promise": promise_of(published(cast)),
        "kind": QuestionKind.QUESTION,
        "text": "När görs nästa mätning?",
        "email": ASKER,
        "now": timezone.now(),
    }
    return ask_question(**{**whole, **overrides})


def following(edition: Edition, *, now: datetime | None = None, **overrides: Any) -> Follower:
    moment = now or timezone.now()
    whole = {
        "email": "foljer@invanare.example",
        "edition": edition,
        "municipality": Municipality.objects.get(code="0580"),
        "promise_key": None,
        "called": "Allt som publiceras för Linköping",
        "frequency": Frequency.AT_ONCE,
        "now": moment,
    }
    asked_for = {**whole, **overrides}
    follow(**asked_for)
    follower = Follower.objects.get(email=asked_for["email"], promise_key=asked_for["promise_key"])
    confirm_follower(follower=follower, now=moment)
    follower.refresh_from_db()
    return follower
