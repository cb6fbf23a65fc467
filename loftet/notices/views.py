"""What waits for the one who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting

from . import selectors


@require_safe
@acting()
def my_day(request: ActorRequest) -> HttpResponse:
    return render(request, "notices/my_day.html", {"day": selectors.get_my_day(request.actor)})
