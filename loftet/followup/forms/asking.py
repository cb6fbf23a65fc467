"""Forms of the pages that ask once."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.web.forms import Form, Text


class SeenForm(Form):
    """Carries what was shown, so that nothing else is handed in or confirmed."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReasonForm(Form):
    """Why something that others have read is changed."""

    reason = Text(
        label=_("Why"),
        max_length=2000,
        multi_line=True,
        help_text=_("The other parties read it, and so do residents where the follow-up is published."),
    )
