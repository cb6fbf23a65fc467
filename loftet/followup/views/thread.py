"""The thread of a promise set, from commitment to assessment."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.promises.selectors import get_reading

from ..selectors.thread import get_thread


@require_GET
@acting(Act.READ)
def promise_set_thread(request: ActorRequest, pk: int) -> HttpResponse:
    """What follows on what, and where it breaks; of the other parties what they have handed over."""
    reading = get_reading(request.actor, pk)
    if reading is None:
        raise Http404
    context = {
        "set_pk": pk,
        "title": reading.document.title,
        "thread": get_thread(request.actor, reading.promise_set, today=timezone.localdate()),
    }
    return render(request, "followup/promise_set_thread.html", context)
