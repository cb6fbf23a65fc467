"""A correction by the application's own services: what the bench of the country publishes as one change."""

from __future__ import annotations

from django.db import transaction

from loftet.agreements.services import request_signature, sign_with_account
from loftet.agreements.versions import newest_version
from loftet.followup.models import FollowUp
from loftet.followup.services import confirm_closing, propose_closing
from loftet.organisations.actor import Actor, find_actor
from loftet.organisations.models import Membership, Role
from loftet.publication.services import publish_follow_up

REASON = "Ett tal var fel i det som stängdes."


@transaction.atomic
def correct_a_follow_up() -> None:
    """The newest of all is closed anew by both parties, signed by both and published."""
    newest = FollowUp.objects.select_related("agreement", "period").latest("period__ends_on", "pk")
    ours, theirs = (
        each.organisation for each in newest.agreement.parties.select_related("organisation").order_by("pk")
    )
    owner = actor(ours.pk, Role.COORDINATOR)
    row = propose_closing(by=owner, period=newest.period, reason=REASON)
    row = confirm_closing(by=actor(theirs.pk, Role.COORDINATOR), follow_up=row)
    version = newest_version(row)
    assert version is not None
    for seat in newest.agreement.signatories.order_by("pk"):
        signatory = actor(seat.organisation_id, Role.SIGNATORY)
        request = request_signature(
            by=actor(seat.organisation_id, Role.COORDINATOR),
            record=row,
            position=seat.position,
            person=signatory.person,
        )
        sign_with_account(by=signatory, request=request, digest=version.digest)
    publish_follow_up(by=owner, follow_up=row)


def actor(organisation: int, role: Role) -> Actor:
    held = Membership.objects.active().filter(organisation=organisation, role=role).select_related("person")
    found = find_actor(held[0].person, organisation_id=organisation)
    assert found is not None
    return found
