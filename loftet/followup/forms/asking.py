"""Forms of the pages that ask once."""

from __future__ import annotations

from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.duplicates import Verdict
from loftet.web.forms import Form, Text


class Marked(TypedDict):
    """What somebody says of two numbers, and why."""

    verdict: Verdict
    motive: str


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


class MarkForm(Form):
    """Whether two numbers are the same, and why."""

    verdict = forms.ChoiceField(
        label=_("What are they?"),
        widget=forms.RadioSelect,
        choices=[
            (Verdict.ONE.value, _("The same: it counts once")),
            (Verdict.DIFFERENT.value, _("Two different: they are added up")),
        ],
    )
    motive = Text(
        label=_("Why"),
        max_length=2000,
        multi_line=True,
        help_text=_("The other parties read it. Write nothing about individual persons."),
    )

    def marked(self) -> Marked:
        return {"verdict": Verdict(self.cleaned_data["verdict"]), "motive": self.cleaned_data["motive"]}
