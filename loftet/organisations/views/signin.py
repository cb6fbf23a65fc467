"""allauth's views with our forms, statuses and audit events; only those that are used have an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loftet.organisations.audit import record_for_person
from loftet.organisations.forms import signin as forms
from loftet.organisations.forms.passkeys import AuthenticateByPasskeyForm
from loftet.organisations.middleware import AFTER_SECOND_STEP
from loftet.organisations.models import Person
from loftet.organisations.signin import HAS_BEEN_HERE
from loftet.web.forms import UNPROCESSABLE

from .leaving import answered, leave_for_provider

View = Callable[..., HttpResponseBase]


def refusing_by_422(view: View) -> View:
    """A form that was not accepted answers 422, as every form of ours."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and request.method == "POST":
            context = response.context_data or {}
            forms_shown = (context.get(name) for name in ("form", "webauthn_form"))
            if any(form is not None and form.is_bound and form.errors for form in forms_shown):
                response.status_code = UNPROCESSABLE
        return response

    return answer


def recorded(kind: str, of_type: Authenticator.Type) -> Callable[[View], View]:
    """Writes an audit event, in the same transaction, when the view changed the person's second step."""

    def decorate(view: View) -> View:
        @wraps(view)
        def recording(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            before = _steps(request, of_type)
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                if isinstance(request.user, Person) and _steps(request, of_type) != before:
                    record_for_person(person=request.user, kind=kind)
            return response

        return recording

    return decorate


def _steps(request: HttpRequest, of_type: Authenticator.Type) -> set[int]:
    steps = Authenticator.objects.filter(user_id=request.user.pk, type=of_type)
    return set(steps.values_list("pk", flat=True))


class SecondStepView(mfa.AuthenticateView):
    """After the password: what the person has set up decides what is asked for."""

    form_class = forms.AuthenticateForm
    webauthn_form_class = AuthenticateByPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        types = set(self.stage.login.user.authenticator_set.values_list("type", flat=True))
        return {**context, "has_app": "totp" in types, "has_passkey": "webauthn" in types}


account_login = refusing_by_422(account.LoginView.as_view(form_class=forms.LoginForm))
account_inactive = account.account_inactive
account_reset_password = refusing_by_422(
    account.PasswordResetView.as_view(form_class=forms.ResetPasswordForm)
)
account_reset_password_done = account.password_reset_done
account_reset_password_from_key = refusing_by_422(
    account.PasswordResetFromKeyView.as_view(form_class=forms.ResetPasswordKeyForm, reset_url_key="nytt")
)
account_reset_password_from_key_done = account.password_reset_from_key_done
account_reauthenticate = refusing_by_422(
    account.ReauthenticateView.as_view(form_class=forms.ReauthenticateForm)
)
mfa_index = mfa.index
mfa_authenticate = refusing_by_422(SecondStepView.as_view())
mfa_reauthenticate = refusing_by_422(
    mfa.ReauthenticateView.as_view(form_class=forms.ReauthenticateByCodeForm)
)
mfa_deactivate_totp = recorded("second_step_off", Authenticator.Type.TOTP)(
    totp.DeactivateTOTPView.as_view(form_class=forms.DeactivateForm)
)
mfa_generate_recovery_codes = recorded("recovery_codes_made", Authenticator.Type.RECOVERY_CODES)(
    refusing_by_422(recovery_codes.GenerateRecoveryCodesView.as_view(form_class=forms.RecoveryCodesForm))
)
mfa_download_recovery_codes = recovery_codes.download_recovery_codes
socialaccount_login_cancelled = social.login_cancelled

_activate = refusing_by_422(totp.ActivateTOTPView.as_view(form_class=forms.ActivateForm))
_change_password = refusing_by_422(account.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm))


@recorded("second_step_on", Authenticator.Type.TOTP)
def mfa_activate_totp(request: HttpRequest) -> HttpResponseBase:
    """The first code counts as having shown oneself again: the recovery codes follow at once."""
    before = _steps(request, Authenticator.Type.TOTP)
    response = _activate(request)
    if _steps(request, Authenticator.Type.TOTP) != before:
        person = authenticated_user(request)
        record_authentication(request, person, "mfa", type="totp", reauthenticated=True)
    return response


@never_cache
def mfa_view_recovery_codes(request: HttpRequest) -> HttpResponseBase:
    view = recovery_codes.ViewRecoveryCodesView.as_view(
        extra_context={"onward": request.session.get(AFTER_SECOND_STEP, "/")}
    )
    return view(request)


def account_change_password(request: HttpRequest) -> HttpResponseBase:
    """Who signs in with the organisation's own sign-in has no password to change."""
    if isinstance(request.user, Person) and not request.user.has_usable_password():
        return redirect("organisations:profile_edit")
    return _change_password(request)


@require_POST
def account_logout(request: HttpRequest) -> HttpResponseBase:
    response = account.logout(request)
    response.delete_cookie(HAS_BEEN_HERE, samesite="Lax")
    return response


@require_POST
def openid_connect_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Off to the provider, to sign in: accounts are not connected by hand."""
    if "process" in request.POST or "process" in request.GET:
        raise Http404
    _refuse_without_provider()
    return leave_for_provider(request, lambda: openid_connect.login(request, provider_id))


@require_safe
def openid_connect_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider."""
    _refuse_without_provider()
    return answered(request, lambda: openid_connect.callback(request, provider_id))


def _refuse_without_provider() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404
