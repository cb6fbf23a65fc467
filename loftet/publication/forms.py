"""Forms that ask once before something is published or withdrawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

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
