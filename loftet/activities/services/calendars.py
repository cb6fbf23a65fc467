"""Secret addresses by which calendars follow a plan."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from loftet.agreements.link_rules import new_token, token_digest
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import CalendarAddress, Function
from ..policies import calendar_obstacles


@transaction.atomic
def make_calendar_address(*, by: Actor, function: Function | None = None) -> str:
    """Return the secret of a new address, shown once and not kept; the one before stops working."""
    NotAllowed.raise_if(calendar_obstacles(by, function))
    _addresses(by, function).update(revoked_at=timezone.now())
    token = new_token()
    address = CalendarAddress.objects.create(
        organisation=by.organisation,
        person=None if function else by.person,
        function=function,
        token_digest=token_digest(token),
    )
    audit.record(by=by, kind="calendar_address_made", subject=address)
    return token


@transaction.atomic
def revoke_calendar_address(*, by: Actor, function: Function | None = None) -> None:
    NotAllowed.raise_if(calendar_obstacles(by, function))
    for address in _addresses(by, function).select_for_update():
        address.revoked_at = timezone.now()
        address.save(update_fields=["revoked_at"])
        audit.record(by=by, kind="calendar_address_revoked", subject=address)


def _addresses(by: Actor, function: Function | None) -> QuerySet[CalendarAddress]:
    own = CalendarAddress.objects.visible_to(by).in_use()
    return own.filter(function=function) if function else own.filter(person=by.person)
