"""What several views of this room begin with."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.web.said_back import what

from ..forms.plans import assignee_choices
from ..models import Activity, Function, Occurrence
from ..selectors.activities import Asked, Show, list_planned_sets, titles_of
from ..selectors.occurrences import list_occurrences
from ..selectors.people import list_function_choices, list_people
from ..signed import SignedCommitment, SignedSet, signed_set

Trail = list[tuple[str, str]]
Choices = list[tuple[str, str]]
MOST_YEARS_AWAY = 100


def signed_or_404(actor: Actor, pk: int) -> SignedSet:
    """A signed set that the actor's organisation is a party of: only such a set has a plan."""
    visible = PromiseSet.objects.visible_to(actor).select_related("owner", "agreement")
    signed = signed_set(get_object_or_404(visible, pk=pk))
    if signed is None or actor.organisation.pk not in signed.party_ids:
        raise Http404
    return signed


def activity_or_404(actor: Actor, pk: int) -> Activity:
    rows = Activity.objects.visible_to(actor)
    rows = rows.select_related("promise_set", "assigned_person", "assigned_function", "moved_to")
    return get_object_or_404(rows, pk=pk)


def occurrence_or_404(actor: Actor, pk: int) -> Occurrence:
    found: Occurrence = get_object_or_404(list_occurrences(actor), pk=pk)
    return found


def function_or_404(actor: Actor, pk: int) -> Function:
    return get_object_or_404(Function.objects.visible_to(actor), pk=pk)


def trail_to(signed: SignedSet | None = None, *further: tuple[str, str]) -> Trail:
    """The way from the list to the plan of a set, and on."""
    trail = [(_("Activities"), reverse("activities:activity_list"))]
    if signed is not None:
        trail.append((signed.document.title, plan_url(signed)))
    return [*trail, *further]


def plan_url(signed: SignedSet) -> str:
    return reverse("activities:activity_plan", args=[signed.promise_set.pk])


def assignees_for(actor: Actor) -> list[tuple[str, Any]]:
    return assignee_choices(list_people(actor), list_function_choices(actor))


def commitment_choices(actor: Actor, signed: SignedSet) -> Choices:
    """What one's own organisation performs first, then the rest."""
    own = signed.performed_by(actor.organisation.pk)
    keys = {each.commitment.key for each in own}
    others = [each for key, each in signed.commitments.items() if key not in keys]
    return [(each.commitment.key, in_words(each, signed)) for each in (*own, *others)]


def in_words(named: SignedCommitment, signed: SignedSet) -> str:
    return f"{named.promise.title}: {what(named.commitment, signed.document)}"


def other_parties(actor: Actor, signed: SignedSet) -> Choices:
    return [
        (str(party.organisation), party.name)
        for party in signed.document.parties
        if party.organisation != actor.organisation.pk
    ]


def asked_of(request: HttpRequest, default: Show = Show.OPEN) -> Asked:
    """The choice in the address; what nobody could have chosen is passed over."""
    show, key = request.GET.get("visa", ""), request.GET.get("lofte", "")
    number = request.GET.get("medborgarlofte", "")
    return Asked(
        show=Show(show) if show in Show.values else default,
        promise_set=int(number) if number.isdecimal() and len(number) < 10 else None,
        promise_key=key if _is_key(key) else "",
        who=request.GET.get("vem", ""),
        since=_day(request.GET.get("sedan", "")),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _is_key(written: str) -> bool:
    try:
        return str(uuid.UUID(written)) == written
    except ValueError:
        return False


def filter_context(actor: Actor, asked: Asked) -> dict[str, Any]:
    """The choices above lists and calendars; promises to choose among are those of one set.

    A promise that is still chosen from the set before is passed over: `asked` is without it.
    """
    sets = list_planned_sets(actor)
    chosen = _chosen(asked, sets)
    is_of_another = asked.promise_set is not None and asked.promise_key not in titles_of(chosen)
    return {
        "asked": replace(asked, promise_key="") if is_of_another else asked,
        "shows": Show.choices,
        "sets": sets,
        "chosen": chosen,
        "people": list_people(actor),
        "functions": list_function_choices(actor),
    }


def _chosen(asked: Asked, sets: Sequence[SignedSet]) -> SignedSet | None:
    """The set that is asked for, that of the promise that is asked for, or the only one."""
    if asked.promise_set is not None:
        found = [each for each in sets if each.promise_set.pk == asked.promise_set]
    elif asked.promise_key:
        found = [each for each in sets if asked.promise_key in titles_of(each)]
    else:
        found = list(sets)
    return found[0] if len(found) == 1 else None


def first_of_month(written: str, today: date) -> date:
    """`2026-05`; this month where it is not that, or so far away that nobody plans or remembers it."""
    this_month = today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{written}-01")
    except ValueError:
        return this_month
    return asked if abs(asked.year - today.year) <= MOST_YEARS_AWAY else this_month
