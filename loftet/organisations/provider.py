"""The organisation's own sign-in (OpenID Connect or SAML): who comes, and how little of them is kept."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from .claims import Claims, pseudonym, read_attributes, read_claims
from .exceptions import InvitationNotOpen, NotAllowed
from .models import Person
from .services.invitations import accept_invitation
from .services.people import link_affiliation

INVITATION = "invitation_to_accept"
"""Where the session keeps the invitation of somebody who is away at the provider."""
SAML = "saml"
"""What allauth calls the one identity provider of SAML."""
_AFFILIATION = "orgAffiliation"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Finds the person, and keeps nothing but what finds them again."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Called before anything is looked up or stored: here the answer loses all that is not kept."""
        account = sociallogin.account
        claims = _claims_of(account)
        account.uid = pseudonym(f"{account.provider} {account.uid}", key=settings.SECRET_KEY)
        account.extra_data = {_AFFILIATION: claims.affiliation} if claims.affiliation else {}
        email = claims.verified_email
        sociallogin.email_addresses = [EmailAddress(email=email, verified=True)] if email else []
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        person = _find_person(sociallogin) or _accept_invitation(request, sociallogin)
        if person is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_invited.html", status=403))
        with transaction.atomic():
            link_affiliation(by_person=person, affiliation=_affiliation_of(sociallogin))
            sociallogin.account.user = sociallogin.user = person
            sociallogin.account.save()


def _claims_of(account: SocialAccount) -> Claims:
    if account.provider == SAML:
        return read_attributes(account.extra_data, email_is_verified=settings.SAML_EMAIL_IS_VERIFIED)
    return read_claims(account.extra_data)


def _find_person(sociallogin: SocialLogin) -> Person | None:
    """By affiliation, else by an earlier sign-in, else by an address that the provider vouches for."""
    affiliation = _affiliation_of(sociallogin)
    if affiliation and (person := Person.objects.filter(is_demo=False, org_affiliation=affiliation).first()):
        return person
    person = _seen_earlier(sociallogin) or _owner_of_address(sociallogin)
    if person and affiliation and person.org_affiliation:
        return None  # the same person at another organisation: that takes an invitation of its own
    return person


def _seen_earlier(sociallogin: SocialLogin) -> Person | None:
    person = sociallogin.user
    return person if sociallogin.is_existing and isinstance(person, Person) else None


def _owner_of_address(sociallogin: SocialLogin) -> Person | None:
    emails = [address.email for address in sociallogin.email_addresses]
    return Person.objects.filter(is_demo=False, email__in=emails).first()


def _accept_invitation(request: HttpRequest, sociallogin: SocialLogin) -> Person | None:
    """Somebody who opened an invitation and chose to sign in with the organisation's own sign-in."""
    invitation = request.session.pop(INVITATION, None)
    if not invitation:
        return None
    try:
        return accept_invitation(
            token=invitation["token"],
            name=invitation["name"],
            org_affiliation=_affiliation_of(sociallogin) or None,
        )
    except (InvitationNotOpen, NotAllowed):
        return None


def _affiliation_of(sociallogin: SocialLogin) -> str:
    return str(sociallogin.account.extra_data.get(_AFFILIATION, ""))
