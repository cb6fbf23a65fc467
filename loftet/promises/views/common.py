"""What several views of this room begin with."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor

from ..drafts import with_rows
from ..models import FocusArea, Promise, PromiseSet
from ..selectors import SetReading, get_reading

Trail = list[tuple[str, str]]


def reading_or_404(actor: Actor, pk: int) -> SetReading:
    """What the actor may read of the set."""
    reading = get_reading(actor, pk)
    if reading is None:
        raise Http404
    return reading


def own_or_404(actor: Actor, pk: int) -> PromiseSet:
    """The live set: only its owner comes near it."""
    return get_object_or_404(with_rows(PromiseSet.objects.owned_by(actor)), pk=pk)


def own_promise_or_404(promise_set: PromiseSet, promise_pk: int) -> Promise:
    rows = Promise.objects.select_related("focus_area__promise_set__owner")
    return get_object_or_404(rows, pk=promise_pk, focus_area__promise_set=promise_set)


def own_area_or_404(promise_set: PromiseSet, area_pk: int) -> FocusArea:
    return get_object_or_404(FocusArea, pk=area_pk, promise_set=promise_set)


def trail_to(title: str = "", pk: int | None = None) -> Trail:
    """The way from the list to the set, by the title that the reader may see."""
    trail = [(_("Citizen promises"), reverse("promises:promise_set_list"))]
    if pk is not None:
        trail.append((title, reverse("promises:promise_set_detail", args=(pk,))))
    return trail
