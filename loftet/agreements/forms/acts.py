"""Forms that ask once before something is done, and the search of the list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.web.forms import Form, Text

from ..standing import Standing


class SearchForm(Form):
    """The search box and filter of the list."""

    q = Text(
        label=_("Search"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    standing = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *Standing.choices]
    )


class ShareForm(Form):
    """Sharing is confirmed in so many words; `revision` is the draft that the page showed."""

    confirmed = forms.BooleanField(
        label=_("I have read what is handed over, and that it cannot be undone."),
        error_messages={"required": _("Confirm that you have read what is handed over.")},
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class NewVersionForm(Form):
    reason = Text(
        label=_("Why is a new version made?"),
        max_length=1000,
        multi_line=True,
        help_text=_("All parties read this. Write nothing about individual persons."),
    )


class EndForm(Form):
    reason = Text(
        label=_("Why does the agreement end?"),
        max_length=1000,
        multi_line=True,
        help_text=_("All parties read this. Write nothing about individual persons."),
    )
