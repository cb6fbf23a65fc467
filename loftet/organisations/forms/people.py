"""Forms about people: inviting, roles, taking up an invitation, the own profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Person
from loftet.web.forms import Form

from .fields import Email, Name, NewPassword, Roles

SHOWN_AS_HELP = _(
    "A role that others see in place of the name, such as Municipal police Linköping. "
    "For those whose name must be protected."
)
PASSWORD_HELP = _(
    "At least 12 characters. A few words after each other are easy to remember and hard to guess."
)


class InviteForm(Form):
    """Whom to invite, and to what."""

    email = Email(help_text=_("The invitation is sent here, and the address is used to sign in."))
    roles = Roles()
    display_title = Name(label=_("Shown as"), max_length=120, required=False, help_text=SHOWN_AS_HELP)


class RolesForm(Form):
    """Which roles a person has from now on."""

    roles = Roles()


class AcceptForm(Form):
    """Who takes up an invitation; without password when the organisation's own sign-in is to be used."""

    name = Name(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPassword(label=_("Choose a password"), help_text=PASSWORD_HELP)
    again = NewPassword(label=_("The password again"))

    def __init__(self, *args: Any, email: str, by_provider: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        if by_provider:
            self.fields["password"].required = self.fields["again"].required = False
        self.by_provider = by_provider

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.by_provider and "password" in data:
            self._check(data["password"], data.get("again"), data.get("name", ""))
        return data

    def _check(self, password: str, again: str | None, name: str) -> None:
        try:
            validate_password(password, Person(email=self.email, name=name))
        except ValidationError as error:
            self.add_error("password", error)
        if again and password != again:
            self.add_error("again", _("The two passwords are not the same."))


class ProfileForm(Form):
    """What a person is called."""

    name = Name(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    display_title = Name(label=_("Shown as"), max_length=120, required=False, help_text=SHOWN_AS_HELP)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
