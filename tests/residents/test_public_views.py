"""The public forms, as residents and robots meet them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from loftet.residents import robots
from loftet.residents.models import Follower, Question
from tests.factories import Cast, make_cast
from tests.residents.making import promise_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def opened(seconds_ago: int = 60) -> str:
    return signing.dumps(int(robots.time.time()) - seconds_ago, salt=robots._SALT)


def address(cast: Cast) -> str:
    promise = promise_of(published(cast))
    return reverse("residents:question_ask", args=(promise.edition.pk, promise.promise.key))


def send(to: str, **overrides: Any) -> HttpResponseBase:
    typed = {"kind": "question", "text": "När görs nästa mätning?", "email": "", "opened": opened()}
    return Client().post(to, {**typed, **overrides})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_it_says_first_where_to_call_and_who_receives_it(cast: Cast) -> None:
    page = words(Client().get(address(cast)))
    assert page.index("112") < page.index("Skriv här")
    assert "114 14" in page
    assert "allmän handling" in page
    for actor in (cast.asta, cast.petra):
        assert actor.organisation.name in page
    assert "arbetsdagar" not in page


def test_a_question_is_kept_and_thanked_for(cast: Cast) -> None:
    answer = send(address(cast))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("residents:question_sent")
    assert Question.objects.get().text == "När görs nästa mätning?"


def test_a_robot_is_thanked_and_nothing_is_kept(cast: Cast) -> None:
    answer = send(address(cast), website="https://kop.example")
    assert answer["Location"] == reverse("residents:question_sent")
    assert not Question.objects.exists()


@pytest.mark.parametrize(("seal", "said"), [(0, "Det gick fort"), (90000, "för länge"), (None, "för länge")])
def test_too_quick_too_slow_and_unsealed_can_be_sent_again(cast: Cast, seal: int | None, said: str) -> None:
    answer = send(address(cast), opened="falsk" if seal is None else opened(seal))
    assert answer.status_code == 422
    page = words(answer)
    assert said in page
    assert "När görs nästa mätning?" in page
    assert not Question.objects.exists()


def test_personal_data_is_pointed_out_and_may_be_answered(cast: Cast) -> None:
    to = address(cast)
    text = "Ring mig på 070-123 45 67."
    answer = send(to, text=text)
    assert answer.status_code == 422
    assert "070-123 45 67" in words(answer)
    assert 'type="checkbox" name="is_no_person"' in words(answer)
    assert send(to, text=text, is_no_person="on").status_code == 302


def test_more_than_a_school_sends_in_an_hour_is_refused_and_kept_in_the_form(cast: Cast) -> None:
    to = address(cast)
    for _ in range(robots.FROM_ONE_ADDRESS):
        assert send(to).status_code == 302
    answer = send(to)
    assert answer.status_code == 429
    assert "När görs nästa mätning?" in words(answer)
    assert Question.objects.count() == robots.FROM_ONE_ADDRESS


def test_a_promise_that_is_not_in_the_edition_is_not_found(cast: Cast) -> None:
    edition = published(cast)
    to = reverse("residents:question_ask", args=(edition.pk, uuid4()))
    assert Client().get(to).status_code == 404
    assert Client().get(reverse("residents:follow_ask", args=(edition.pk + 99,))).status_code == 404


def test_following_begins_with_the_promise_that_one_stood_at(cast: Cast) -> None:
    promise = promise_of(published(cast))
    to = reverse("residents:follow_ask", args=(promise.edition.pk,))
    page = words(Client().get(f"{to}?lofte={promise.promise.key}"))
    assert f'value="{promise.promise.key}" class="ds-input" id="id_what_1" checked' in page
    typed = {"what": "0580", "frequency": "weekly", "email": "a@invanare.example", "opened": opened()}
    assert Client().post(to, typed)["Location"] == reverse("residents:follow_sent")
    follower = Follower.objects.get()
    assert (follower.municipality_id, follower.promise_key, follower.frequency) == ("0580", None, "weekly")
    assert Client().post(to, {**typed, "what": "0781"}).status_code == 422
