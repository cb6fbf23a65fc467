"""Forms for mending what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.reading.model import OutcomeState
from loftet.web.forms import Form, Text

from ..content import ItemContent
from ..models import ItemKind, ReviewItem
from ..words import OUTCOME_STATES, PERFORMERS

LONGEST = 5000
REVISION = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


def _performers(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code.value, words) for code, words in PERFORMERS.items()],
    )


class ItemForm(Form):
    """An item; what is only of an outcome is left out of a promise's form until it is made one."""

    marks_optional = False
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, choices=ItemKind.choices)
    title = Text(label=_("Title"), max_length=200)
    text = Text(label=_("Text"), max_length=LONGEST, multi_line=True)
    focus_area = Text(label=_("Focus area"), max_length=200, required=False)
    performers = _performers(_("Performer"))
    responsible = _performers(_("Responsible"), _("Leave empty where it is the performer."))
    answers = forms.TypedChoiceField(
        label=_("Which promise does it answer?"), required=False, coerce=int, empty_value=None
    )
    period_label = Text(label=_("Reporting period"), max_length=120, required=False)
    outcome_state = forms.ChoiceField(label=_("How did it go?"), required=False)
    reason = Text(label=_("Reason, where it was not done"), max_length=1000, multi_line=True, required=False)
    revision = REVISION

    def __init__(
        self, *args: Any, promises: Sequence[tuple[int, str]], is_outcome: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_outcome:
            for name in ("answers", "period_label", "outcome_state", "reason"):
                del self.fields[name]
            return
        for name in ("focus_area", "responsible"):
            del self.fields[name]
        self.offer("answers", [("", _("No promise in the document")), *promises])
        self.offer("outcome_state", [(code.value, words) for code, words in OUTCOME_STATES.items()])

    def content(self) -> ItemContent:
        cleaned = self.cleaned_data
        return ItemContent(
            kind=cleaned["kind"],
            title=cleaned["title"],
            text=cleaned["text"],
            focus_area=cleaned.get("focus_area", ""),
            performers=tuple(cleaned["performers"]),
            responsible=tuple(cleaned.get("responsible", ())),
            answers=cleaned.get("answers"),
            period_label=cleaned.get("period_label", ""),
            outcome_state=cleaned.get("outcome_state", "") or OutcomeState.UNKNOWN,
            reason=cleaned.get("reason", ""),
        )


def initial_of(item: ReviewItem) -> dict[str, Any]:
    names = (*ItemForm.base_fields,)
    return {name: getattr(item, name) for name in names if name != "answers"} | {"answers": item.answers_id}


class SplitForm(Form):
    """The words with an empty line where a part ends."""

    text = Text(
        label=_("Text"),
        max_length=LONGEST,
        multi_line=True,
        help_text=_("Put an empty line where the next part begins. More than one is possible."),
    )
    revision = REVISION

    def parts(self) -> list[str]:
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", self.cleaned_data["text"])]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len([part for part in re.split(r"\n\s*\n", text) if part.strip()]) < 2:
            raise forms.ValidationError(_("Put an empty line where the second part begins."))
        return text
