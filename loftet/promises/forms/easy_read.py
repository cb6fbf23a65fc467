"""The form of the easy words: one box for the whole, and one for each promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.web.forms import Form, Text

from ..content import EasyReadContent
from ..models import Promise, PromiseSet


class EasyReadForm(Form):
    """What each promise says stands above its box."""

    whole = Text(
        label=_("The citizen promise as a whole"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("What it is about in easy Swedish: short sentences, one thought in each, common words."),
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, promises: Sequence[Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promises = promises
        for promise in promises:
            box = Text(
                label=promise.title, max_length=5000, multi_line=True, required=False, help_text=promise.text
            )
            self.add_field(_name(promise), box)

    def content(self) -> EasyReadContent:
        cleaned = self.cleaned_data
        written = {str(promise.key): cleaned[_name(promise)] for promise in self.promises}
        return EasyReadContent(whole=cleaned["whole"], promises=written)


def easy_read_of(promise_set: PromiseSet, promises: Sequence[Promise]) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    written = {_name(promise): promise.easy_read for promise in promises}
    return {"whole": promise_set.easy_read, "revision": promise_set.revision, **written}


def _name(promise: Promise) -> str:
    return f"promise_{promise.pk}"
