"""Inviting people by a link in a mail, and what becomes of the invitation."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record, record_member
from loftet.organisations.exceptions import InvitationNotOpen, NotAllowed
from loftet.organisations.models import Invitation, Organisation, OutboxMessage, Person, Role
from loftet.organisations.policies import Act, accepting_obstacles, act_obstacles, inviting_obstacles

from .memberships import give_roles
from .outbox import post_mail

LIFETIME = timedelta(days=14)


@transaction.atomic
def invite_person(*, by: Actor, email: str, roles: Collection[Role], display_title: str = "") -> Invitation:
    """Invite somebody to act for the actor's organisation."""
    email = email.strip().lower()
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    NotAllowed.raise_if(inviting_obstacles(by, email=email, roles=roles))
    invitation, _link = open_invitation(
        organisation=by.organisation, email=email, roles=roles, invited_by=by, display_title=display_title
    )
    record(by=by, kind="person_invited", subject=invitation, data={"roles": invitation.roles})
    return invitation


def open_invitation(
    *,
    organisation: Organisation,
    email: str,
    roles: Collection[Role],
    invited_by: Actor | None,
    display_title: str = "",
) -> tuple[Invitation, str]:
    """The invitation, mailed, and its link; the caller has checked and writes the audit event."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        organisation=organisation,
        email=email.strip().lower(),
        roles=[role.value for role in Role if role in roles],
        display_title=display_title,
        token_digest=digest_of(token),
        invited_by=invited_by.person if invited_by else None,
        expires_at=timezone.now() + LIFETIME,
    )
    link = link_to(token)
    invitation.message = _mail(invitation, link, invited_by)
    invitation.save()
    return invitation, link


@transaction.atomic
def resend_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Mail a new link, which lives as long as a first one; the old link opens nothing any more."""
    NotAllowed.raise_if(act_obstacles(by, Act.MANAGE_PEOPLE))
    invitation = _lock_pending(invitation)
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest_of(token)
    invitation.expires_at = timezone.now() + LIFETIME
    invitation.message = _mail(invitation, link_to(token), by)
    invitation.save(update_fields=["token_digest", "expires_at", "message"])
    record(by=by, kind="invitation_resent", subject=invitation)
    return invitation


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Withdraw it: its link opens nothing any more."""
    NotAllowed.raise_if(act_obstacles(by, Act.MANAGE_PEOPLE))
    invitation = _lock_pending(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record(by=by, kind="invitation_revoked", subject=invitation)
    return invitation


@transaction.atomic
def accept_invitation(
    *,
    token: str,
    name: str = "",
    password: str | None = None,
    person: Person | None = None,
    org_affiliation: str | None = None,
) -> Person:
    """Take up the invitation: as `person`, who is signed in, else as a new one, with password or provider."""
    invitation = _lock_open(token)
    NotAllowed.raise_if(accepting_obstacles(invitation, person))
    if person is None:
        person = _create_person(invitation, name, password, org_affiliation)
    give_roles(
        person=person, organisation=invitation.organisation, roles=[Role(code) for code in invitation.roles]
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record_member(
        person=person,
        organisation=invitation.organisation,
        kind="invitation_accepted",
        subject=invitation,
        data={"roles": invitation.roles},
    )
    return person


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(token: str) -> str:
    return settings.BASE_URL + reverse("organisations:invitation_accept", args=[token])


def _lock_pending(invitation: Invitation) -> Invitation:
    try:
        return Invitation.objects.pending().select_for_update(of=("self",)).get(pk=invitation.pk)
    except Invitation.DoesNotExist:
        raise InvitationNotOpen from None


def _lock_open(token: str) -> Invitation:
    invitations = Invitation.objects.open_at(timezone.now()).select_related("organisation")
    try:
        return invitations.select_for_update(of=("self",)).get(token_digest=digest_of(token))
    except Invitation.DoesNotExist:
        raise InvitationNotOpen from None


def _create_person(
    invitation: Invitation, name: str, password: str | None, org_affiliation: str | None
) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create_user(
                invitation.email,
                password,
                name=name,
                display_title=invitation.display_title,
                is_demo=invitation.organisation.is_demo,
                language=translation.get_language() or settings.LANGUAGE_CODE,
                org_affiliation=org_affiliation,
            )
    except IntegrityError:
        # The same person took up another invitation at the same moment.
        raise NotAllowed(
            [_("There is already an account for %(email)s. Sign in first.") % {"email": invitation.email}]
        ) from None


def _mail(invitation: Invitation, link: str, invited_by: Actor | None) -> OutboxMessage:
    known = Person.objects.filter(email=invitation.email).first()
    with translation.override(known.language if known else settings.LANGUAGE_CODE):
        context = {"invitation": invitation, "link": link, "invited_by": invited_by}
        return post_mail(
            recipient=invitation.email,
            subject=_("Invitation to Löftet for %(organisation)s")
            % {"organisation": invitation.organisation},
            text=render_to_string("organisations/mail/invitation.txt", context),
            organisation=invited_by.organisation if invited_by else invitation.organisation,
        )
