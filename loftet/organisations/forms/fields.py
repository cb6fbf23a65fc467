"""Fields that several forms share."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Role
from loftet.web.forms import Text

ROLE_DEEDS = {
    Role.ADMINISTRATOR: _("invites people, gives and ends roles, reads what has happened"),
    Role.COORDINATOR: _("drafts, edits and shares agreements and promises, follows them up"),
    Role.COMMUNICATOR: _("writes in plain words, publishes what is approved, answers residents"),
    Role.REGISTRAR: _("keeps diary numbers, hands out records"),
    Role.REPORTER: _("reports what was done of the commitments they perform"),
    Role.SIGNATORY: _("signs what names them as signatory"),
    Role.READER: _("reads what the organisation may see"),
}


class Name(Text):
    """What somebody or something is called: one line with letters in it and without pictures."""

    default_error_messages = {
        "no_letter": _("Write a name with letters."),
        "picture": _("A name cannot hold the sign %(sign)s. Remove it."),
    }

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        if picture := next((sign for sign in value if unicodedata.category(sign) in {"So", "Sk"}), ""):
            raise ValidationError(self.error_messages["picture"], code="picture", params={"sign": picture})
        if not any(sign.isalpha() for sign in value):
            raise ValidationError(self.error_messages["no_letter"], code="no_letter")


class Email(forms.EmailField):
    """An address, in small letters."""

    default_error_messages = {"invalid": _("Write an e-mail address, such as name@municipality.se.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class Roles(forms.MultipleChoiceField):
    """Which roles, with what each lets a person do."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Choose at least one role.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Roles"))
        super().__init__(choices=[(role.value, _with_deeds(role)) for role in Role], **kwargs)

    def clean(self, value: Any) -> list[Role]:
        return [Role(code) for code in super().clean(value)]


class NewPassword(forms.CharField):
    """A password to be chosen; its rules are told beside it and checked by the form."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": "new-password"}))
        super().__init__(max_length=200, strip=False, **kwargs)


def _describe(role: Role) -> SafeString:
    return format_html('<strong>{}</strong> <span class="meta">{}</span>', role.label, ROLE_DEEDS[role])


_with_deeds = lazy(_describe, SafeString)
