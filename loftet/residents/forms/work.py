"""What a party fills in about a question."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.web.forms import Form, Text


class AnswerForm(Form):
    """The answer, in plain words."""

    answer = Text(
        label=_("Your answer"),
        max_length=5000,
        multi_line=True,
        help_text=_("Short and plain. It goes to the resident, and may be published after review."),
    )


class PublishForm(Form):
    """Question and answer as everybody will read them."""

    asked = Text(
        label=_("The question, as it is published"),
        max_length=4000,
        multi_line=True,
        help_text=_("Take out what points out a person, and nothing else."),
    )
    answer = Text(label=_("The answer, as it is published"), max_length=5000, multi_line=True)


class RegisterForm(Form):
    """The number in one's own diary."""

    registry_number = Text(label=_("Registry number"), max_length=40)


class EmptyForm(Form):
    """Asked in so many words: nothing brings it back."""

    confirmed = forms.BooleanField(
        label=_("I know that the question and the answer cannot be brought back."),
        error_messages={
            "required": _("Confirm that you know that the question and the answer cannot be brought back.")
        },
    )


class CloseForm(Form):
    """Why it ends without an answer."""

    reason = Text(
        label=_("Why is it closed?"),
        max_length=500,
        help_text=_("For example: not about a promise, or sent twice. Kept with the record."),
    )
