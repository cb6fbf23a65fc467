"""Before something is corrected, its page says who has had it already, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from loftet.agreements.received import received
from loftet.agreements.words import day
from loftet.domain.digests import Frequency
from loftet.followup.models import FollowUp, PartyAccount
from loftet.notices.services import choose_frequency, send_digests
from loftet.organisations.models import Role
from loftet.promises.services import make_ready, share_set, start_new_version
from loftet.publication import services as publication
from loftet.publication.models import Edition
from loftet.residents.services import tell_followers
from tests.factories import make_actor, make_cast, signed_in
from tests.followup.making import TODAY, World, closed, count, done, hand_in, make_world, state
from tests.promises.making import fresh, sign_all
from tests.residents.making import following

pytestmark = pytest.mark.django_db
ON_THE_DAY = f"den {day(TODAY)}."


@pytest.fixture
def world() -> World:
    """The set is published, and somebody follows Linköping."""
    made = make_world(make_cast())
    make_ready(by=made.cast.asta, promise_set=made.promise_set)
    edition = publication.publish_promise_set(by=made.cast.asta, promise_set=fresh(made.promise_set))
    following(edition)
    return made


def published(world: World) -> FollowUp:
    follow_up = closed(world)
    sign_all(world.cast, follow_up)  # type: ignore[arg-type]
    publication.publish_follow_up(by=world.cast.asta, follow_up=FollowUp.objects.get(pk=follow_up.pk))
    return FollowUp.objects.get(pk=follow_up.pk)


def test_the_page_that_corrects_a_closing_says_who_has_had_it(world: World) -> None:
    published(world)
    tell_followers(now=timezone.now() + timedelta(hours=1))

    url = reverse("followup:closing_propose", args=(world.period.pk,))
    page = signed_in(world.cast.asta).get(url).content.decode()
    for words in (
        "Det ni ska rätta har redan nått andra",
        f"Version 1 lämnades över till Lokalpolisområde Linköping {ON_THE_DAY}",
        f"Kommundirektör på Linköpings kommun skrev under {ON_THE_DAY}",
        f"Utgåva 2 (Uppföljning) är offentlig sedan {ON_THE_DAY}",
        f"1 följare har fått mejl om utgåva 2, som publicerades {ON_THE_DAY}",
    ):
        assert words in page


def withdrawal_page(world: World, edition: Edition) -> str:
    registrar = make_actor(Role.REGISTRAR, organisation=world.cast.asta.organisation)
    url = reverse("publication:edition_withdraw", args=(edition.pk,))
    return signed_in(registrar).get(url).content.decode()


def test_the_page_that_withdraws_an_edition_says_who_has_had_what_it_holds(world: World) -> None:
    published(world)
    tell_followers(now=timezone.now() + timedelta(hours=1))

    page = withdrawal_page(world, Edition.objects.get(number=2))
    for words in (
        "Det ni ska återkalla har redan nått andra",
        f"Version 1 lämnades över till Lokalpolisområde Linköping {ON_THE_DAY}",
        f"Kommundirektör på Linköpings kommun skrev under {ON_THE_DAY}",
        f"Utgåva 2 (Uppföljning) är offentlig sedan {ON_THE_DAY}",
        f"1 följare har fått mejl om utgåva 2, som publicerades {ON_THE_DAY}",
        "De har det kvar. Be dem radera sina kopior om lagen kräver det.",
    ):
        assert words in page


def test_of_an_older_version_it_is_said_that_it_was_public_and_not_who_has_the_newer(world: World) -> None:
    edition = Edition.objects.get(number=1)
    start_new_version(by=world.cast.asta, promise_set=fresh(world.promise_set), reason="Ett fel.")
    share_set(by=world.cast.asta, promise_set=fresh(world.promise_set))

    page = withdrawal_page(world, edition)
    assert f"Utgåva 1 (Medborgarlöfte) är offentlig sedan {ON_THE_DAY}" in page
    assert "Version 2" not in page


def test_nobody_is_named_who_has_not_had_it(world: World) -> None:
    sentences = " ".join(received(closed(world)))
    assert "skrev under" not in sentences
    assert "offentlig" not in sentences
    assert "följare" not in sentences


def test_who_began_to_follow_afterwards_has_not_had_it(world: World) -> None:
    follow_up = published(world)
    following(Edition.objects.earliest("number"), email="sen@invanare.example")
    tell_followers(now=timezone.now() + timedelta(hours=1))

    assert any("1 följare" in sentence for sentence in received(follow_up))


def test_an_account_says_in_which_public_progress_it_is_counted(world: World) -> None:
    counted = count(2, "m", commitment=world.promise.commitments[0].key)
    hand_in(world.cast.asta, world, done(counted))
    account = PartyAccount.objects.get()
    assert not any("Utgåva" in sentence for sentence in received(account))

    publication.publish_progress(by=world.cast.asta, promise_set=fresh(world.promise_set))
    url = reverse("followup:account_reopen", args=(world.period.pk,))
    page = signed_in(world.cast.asta).get(url).content.decode()
    assert "Utgåva 2 (Läget just nu), offentlig sedan" in page
    assert f"Samordnarna på Lokalpolisområde Linköping fick mejl om det {ON_THE_DAY}" in page


def test_mail_with_a_link_to_it_is_told_of(world: World) -> None:
    choose_frequency(by_person=world.cast.petra.person, frequency=Frequency.AT_ONCE)
    choose_frequency(by_person=world.cast.asta.person, frequency=Frequency.NEVER)
    hand_in(world.cast.asta, world, done(count(2, "m")))
    account = PartyAccount.objects.get()
    assert not any("Min dag" in sentence for sentence in received(account))

    send_digests(now=timezone.now() + timedelta(hours=1))
    assert f"1 person har fått mejl från Min dag med en länk till det, den {day(TODAY)}." in received(account)


def test_the_new_version_of_a_set_says_who_has_had_the_old(world: World) -> None:
    url = reverse("promises:promise_set_new_version", args=(world.promise_set.pk,))
    page = signed_in(world.cast.asta).get(url).content.decode()
    assert f"Utgåva 1 (Medborgarlöfte) är offentlig sedan {ON_THE_DAY}" in page


def test_what_nobody_has_had_warns_of_nothing(world: World) -> None:
    account = state(world.cast.asta, world, done(count(2, "m")))
    assert received(account) == []
    assert received(None) == []
