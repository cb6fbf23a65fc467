"""How residents reach a municipality: said by its administrator, shown on the public pages."""

from __future__ import annotations

from django.db import transaction

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..models import PublicContact
from ..policies import public_contact_obstacles
from .ledger import build_portal


@transaction.atomic
def set_public_contact(*, by: Actor, email: str, phone: str, web_address: str) -> PublicContact:
    """Say it anew for the actor's own organisation; saying the same again changes nothing."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=by.organisation.pk)
    NotAllowed.raise_if(public_contact_obstacles(by))
    said = {"email": email, "phone": phone, "web_address": web_address}
    before = PublicContact.objects.filter(organisation=by.organisation)
    if same := before.filter(**said).first():
        return same
    contact, _is_new = PublicContact.objects.update_or_create(organisation=by.organisation, defaults=said)
    record(by=by, kind="public_contact_set", subject=by.organisation, data=said)
    build_portal()
    return contact
