"""allauth's forms of passkeys in our words; whatever no passkey would answer is refused by one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Person

from .signin import InOurWords

NOT_ACCEPTED = _("The passkey was not accepted. Try again, or use another way.")
_LONGEST_ANSWER = 20_000


class AnswerField(forms.Field):
    """What a passkey answered, in the JSON that the browser makes of it (WebAuthn, section 5.1)."""

    widget = forms.HiddenInput
    default_error_messages = {"required": NOT_ACCEPTED}

    def to_python(self, value: Any) -> dict[str, Any] | None:
        if not value:
            return None
        try:
            answer = json.loads(value) if len(value) <= _LONGEST_ANSWER else None
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise ValidationError(NOT_ACCEPTED, code="invalid")
        return answer

    def bound_data(self, data: Any, initial: Any) -> None:
        """Never shown again: an answer is good for once."""


@contextmanager
def _refused_in_our_words() -> Iterator[None]:
    """The library raises many kinds of errors on what no browser sends."""
    try:
        yield
    except ValidationError as error:
        if error.code != "incorrect_code":
            raise
        raise ValidationError(NOT_ACCEPTED, code="invalid") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValidationError(NOT_ACCEPTED, code="invalid") from error


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A new passkey and what it is called. Every one of ours signs in alone: nothing to choose."""

    passwordless = None  # type: ignore[assignment]  # so Django takes a field of the parent away
    credential: Any = AnswerField()

    def clean(self) -> dict[str, Any]:
        with _refused_in_our_words():
            cleaned: dict[str, Any] = super().clean()
            return cleaned


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    """What a passkey is called."""


class ByPasskey(InOurWords):
    """Mixed into the forms that take a passkey's answer."""

    def clean_credential(self) -> Any:
        with _refused_in_our_words():
            return super().clean_credential()  # type: ignore[misc]


class LoginByPasskeyForm(ByPasskey, webauthn.LoginWebAuthnForm):
    """Nothing but the passkey, which says whose it is."""

    credential: Any = AnswerField()
    named: Person | None = None
    """Whom the answer names, whether or not it was accepted."""

    def clean_credential(self) -> Any:
        with _refused_in_our_words():
            named = auth.extract_user_from_response(self.cleaned_data["credential"])
            self.named = named if isinstance(named, Person) else None
        return super().clean_credential()


class AuthenticateByPasskeyForm(ByPasskey, webauthn.AuthenticateWebAuthnForm):
    """The passkey as second step, after the password."""

    credential: Any = AnswerField()


class ReauthenticateByPasskeyForm(ByPasskey, webauthn.ReauthenticateWebAuthnForm):
    """The passkey once more."""

    credential: Any = AnswerField()
