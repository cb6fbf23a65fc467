"""The register of functions."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import CalendarAddress, Function
from ..policies import function_obstacles


@transaction.atomic
def add_function(*, by: Actor, name: str, email: str) -> Function:
    NotAllowed.raise_if(function_obstacles(by, name))
    function = Function.objects.create(organisation=by.organisation, name=name, email=email)
    audit.record(by=by, kind="function_added", subject=function)
    return function


@transaction.atomic
def edit_function(*, by: Actor, function: Function, name: str, email: str) -> Function:
    kept = Function.objects.select_for_update().get(pk=function.pk)
    NotAllowed.raise_if(function_obstacles(by, name, kept))
    kept.name, kept.email = name, email
    kept.save()
    audit.record(by=by, kind="function_edited", subject=kept)
    return kept


@transaction.atomic
def end_function(*, by: Actor, function: Function) -> Function:
    """It can be given nothing more; what it was given stays, and its calendar is followed no longer."""
    kept = Function.objects.select_for_update().get(pk=function.pk)
    NotAllowed.raise_if(function_obstacles(by, kept.name, kept))
    now = timezone.now()
    kept.ended_at = now
    kept.save()
    CalendarAddress.objects.in_use().filter(function=kept).update(revoked_at=now)
    audit.record(by=by, kind="function_ended", subject=kept)
    return kept
