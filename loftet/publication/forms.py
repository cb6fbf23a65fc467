"""Forms that ask once before something is published or withdrawn."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loftet.organisations.forms.fields import Email
from loftet.web.forms import Form, Text

from .models import WithdrawalGround


class PublishForm(Form):
    """Publishing is confirmed in so many words; `version` is the one that the page showed."""

    confirmed = forms.BooleanField(
        label=_("I have read what is published, and that it is never changed."),
        error_messages={"required": _("Confirm that you have read what is published.")},
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class PublishProgressForm(Form):
    """`shown` is the digest of the document that the page showed."""

    confirmed = forms.BooleanField(
        label=_("I have read the figures, and know that they are never changed once published."),
        error_messages={"required": _("Confirm that you have read the figures.")},
    )
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class WithdrawForm(Form):
    ground = forms.ChoiceField(label=_("Legal ground"), choices=WithdrawalGround.choices)
    reason = Text(
        label=_("What was wrong?"),
        max_length=500,
        multi_line=True,
        help_text=_("Shown in public in place of the content. Do not repeat what must not be shown."),
    )
    confirmed = forms.BooleanField(
        label=_("I know that the content cannot be brought back."),
        error_messages={"required": _("Confirm that you know that the content cannot be brought back.")},
    )


_NO_PHONE = _("Write a telephone number with digits, such as 08-465 004 12 or +46 8 465 004 12.")


class PhoneField(Text):
    """A telephone number as it is read aloud: digits with spaces or hyphens, a plus before the country."""

    default_error_messages = {"required": _NO_PHONE, "invalid": _NO_PHONE}

    def validate(self, value: str) -> None:
        super().validate(value)
        digits = sum(sign.isdecimal() for sign in value)
        if value and not (re.fullmatch(r"\+?[0-9][0-9 \-]*", value) and 5 <= digits <= 15):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class PublicContactForm(Form):
    """How residents reach the municipality."""

    email = Email(
        label=_("Function mailbox"),
        help_text=_("Shown in public. Several should read it, also when somebody is away or has left."),
    )
    phone = PhoneField(
        label=_("Telephone"), max_length=40, help_text=_("Shown in public, such as the switchboard.")
    )
    web_address = forms.URLField(
        label=_("Page on your own website"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Where residents read more of how they reach you."),
        error_messages={"invalid": _("Write the whole address, such as https://www.kommunen.se/kontakt.")},
    )

    def clean_web_address(self) -> str:
        address = str(self.cleaned_data["web_address"])
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(self.fields["web_address"].error_messages["invalid"], code="invalid")
        return address
