"""Promise sets for the tests of this room, made by its services."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from loftet.agreements import services as signing
from loftet.agreements.models import Agreement, PartyRole, SharedVersion
from loftet.agreements.versions import newest_version
from loftet.domain.agreement_states import AgreementState
from loftet.domain.promise_set import PromiseSetDocument
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage, Role
from loftet.promises import services
from loftet.promises.content import PromiseContent, SetContent
from loftet.promises.drafts import content_of, live_document, with_rows
from loftet.promises.models import Promise, PromiseSet
from tests.factories import POSITIONS, Cast, make_actor, make_agreement_at

YEAR = timezone.localdate().year
WASTEWATER = "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet."
CHIEF, DIRECTOR = POSITIONS[PartyRole.POLICE], POSITIONS[PartyRole.MUNICIPALITY]


def agreement_of(cast: Cast, *, state: AgreementState = AgreementState.SHARED) -> Agreement:
    return make_agreement_at(state, owner=cast.asta, other=cast.petra)


def set_content(**overrides: Any) -> SetContent:
    whole = SetContent(
        title="Medborgarlöfte för Linköping",
        introduction="Det här lovar polisen och kommunen.",
        starts_on=date(YEAR, 1, 1),
        ends_on=date(YEAR, 12, 31),
        municipalities=("0580",),
    )
    return replace(whole, **overrides)


def promise_content(**overrides: Any) -> PromiseContent:
    whole = PromiseContent(
        focus_area="Narkotika",
        title="Vi mäter droger i avloppsvattnet",
        text=WASTEWATER,
        background="Det som har använts i kommunen syns i vattnet.",
        why="Vi behöver veta vilka droger som finns.",
        baseline="2 mätningar förra året.",
    )
    return replace(whole, **overrides)


def empty_set(cast: Cast, **overrides: Any) -> PromiseSet:
    return services.draft_set(by=cast.asta, agreement=agreement_of(cast), content=set_content(**overrides))


def drafted(cast: Cast, **overrides: Any) -> PromiseSet:
    promise_set = empty_set(cast, **overrides)
    add(cast, promise_set)
    return fresh(promise_set)


def shared(cast: Cast) -> PromiseSet:
    promise_set = drafted(cast)
    services.share_set(by=cast.asta, promise_set=promise_set)
    return fresh(promise_set)


def signed(cast: Cast) -> PromiseSet:
    promise_set = shared(cast)
    sign_all(cast, promise_set)
    return fresh(promise_set)


def running(cast: Cast) -> PromiseSet:
    return fresh(services.make_ready(by=cast.asta, promise_set=signed(cast)))


def sign_all(cast: Cast, promise_set: PromiseSet) -> None:
    sign(cast.asta, promise_set, DIRECTOR)
    sign(cast.petra, promise_set, CHIEF)


def sign(coordinator: Actor, promise_set: PromiseSet, position: str) -> None:
    signatory = make_actor(Role.SIGNATORY, organisation=coordinator.organisation, name="Undertecknare")
    request = signing.request_signature(
        by=coordinator, record=promise_set, position=position, person=signatory.person
    )
    signing.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def add(cast: Cast, promise_set: PromiseSet, **overrides: Any) -> Promise:
    return services.add_promise(by=cast.asta, promise_set=promise_set, content=promise_content(**overrides))


def fresh(promise_set: PromiseSet) -> PromiseSet:
    return with_rows(PromiseSet.objects.all()).get(pk=promise_set.pk)


def document(promise_set: PromiseSet) -> PromiseSetDocument:
    return live_document(fresh(promise_set))


def titles(promise_set: PromiseSet) -> list[tuple[str, list[str]]]:
    return [(area.name, [each.title for each in area.promises]) for area in document(promise_set).focus_areas]


def the_promise(promise_set: PromiseSet) -> Promise:
    return Promise.objects.select_related("focus_area__promise_set").get(focus_area__promise_set=promise_set)


def newest(promise_set: PromiseSet) -> SharedVersion:
    version = newest_version(fresh(promise_set))
    assert version is not None
    return version


def rewrite_details(cast: Cast, promise_set: PromiseSet, **overrides: Any) -> PromiseSet:
    kept = fresh(promise_set)
    content = replace(content_of(kept), **overrides)
    return services.edit_set(by=cast.asta, promise_set=kept, content=content, revision=kept.details_revision)


def found_in_mail(email: str, pattern: str) -> str:
    message = OutboxMessage.objects.filter(recipient=email).latest("pk")
    found = re.search(pattern, message.text)
    assert found, message.text
    return found[1]
