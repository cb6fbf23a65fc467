"""What residents fill in, without account and guarded against robots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loftet.domain.digests import Frequency
from loftet.domain.question_states import QuestionKind
from loftet.language.personal_data import find_personal_data
from loftet.web.forms import Form, Text

from ..robots import SHORTEST, opened_now, seconds_open

KINDS = {
    QuestionKind.QUESTION: _("I have a question"),
    QuestionKind.CONTRADICTION: _("This is not done, or not as it says here"),
}
FREQUENCIES = {
    Frequency.AT_ONCE: _("As soon as something is published"),
    Frequency.WEEKLY: _("At most once a week, on Mondays"),
}


class GuardedForm(Form):
    """With a field that no person sees, and the sealed moment when the form was opened."""

    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
    opened = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"opened": opened_now(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def is_from_robot(self) -> bool:
        """A robot is thanked like everybody else, and nothing of it is kept."""
        return bool(self.data.get("website"))

    def clean_opened(self) -> str:
        opened = str(self.cleaned_data["opened"])
        passed = seconds_open(opened)
        if passed is None:
            raise ValidationError(_("The page has been open for too long. Send it once more."))
        if passed < SHORTEST:
            raise ValidationError(_("That was quick. Wait a few seconds and send it once more."))
        return opened

    def visible_fields(self) -> list[forms.BoundField]:
        """All but the one that no person sees, which the page sets apart."""
        return [field for field in super().visible_fields() if field.name != "website"]


class AskForm(GuardedForm):
    """A question or a contradiction about one promise."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(each.value, words) for each, words in KINDS.items()],
        widget=forms.RadioSelect,
        initial=QuestionKind.QUESTION.value,
    )
    text = Text(
        label=_("Write here"),
        max_length=4000,
        multi_line=True,
        help_text=_("Write nothing that points out a person: no names, numbers or addresses."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want the answer by mail"),
        required=False,
        max_length=254,
        help_text=_("It is never published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    is_no_person = forms.BooleanField(
        label=_("What I wrote points out no person"), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> None:
        super().clean()
        text = str(self.cleaned_data.get("text", ""))
        found = [each.span.of(text) for each in find_personal_data(text)]
        if found and not self.cleaned_data.get("is_no_person"):
            self.fields["is_no_person"].widget = forms.CheckboxInput(attrs={"class": "ds-input"})
            words = {"words": ", ".join(f"”{each}”" for each in found[:3])}
            self.add_error(
                "text",
                _("This seems to point out a person: %(words)s. Take it out, or tick the box below.") % words,
            )


class FollowForm(GuardedForm):
    """What to follow, and how often to hear of it."""

    what = forms.ChoiceField(label=_("What do you want to follow?"), widget=forms.RadioSelect)
    frequency = forms.ChoiceField(
        label=_("How often?"),
        choices=[(each.value, words) for each, words in FREQUENCIES.items()],
        widget=forms.RadioSelect,
        initial=Frequency.WEEKLY.value,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("what", choices)
        self.fields["what"].initial = choices[0][0]
