"""Invitations: sending them again, withdrawing them, taking them up."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.provider import Provider
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import InvitationNotOpen, NotAllowed
from loftet.organisations.forms.people import AcceptForm
from loftet.organisations.middleware import ACTING_FOR
from loftet.organisations.models import Invitation, Person
from loftet.organisations.policies import Act, accepting_obstacles
from loftet.organisations.provider import INVITATION, SAML
from loftet.organisations.services.invitations import (
    accept_invitation,
    digest_of,
    resend_invitation,
    revoke_invitation,
)
from loftet.organisations.signin import remember_password, sign_in
from loftet.web.forms import posted, render_form

from .leaving import leave_for_provider
from .saml import ask_provider


@require_POST
@acting(Act.MANAGE_PEOPLE)
def invitation_resend(request: ActorRequest, invitation_id: int) -> HttpResponse:
    invitation = _get_pending(request, invitation_id)
    try:
        resend_invitation(by=request.actor, invitation=invitation)
    except InvitationNotOpen:
        raise Http404 from None
    messages.success(request, _("The invitation to %(email)s is sent again.") % {"email": invitation.email})
    return redirect("organisations:people_list")


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def invitation_revoke(request: ActorRequest, invitation_id: int) -> HttpResponse:
    invitation = _get_pending(request, invitation_id)
    people_list = reverse("organisations:people_list")
    if request.method == "POST":
        try:
            revoke_invitation(by=request.actor, invitation=invitation)
        except InvitationNotOpen:
            raise Http404 from None
        messages.success(
            request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email}
        )
        return redirect(people_list)
    context = {"invitation": invitation, "back_url": people_list, "trail": [(_("People"), people_list)]}
    return render(request, "organisations/invitation_revoke.html", context)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the link in the mail opens: for somebody new a form, for somebody known one button."""
    invitation = _find_open(token)
    if invitation is None:
        return render(request, "organisations/invitation_closed.html", status=410)
    person = request.user if isinstance(request.user, Person) else None
    if obstacles := accepting_obstacles(invitation, person):
        context = {"invitation": invitation, "obstacles": obstacles}
        status = 422 if request.method == "POST" else 200
        return render(request, "organisations/invitation_refused.html", context, status=status)
    if person:
        return _accept_as_known(request, invitation, token, person)
    return _accept_as_new(request, invitation, token)


def _accept_as_known(
    request: HttpRequest, invitation: Invitation, token: str, person: Person
) -> HttpResponse:
    if request.method == "POST":
        try:
            accept_invitation(token=token, person=person)
        except (InvitationNotOpen, NotAllowed):
            return redirect(request.path)  # where it says why
        request.session[ACTING_FOR] = invitation.organisation_id
        messages.success(
            request, _("You now act for %(organisation)s.") % {"organisation": invitation.organisation}
        )
        return redirect("/")
    return render(request, "organisations/invitation_join.html", {"invitation": invitation})


def _accept_as_new(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    provider = _provider(request)
    by_provider = provider is not None and request.POST.get("by") == "provider"
    form = AcceptForm(posted(request), email=invitation.email, by_provider=by_provider)
    if form.is_valid():
        name = form.cleaned_data["name"]
        if by_provider and provider:
            request.session[INVITATION] = {"token": token, "name": name}
            return leave_for_provider(request, lambda: _to_provider(request, provider))
        try:
            person = accept_invitation(token=token, name=name, password=form.cleaned_data["password"])
        except (InvitationNotOpen, NotAllowed):
            return redirect(request.path)  # where it says why
        remember_password(request, person)
        return sign_in(request, person)
    context = {"invitation": invitation, "provider": provider}
    return render_form(request, "organisations/invitation_accept.html", context, form=form)


def _to_provider(request: HttpRequest, provider: Provider) -> HttpResponseBase:
    if provider.id == SAML:
        return ask_provider(request)
    away: HttpResponseBase = provider.redirect(request, process="login")
    return away


def _provider(request: HttpRequest) -> Provider | None:
    providers = get_adapter().list_providers(request)
    return providers[0] if providers else None


def _find_open(token: str) -> Invitation | None:
    invitations = Invitation.objects.open_at(timezone.now()).select_related("organisation", "invited_by")
    return invitations.filter(token_digest=digest_of(token)).first()


def _get_pending(request: ActorRequest, invitation_id: int) -> Invitation:
    return get_object_or_404(Invitation.objects.visible_to(request.actor).pending(), pk=invitation_id)
