"""A workspace with many promises, for what its pages cost: planned, and accounted for by both parties."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from loftet.activities.services import make_plan
from loftet.agreements.versions import newest_version
from loftet.domain.promise_set import PromiseText
from loftet.followup import services
from loftet.followup.models import PartyAccount, Statement, StatementCount
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.promises.services import draft_set, make_ready, share_set
from loftet.promises.versions import document_of
from tests.factories import Cast
from tests.followup.making import TODAY, World, count, done, make_world, state
from tests.promises.making import add, fresh, set_content, sign_all

PERIOD = 1  # it ended yesterday, and the parties account for it
IN_A_SET = 55


def fill(cast: Cast, *, promises: int) -> World:
    """The promises in sets of 55 at most, all of them within one agreement and followed up together."""
    world = make_world(cast, promises=min(promises, IN_A_SET))
    more = range(IN_A_SET, promises, IN_A_SET)
    sets = [world.promise_set, *(_another(world, min(IN_A_SET, promises - begun)) for begun in more)]
    for each in sets:
        make_ready(by=cast.asta, promise_set=each)
        make_plan(by=cast.asta, promise_set=each)
    for actor in (cast.asta, cast.petra):
        services.hand_in(by=actor, account=_written(actor, world, sets))
    return world


def list_pages(world: World) -> dict[str, str]:
    """The pages whose length goes with the number of promises, by what they are."""
    set_pk, period = world.promise_set.pk, world.periods[PERIOD]
    return {
        "promise sets": reverse("promises:promise_set_list"),
        "promises of a set": reverse("promises:promise_set_detail", args=(set_pk,)),
        "activities": reverse("activities:activity_list"),
        "activity plan of a set": reverse("activities:activity_plan", args=(set_pk,)),
        "periods of follow-up": reverse("followup:follow_up_list"),
        "follow-up of a period": period.get_absolute_url(),
        "account of a promise": reverse("followup:statement_edit", args=(period.pk, world.promise.key)),
        "my day": reverse("notices:my_day"),
    }


def _another(world: World, promises: int) -> PromiseSet:
    starts_on, ends_on = TODAY - timedelta(days=200), TODAY + timedelta(days=165)
    content = set_content(starts_on=starts_on, ends_on=ends_on)
    promise_set = draft_set(by=world.cast.asta, agreement=world.agreement, content=content)
    for number in range(promises):
        add(world.cast, promise_set, title=f"Löfte {number}")
    share_set(by=world.cast.asta, promise_set=promise_set)
    sign_all(world.cast, fresh(promise_set))
    return fresh(promise_set)


@transaction.atomic
def _written(actor: Actor, world: World, sets: list[PromiseSet]) -> PartyAccount:
    """The first statement by the service, the others as it writes them, all at once."""
    account = state(actor, world, done(count(2, f"{actor.organisation.pk}-0")), period=PERIOD)
    told = [(promise_set, promise) for promise_set in sets for promise in _promises_of(promise_set)]
    statements = Statement.objects.bulk_create(
        Statement(
            account=account,
            promise_set=promise_set,
            promise_key=promise.key,
            state="amount",
            words="Det gick bra, och vi fortsätter som planerat.",
        )
        for promise_set, promise in told
        if promise.key != world.promise.key
    )
    StatementCount.objects.bulk_create(
        StatementCount(statement=each, key=f"{actor.organisation.pk}-{each.pk}", unit="mätningar", number=2)
        for each in statements
    )
    return account


def _promises_of(promise_set: PromiseSet) -> tuple[PromiseText, ...]:
    version = newest_version(promise_set)
    assert version is not None
    return document_of(version).promises
