"""allauth's views of passkeys with our forms and audit events. Each of our passkeys asks for the person's
fingerprint, face or code, so that one is two factors: something held, and something known or of the body."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from loftet.organisations.audit import record_about_person, record_for_person
from loftet.organisations.forms import passkeys as forms
from loftet.organisations.models import Person

from .signin import refusing_by_422

View = Callable[..., HttpResponseBase]
_limited: Callable[[View], View] = ratelimit.decorator(app="allauth.mfa", action="webauthn_login")  # type: ignore[no-untyped-call]


def for_those_with_a_password(view: View) -> View:
    """Who signs in at the organisation is let in and shut out there: no passkey goes past that."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, Person) and not request.user.has_usable_password():
            return redirect("organisations:profile_edit")
        return view(request, *args, **kwargs)

    return guarded


def _person(request: HttpRequest) -> Person:
    """Who is signed in: allauth's views let nobody else come here."""
    assert isinstance(request.user, Person)
    return request.user


class AddPasskeyView(webauthn.AddWebAuthnView):
    """Having made it counts as having shown oneself again: the recovery codes may follow at once."""

    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        return {**context, "options": auth.begin_registration(_person(self.request), passwordless=True)}

    @transaction.atomic
    def form_valid(self, form: forms.AddPasskeyForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        person = _person(self.request)
        record_for_person(person=person, kind="passkey_added", data={"name": form.cleaned_data["name"]})
        record_authentication(self.request, person, "mfa", type="webauthn", reauthenticated=True)
        return response


class RenamePasskeyView(webauthn.EditWebAuthnView):
    form_class = forms.RenamePasskeyForm
    success_url = reverse_lazy("mfa_index")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        data = {"before": str(self.object), "name": form.cleaned_data["name"]}
        response: HttpResponse = super().form_valid(form)
        record_for_person(person=_person(self.request), kind="passkey_renamed", data=data)
        return response


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        data = {"name": str(self.object)}
        response: HttpResponse = super().form_valid(form)
        record_for_person(person=_person(self.request), kind="passkey_removed", data=data)
        return response


class LoginByPasskeyView(webauthn.LoginWebAuthnView):
    form_class = forms.LoginByPasskeyForm

    def form_invalid(self, form: forms.LoginByPasskeyForm) -> HttpResponse:
        if form.named:
            with transaction.atomic():
                record_about_person(person=form.named, kind="passkey_refused")
        messages.error(self.request, " ".join(form.errors["credential"]))
        return redirect(passthrough_next_redirect_url(self.request, reverse("account_login"), "next"))


class ReauthenticateByPasskeyView(webauthn.ReauthenticateWebAuthnView):
    form_class = forms.ReauthenticateByPasskeyForm

    def form_invalid(self, form: forms.ReauthenticateByPasskeyForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super(webauthn.ReauthenticateWebAuthnView, self).get_context_data(**kwargs)
        return {**context, "options": auth.begin_authentication(_person(self.request))}


mfa_add_webauthn = for_those_with_a_password(refusing_by_422(AddPasskeyView.as_view()))
mfa_edit_webauthn = for_those_with_a_password(refusing_by_422(RenamePasskeyView.as_view()))
mfa_remove_webauthn = for_those_with_a_password(RemovePasskeyView.as_view())
mfa_login_webauthn = require_POST(LoginByPasskeyView.as_view())
mfa_reauthenticate_webauthn = refusing_by_422(ReauthenticateByPasskeyView.as_view())


@require_POST
@_limited
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser asks a passkey of somebody who is not signed in; the session keeps the question."""
    return JsonResponse(auth.begin_authentication(user=None))
