"""The form of an agreement's periods: a line each, or a ready-made series to begin from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.commitment import Cadence
from loftet.web.forms import Date, Form, Text

from ..content import PeriodContent

BLANK_LINES = 3
MOST_LINES = 60
REMINDED_AFTER = (3, 10)


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


class PeriodsForm(Form):
    """Lines of periods in their order; a line without a name is left out."""

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
        due_on = cleaned.get(f"due_on_{number}")
        return PeriodContent(
            label=cleaned.get(f"label_{number}", ""),
            starts_on=cleaned.get(f"starts_on_{number}"),
            ends_on=cleaned.get(f"ends_on_{number}"),
            due_on=due_on,
            remind_on=reminders_after(due_on),
            is_read=bool(cleaned.get(f"is_read_{number}")),
        )


def reminders_after(due_on: date | None) -> tuple[date, ...]:
    """Two reminders, three and ten days late; without a due day nobody is late."""
    return tuple(due_on + timedelta(days=each) for each in REMINDED_AFTER) if due_on else ()


def initial_of(periods: Sequence[PeriodContent], seen: Sequence[int]) -> dict[str, Any]:
    initial: dict[str, Any] = {"seen": ",".join(str(each) for each in seen)}
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
