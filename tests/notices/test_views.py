"""Min dag, as people meet it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.agreements import services
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from tests.factories import make_actor, make_agreement_at, make_cast, make_organisation, signed_in

pytestmark = pytest.mark.django_db


def page_for(actor: Actor) -> str:
    answer = signed_in(actor).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_sends_a_stranger_to_the_sign_in() -> None:
    make_cast()
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_it_answers_a_monitor_that_asks_for_the_head_only() -> None:
    assert Client().head("/").status_code == 302


def test_it_says_for_whom_one_acts() -> None:
    cast = make_cast()
    page = page_for(cast.asta)
    assert "Min dag" in page
    assert cast.asta.organisation.name in page


def test_it_helps_a_coordinator_begin() -> None:
    page = page_for(make_cast().asta)
    assert "Skriv er första överenskommelse" in page
    assert f'href="{reverse("agreements:agreement_create")}"' in page


def test_it_helps_a_lone_administrator_invite() -> None:
    alone = make_actor(Role.ADMINISTRATOR, organisation=make_organisation("Lekeberg"))
    page = page_for(alone)
    assert "Bjud in dem du arbetar med" in page
    assert f'href="{reverse("organisations:person_invite")}"' in page


def test_it_asks_nobody_to_invite_who_has_colleagues() -> None:
    linkoping = make_organisation()
    administrator = make_actor(Role.ADMINISTRATOR, organisation=linkoping)
    make_actor(Role.READER, organisation=linkoping)
    assert "Bjud in dem du arbetar med" not in page_for(administrator)


def test_it_shows_a_draft_to_its_coordinator_only() -> None:
    cast = make_cast()
    draft = make_agreement_at(AgreementState.DRAFT, owner=cast.asta, other=cast.petra, title="Trygga torg")
    page = page_for(cast.asta)
    assert "Väntar på dig" in page
    assert "Utkast som inte är delat" in page
    assert f'href="{reverse("agreements:agreement_detail", args=[draft.pk])}"' in page
    for other in (cast.bo, cast.petra, cast.cesar):
        assert "Trygga torg" not in page_for(other)


def test_it_shows_a_signatory_what_to_sign_and_no_longer_when_signed() -> None:
    cast = make_cast()
    agreement = make_agreement_at(
        AgreementState.SHARED, owner=cast.asta, other=cast.petra, title="Trygga torg"
    )
    chief = make_actor(Role.SIGNATORY, organisation=cast.asta.organisation)
    assert "Trygga torg" not in page_for(chief)
    request = services.request_signature(
        by=cast.asta, record=agreement, position="Kommundirektör", person=chief.person
    )
    page = page_for(chief)
    assert "Trygga torg" in page
    assert "Väntar på din underskrift" in page
    services.sign_with_account(by=chief, request=request, digest=request.version.digest)
    assert "Inget väntar på dig" in page_for(chief)


def test_it_asks_the_database_as_often_for_many_as_for_few() -> None:
    cast = make_cast()
    counts = []
    for title in ("Första", "Andra"):
        for state in (AgreementState.DRAFT, AgreementState.SHARED):
            make_agreement_at(state, owner=cast.asta, other=cast.petra, title=title)
        client = signed_in(cast.asta)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
