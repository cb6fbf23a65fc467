"""The second step of signing in, for those who lost their phone."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Person
from loftet.organisations.policies import second_step_obstacles

from .outbox import post_mail


@transaction.atomic
def reset_second_step(*, by: Actor, person: Person) -> None:
    """Take it away; at the next sign-in the person sets it up anew, and a mail tells so at once."""
    NotAllowed.raise_if(second_step_obstacles(by, person=person))
    Authenticator.objects.filter(user=person).delete()
    with translation.override(person.language):
        post_mail(
            recipient=person.email,
            subject=_("Your two-step sign-in to Löftet is reset"),
            text=render_to_string(
                "organisations/mail/second_step_reset.txt", {"by": by, "url": settings.BASE_URL}
            ),
            organisation=by.organisation,
        )
    record(by=by, kind="second_step_reset", subject=person)
