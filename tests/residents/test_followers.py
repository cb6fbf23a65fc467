"""Following without account: confirmed, told once of each edition, and forgotten on leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from loftet.domain.digests import Frequency
from loftet.organisations.models import Municipality, OutboxMessage
from loftet.publication.models import Edition
from loftet.publication.services import publish_promise_set
from loftet.residents.links import confirm_url, leave_url
from loftet.residents.models import Follower
from loftet.residents.services import follow, forget_unconfirmed, tell_followers
from tests.factories import Cast, make_cast
from tests.promises.making import running
from tests.residents.making import following, promise_of, published

pytestmark = pytest.mark.django_db
MONDAY = timezone.make_aware(datetime(2026, 3, 2, 8, 0))  # noqa: DTZ001
HOUR = timedelta(hours=1)


def publish_another(cast: Cast) -> Edition:
    return publish_promise_set(by=cast.asta, promise_set=running(cast))


def news_to(follower: Follower) -> list[OutboxMessage]:
    mail = OutboxMessage.objects.filter(recipient=follower.email).exclude(unsubscribe_url="")
    return list(mail.order_by("pk"))


def test_nobody_is_written_to_before_the_address_is_confirmed() -> None:
    cast = make_cast()
    edition = published(cast)
    follow(
        email="Foljer@Invanare.Example",
        edition=edition,
        municipality=Municipality.objects.get(code="0580"),
        promise_key=None,
        called="Linköping",
        frequency=Frequency.AT_ONCE,
        now=MONDAY,
    )
    publish_another(cast)
    assert tell_followers(now=MONDAY + HOUR) == 0
    follower = Follower.objects.get()
    assert follower.email == "foljer@invanare.example"
    browser = Client()
    address = confirm_url(follower)
    browser.get(address)
    follower.refresh_from_db()
    assert follower.confirmed_at is None
    assert "Nu följer du" in browser.post(address).content.decode()
    publish_another(cast)
    assert tell_followers(now=MONDAY + 2 * HOUR) == 1


def test_each_edition_is_told_once_with_its_address_and_checkpoint() -> None:
    cast = make_cast()
    follower = following(published(cast))
    edition = publish_another(cast)
    for hours in range(3):
        tell_followers(now=MONDAY + hours * HOUR)
    (mail,) = news_to(follower)
    assert "/kommun/0580-linkoping/index.html" in mail.text
    assert "Medborgarlöfte: Medborgarlöfte för Linköping" in mail.text
    assert edition.entry.checkpoint.note.strip() in mail.text
    assert mail.unsubscribe_url in mail.text


def test_who_wants_it_weekly_gets_one_mail_on_monday() -> None:
    cast = make_cast()
    follower = following(published(cast), frequency=Frequency.WEEKLY)
    tell_followers(now=MONDAY)
    publish_another(cast)
    publish_another(cast)
    for days in range(1, 7):
        tell_followers(now=MONDAY + timedelta(days=days))
    assert news_to(follower) == []
    tell_followers(now=MONDAY + timedelta(days=7))
    assert len(news_to(follower)) == 1


def test_who_follows_a_promise_hears_of_that_promise_only() -> None:
    cast = make_cast()
    edition = published(cast)
    key = promise_of(edition).promise.key
    follower = following(edition, promise_key=key)
    publish_another(cast)
    assert tell_followers(now=MONDAY) == 0
    assert news_to(follower) == []


def test_another_municipality_is_not_told_of() -> None:
    cast = make_cast()
    follower = following(published(cast), municipality=Municipality.objects.get(code="0781"))
    publish_another(cast)
    tell_followers(now=MONDAY)
    assert news_to(follower) == []


def test_one_post_forgets_the_address_and_a_second_is_no_fault() -> None:
    follower = following(published(make_cast()))
    address = leave_url(follower)
    stranger = Client(enforce_csrf_checks=True)
    assert "Sluta följa" in stranger.get(address).content.decode()
    assert Follower.objects.exists()
    for _ in range(2):
        answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
        assert "raderad" in answer.content.decode()
    assert not Follower.objects.exists()


def test_a_link_of_somebody_who_left_and_came_back_is_not_theirs() -> None:
    edition = published(make_cast())
    old = leave_url(following(edition))
    Follower.objects.all().delete()
    following(edition, email="annan@invanare.example")
    Client().post(old)
    assert Follower.objects.filter(email="annan@invanare.example").exists()


def test_asking_again_says_to_the_address_only_that_it_follows_already() -> None:
    edition = published(make_cast())
    follower = following(edition)
    following(edition)
    mail = OutboxMessage.objects.filter(recipient=follower.email).order_by("-pk")[0]
    assert mail.subject == "Du följer redan"
    assert Follower.objects.count() == 1


def test_addresses_that_never_confirm_are_forgotten_after_a_week() -> None:
    edition = published(make_cast())
    following(edition)
    Follower.objects.update(confirmed_at=None, asked_at=MONDAY)
    assert forget_unconfirmed(now=MONDAY + timedelta(days=6)) == 0
    assert forget_unconfirmed(now=MONDAY + timedelta(days=8)) == 1


def test_a_link_to_confirm_that_is_false_is_not_found() -> None:
    assert Client().get("/invanare/folj/bekrafta/falsk:abc/").status_code == 404


def test_an_address_follows_a_thing_once() -> None:
    follower = following(published(make_cast()))
    follower.pk = None
    with pytest.raises(IntegrityError, match="followed_once"), transaction.atomic():
        follower.save()
