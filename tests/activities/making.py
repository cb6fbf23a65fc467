"""What is planned and told, for the tests of this room and those above; made by its services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from loftet.activities import services
from loftet.activities.content import CountContent, NotDoneContent, OccurrenceContent
from loftet.activities.models import Activity, Function, Occurrence, Report
from loftet.activities.signed import SignedSet, signed_set
from loftet.domain.cells import NotDoneReason
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def signed_of(promise_set: PromiseSet) -> SignedSet:
    signed = signed_set(promise_set)
    assert signed is not None
    return signed


def first_key(promise_set: PromiseSet) -> str:
    """The commitment of the first promise."""
    return next(iter(signed_of(promise_set).commitments))


def counted(promise_set: PromiseSet, number: str | None = "1", **overrides: Any) -> CountContent:
    whole = CountContent(first_key(promise_set), None if number is None else Decimal(number))
    return replace(whole, **overrides)


def told(promise_set: PromiseSet, number: str | None = "1", **overrides: Any) -> OccurrenceContent:
    whole = OccurrenceContent(
        starts_on=YESTERDAY,
        counts=(counted(promise_set, number),),
        place_name="Avloppsverket",
        area="Norr",
        public_note="Prov togs under ett dygn.",
        internal_note="Provet skickades i tid.",
    )
    return replace(whole, **overrides)


def occurrence(
    by: Actor, promise_set: PromiseSet, *, activity: Activity | None = None, **overrides: Any
) -> Occurrence:
    content = told(promise_set, **overrides)
    return services.record_occurrence(by=by, promise_set=promise_set, content=content, activity=activity)


def not_done(
    by: Actor, promise_set: PromiseSet, *, activity: Activity | None = None, next_on: date | None = None
) -> Report:
    return services.report_not_done(
        by=by,
        promise_set=promise_set,
        commitment_key=first_key(promise_set),
        concerns_on=YESTERDAY,
        content=NotDoneContent(NotDoneReason.STAFF_MISSING, "Ingen kunde ta provet.", next_on),
        activity=activity,
    )


def nothing(by: Actor, promise_set: PromiseSet, *, activity: Activity | None = None) -> Report:
    return services.report_nothing_done(
        by=by,
        promise_set=promise_set,
        commitment_key=first_key(promise_set),
        concerns_on=YESTERDAY,
        activity=activity,
    )


@transaction.atomic
def window(by: Actor, promise_set: PromiseSet, **overrides: Any) -> Activity:
    """A measurement that is due since a month and for a month more."""
    named = signed_of(promise_set).commitments[first_key(promise_set)]
    fields: dict[str, Any] = {
        "organisation": by.organisation,
        "promise_set": promise_set,
        "promise_key": named.promise.key,
        "commitment_key": named.commitment.key,
        "kind": "window",
        "title": "Mätning i avloppsvattnet",
        "starts_on": TODAY - timedelta(days=30),
        "ends_on": TODAY + timedelta(days=30),
        "amount": Decimal(1),
        "unit": named.commitment.unit,
    }
    activity = Activity.objects.create(**fields | overrides)
    audit.record(by=by, kind="activity_planned", subject=activity)
    return activity


@transaction.atomic
def function(by: Actor, name: str = "VA-avdelningen", email: str = "va@example.se") -> Function:
    made = Function.objects.create(organisation=by.organisation, name=name, email=email)
    audit.record(by=by, kind="function_added", subject=made)
    return made
