"""The form of an agreement's periods: a line each, or a ready-made series to begin from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.commitment import Cadence
from loftet.web.forms import Date, Form, Text

from ..content import PeriodContent
from ..reminder_plan import FURTHEST, MOST_DAYS, ReminderPlan

BLANK_LINES = 3
MOST_LINES = 60


class SeriesForm(Form):
    """A ready-made series over a span of days."""

    every = forms.ChoiceField(
        label=_("How often"),
        choices=[
            (Cadence.MONTH.value, _("Each month")),
            (Cadence.QUARTER.value, _("Each quarter")),
            (Cadence.TERTIAL.value, _("Each third of the year")),
            (Cadence.HALF_YEAR.value, _("Each half year")),
            (Cadence.YEAR.value, _("Each year")),
        ],
    )
    starts_on = Date(label=_("From"))
    ends_on = Date(label=_("Until"))

    def clean(self) -> None:
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and not starts_on <= ends_on <= starts_on + timedelta(days=366 * 5):
            self.add_error("ends_on", _("Choose a last day within five years of the first."))

    def as_query(self) -> str:
        return urlencode({name: str(value) for name, value in self.cleaned_data.items()})


class DaysApart(forms.CharField):
    """Numbers of days from a day, as a tuple of whole numbers, the nearest first: `3, 10`."""

    default_error_messages = {
        "invalid": _("Write numbers of days with a comma between them, such as 3, 10."),
        "too_many": _("At most %(most)s days."),
        "too_far": _("Each is from 1 to %(furthest)s days."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The words themselves where they are no numbers, for `validate` to refuse."""
        text = str(super().to_python(value) or "")
        parts = text.replace(",", " ").split()
        return tuple(sorted({int(each) for each in parts})) if all(map(_is_number, parts)) else text

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not isinstance(value, tuple):
            self._refuse("invalid")
        if len(value) > MOST_DAYS:
            self._refuse("too_many", most=MOST_DAYS)
        if not all(1 <= each <= FURTHEST for each in value):
            self._refuse("too_far", furthest=FURTHEST)

    def run_validators(self, value: Any) -> None:
        """Those of a text have nothing to say of numbers."""

    def _refuse(self, code: str, **numbers: int) -> None:
        raise forms.ValidationError(self.error_messages[code], code=code, params=numbers)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4


class PeriodsForm(Form):
    """Lines of periods in their order; a line without a name is left out."""

    remind_before = DaysApart(
        label=_("Days before the due day"),
        required=False,
        help_text=_("My day and its mail tell of it seven days ahead. Write days here for a letter as well."),
    )
    remind_after = DaysApart(
        label=_("Days after the due day"),
        help_text=_("At least one: a period is closed without a party only when it has been reminded late."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def __init__(self, *args: Any, lines: int, **kwargs: Any) -> None:
        self.lines = min(lines, MOST_LINES)
        super().__init__(*args, **kwargs)
        for number in range(self.lines):
            for name, field in _line().items():
                self.add_field(f"{name}_{number}", field)

    def rows(self) -> Iterator[dict[str, forms.BoundField]]:
        for number in range(self.lines):
            yield {name: self[f"{name}_{number}"] for name in _line()}

    def contents(self) -> list[PeriodContent]:
        found = (self._content(number) for number in range(self.lines))
        return [each for each in found if each.label]

    def seen_rows(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["seen"].split(",") if each.isdigit()]

    def clean(self) -> None:
        for number in range(self.lines):
            label, *days = (self.cleaned_data.get(f"{name}_{number}") for name in _line())
            if any(days) and not label:
                self.add_error(f"label_{number}", _("Say what the period is called."))

    def _content(self, number: int) -> PeriodContent:
        cleaned = self.cleaned_data
        due_on, is_read = cleaned.get(f"due_on_{number}"), bool(cleaned.get(f"is_read_{number}"))
        return PeriodContent(
            label=cleaned.get(f"label_{number}", ""),
            starts_on=cleaned.get(f"starts_on_{number}"),
            ends_on=cleaned.get(f"ends_on_{number}"),
            due_on=due_on,
            # What an old document lacks is nobody's fault.
            remind_on=self._plan().days(due_on) if due_on and not is_read else (),
            is_read=is_read,
        )

    def _plan(self) -> ReminderPlan:
        cleaned = self.cleaned_data
        return ReminderPlan(before=cleaned["remind_before"] or (), after=cleaned["remind_after"])


def initial_of(periods: Sequence[PeriodContent], seen: Sequence[int], plan: ReminderPlan) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "seen": ",".join(str(each) for each in seen),
        "remind_before": plan.before,
        "remind_after": plan.after,
    }
    for number, each in enumerate(periods):
        for name in _line():
            initial[f"{name}_{number}"] = getattr(each, name)
    return initial


def _line() -> dict[str, forms.Field]:
    return {
        "label": Text(label=_("Name of the period"), max_length=80, required=False),
        "starts_on": Date(label=_("First day"), required=False),
        "ends_on": Date(label=_("Last day"), required=False),
        "due_on": Date(label=_("Due"), required=False),
        "is_read": forms.BooleanField(label=_("From an old document"), required=False),
    }
