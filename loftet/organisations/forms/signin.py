"""allauth's forms in our words and with our manners."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.web.forms import AtMost, Manners

from .people import PASSWORD_HELP

_LABELS: dict[str, Any] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("The new password again"),
    "code": _("Code"),
    "credential": _("Passkey"),
    "name": _("What you call it"),
}
_HELP: dict[str, Any] = {
    "password1": PASSWORD_HELP,
    "name": _("So that you can tell your passkeys apart: Phone, Work computer."),
}
_LONGEST = {"login": 254, "email": 254, "code": 20, "name": 80}


class InOurWords(Manners):
    """Our labels and help in place of allauth's, and a longest length for every field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS[name]
            field.help_text = _HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            _limit(field, _LONGEST.get(name, 200))
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class LoginForm(InOurWords, account.LoginForm):
    """E-mail address and password."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Where to send the link to a new password."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """A new password, by a link."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """A new password, by the old one."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):
    """The code from the phone, or a recovery code."""


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    """A code once more."""


class ActivateForm(InOurWords, totp.ActivateTOTPForm):
    """The first code of a new phone."""


class DeactivateForm(InOurWords, totp.DeactivateTOTPForm):
    """Nothing to fill in."""


class RecoveryCodesForm(InOurWords, recovery_codes.GenerateRecoveryCodesForm):
    """Nothing to fill in."""


def _limit(field: forms.Field, length: int) -> None:
    if isinstance(field, forms.CharField):
        field.max_length = length
        field.validators.append(AtMost(length))
