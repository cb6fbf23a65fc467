"""What the cast plans and tells of the citizen promise that runs in Ljungby; words our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from loftet.activities import services
from loftet.activities.content import Assignee, CountContent, NotDoneContent, OccurrenceContent
from loftet.activities.models import Activity
from loftet.activities.signed import SignedSet, signed_set
from loftet.domain.cells import NotDoneReason
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

from .days import clock_at
from .world import World

MUNICIPALITY, POLICE = "ljungby", "ljungby_police"
MEASUREMENTS, WALKS = "Vi mäter droger i avloppsvattnet", "Vi går trygghetsvandringar"
GRAFFITI, CHECKS = "Klotter försvinner snabbt", "Tjugominuterskontroller varje månad"
CLEANED = "saneringar"
DIALOGUE = "Dialog med handeln i centrum"
FUNCTIONS = (
    ("VA-avdelningen", "va@ljungby.example", MEASUREMENTS),
    ("Gatu- och parkenheten", "gatuochpark@ljungby.example", GRAFFITI),
)
NOT_PLANNED = "Föräldrar i årskurs 8 får veta mer"


@dataclass(frozen=True)
class Told:
    """Something done on a day of the year; without `number` there were some."""

    party: str
    promise: str
    month: int
    day: int
    number: int | None
    place: str
    note: str
    together: bool = False
    unit: str = ""


TOLD = (
    Told(MUNICIPALITY, MEASUREMENTS, 2, 17, 1, "Reningsverket", "Prov under ett dygn, skickat till labb."),
    Told(MUNICIPALITY, MEASUREMENTS, 5, 12, 1, "Reningsverket", "Prov före skolavslutningarna."),
    Told(MUNICIPALITY, GRAFFITI, 3, 4, 3, "Stadsparken", "Tre väggar sanerade inom två dygn.", unit=CLEANED),
    Told(MUNICIPALITY, GRAFFITI, 6, 9, None, "Astradskolan", "Flera klottringar sanerade.", unit=CLEANED),
    Told(MUNICIPALITY, WALKS, 4, 23, 1, "Centrum", "Boende visade mörka platser.", together=True),
    Told(POLICE, WALKS, 4, 23, 1, "Centrum", "Vandring tillsammans med kommunen.", together=True),
    Told(POLICE, CHECKS, 1, 20, 2, "Kungshögsskolan", "Två kontroller på morgonen."),
    Told(POLICE, CHECKS, 2, 11, 2, "Hjortsbergsskolan", "Två kontroller vid lämning och hämtning."),
    Told(POLICE, CHECKS, 3, 18, 3, "Astradskolan", "En extra kontroll efter påpekande från föräldrar."),
    Told(POLICE, CHECKS, 4, 15, 2, "Kungshögsskolan", "Två kontroller."),
    Told(POLICE, CHECKS, 5, 20, 2, "Lagan", "Två kontroller på den nya sträckan."),
    Told(POLICE, CHECKS, 6, 9, 2, "Kungshögsskolan", "Två kontroller före sommarlovet."),
    Told(POLICE, CHECKS, 8, 25, 3, "Hjortsbergsskolan", "En extra kontroll vid skolstarten."),
    Told(MUNICIPALITY, MEASUREMENTS, 8, 20, 1, "Reningsverket", "Prov när skolorna hade börjat."),
    Told(MUNICIPALITY, GRAFFITI, 8, 12, 4, "Busstationen", "Fyra klottringar sanerade.", unit=CLEANED),
    Told(MUNICIPALITY, WALKS, 9, 24, 1, "Stadsparken", "Vandring i mörker, med boende.", together=True),
    Told(POLICE, WALKS, 9, 24, 1, "Stadsparken", "Vandring tillsammans med kommunen.", together=True),
    Told(POLICE, DIALOGUE, 3, 26, 1, "Stadshuset", "Dialogmöte med centrumföreningen."),
)  # fmt: skip


def write_activities(world: World, *, today: date) -> None:
    """Plans of both parties, and what each has told so far this year."""
    promise_set = PromiseSet.objects.get(owner=world.organisations[MUNICIPALITY], valid_version__isnull=False)
    signed = signed_set(promise_set)
    assert signed is not None
    with clock_at(min(today, date(today.year, 1, 15))):
        _plan(world, signed)
    for told in TOLD:
        day = date(today.year, told.month, told.day)
        if day <= today:
            with clock_at(day):
                _tell(world, signed, told, day)
    _leave_july(world, signed, today)


def _plan(world: World, signed: SignedSet) -> None:
    """The municipality gives what it can to functions; one promise's plan is left to be made by who tries."""
    owner = world.coordinator(MUNICIPALITY)
    assignees = {}
    for name, email, promise in FUNCTIONS:
        function = services.add_function(by=owner, name=name, email=email)
        assignees[_key(signed, owner, promise)] = Assignee(function=function.pk)
    services.make_plan(by=owner, promise_set=signed.promise_set, assignees=assignees)
    police = world.coordinator(POLICE)
    services.make_plan(by=police, promise_set=signed.promise_set)
    for actor in (owner, police):
        for activity in _activities(actor, signed, NOT_PLANNED):
            services.remove_activity(by=actor, activity=activity)


def _tell(world: World, signed: SignedSet, told: Told, day: date) -> None:
    actor = world.coordinator(told.party)
    other = world.organisations[POLICE if told.party == MUNICIPALITY else MUNICIPALITY]
    number = None if told.number is None else Decimal(told.number)
    services.record_occurrence(
        by=actor,
        promise_set=signed.promise_set,
        activity=_on(_activities(actor, signed, told.promise), day),
        content=OccurrenceContent(
            starts_on=day,
            counts=(CountContent(_key(signed, actor, told.promise), number, told.unit),),
            place_name=told.place,
            public_note=told.note,
            parties=(other.pk,) if told.together else (),
        ),
    )


def _leave_july(world: World, signed: SignedSet, today: date) -> None:
    """The schools were closed: not done, with the reason and the new day."""
    day = date(today.year, 7, 1)
    activity = _on(_activities(world.coordinator(POLICE), signed, CHECKS), day)
    if activity is None or activity.ends_on > today:
        return
    next_on = activity.ends_on + timedelta(days=25)
    with clock_at(activity.ends_on):
        services.report_not_done(
            by=world.coordinator(POLICE),
            promise_set=signed.promise_set,
            commitment_key=str(activity.commitment_key),
            concerns_on=day,
            content=NotDoneContent(NotDoneReason.CLOSED, "Skolorna hade sommarlov.", next_on=next_on),
            activity=activity,
        )


def _key(signed: SignedSet, actor: Actor, promise: str) -> str:
    """The commitment of the promise that the actor's organisation performs."""
    own = signed.performed_by(actor.organisation.pk)
    return next(each.commitment.key for each in own if each.promise.title == promise)


def _activities(actor: Actor, signed: SignedSet, promise: str) -> list[Activity]:
    keys = [each.promise.key for each in signed.commitments.values() if each.promise.title == promise]
    found = Activity.objects.visible_to(actor).filter(promise_set=signed.promise_set, promise_key__in=keys)
    return list(found)


def _on(activities: list[Activity], day: date) -> Activity | None:
    return next((each for each in activities if each.starts_on <= day <= each.ends_on), None)
