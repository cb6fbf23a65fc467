"""Forms of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loftet.domain.activity_states import ActivityKind
from loftet.web.forms import Date, Form, Text

from ..content import NOBODY, ActivityContent, Assignee
from ..models import Activity
from ..words import KINDS

Choices = Sequence[tuple[str, str]]
NO_PERSON = _("Write nothing about individual persons.")


def assignee_choices(people: Choices, functions: Choices) -> list[tuple[str, Any]]:
    """Nobody yet, then people and functions in groups that have somebody in them."""
    groups = [(gettext("Functions"), list(functions)), (gettext("People"), list(people))]
    return [("", gettext("Nobody yet")), *((label, group) for label, group in groups if group)]


def assignee_of(chosen: str) -> Assignee:
    """`p7` is a person, `f3` a function."""
    if not chosen:
        return NOBODY
    number = int(chosen[1:])
    return Assignee(person=number) if chosen[0] == "p" else Assignee(function=number)


def chosen_of(activity: Activity) -> str:
    if activity.assigned_person_id:
        return f"p{activity.assigned_person_id}"
    return f"f{activity.assigned_function_id}" if activity.assigned_function_id else ""


def amount_field(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=2, max_value=10**9, localize=True, **options
    )


class PlanForm(Form):
    """Who does what of a new plan: one choice for each commitment."""

    def __init__(
        self, *args: Any, keys: Iterable[str], choices: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"who_{place}": key for place, key in enumerate(keys)}
        for name in self.names:
            who = forms.ChoiceField(label=_("Who does it?"), choices=choices, required=False)
            self.add_field(name, who)

    def assignees(self) -> dict[str, Assignee]:
        return {key: assignee_of(self.cleaned_data[name]) for name, key in self.names.items()}

    def field_of(self, key: str) -> Any:
        """The bound field of a commitment, None where none is asked for."""
        return next((self[name] for name, named in self.names.items() if named == key), None)


class ActivityForm(Form):
    """An activity that is changed."""

    title = Text(label=_("What is to be done?"), max_length=200)
    starts_on = Date(label=_("First day"))
    ends_on = Date(label=_("Last day"))
    amount = amount_field(
        _("How much?"), required=False, min_value=0.01, help_text=_("Leave empty where nothing is counted.")
    )
    unit = Text(label=_("Of what?"), max_length=120, required=False)
    place = Text(label=_("Place"), max_length=200, required=False)
    who = forms.ChoiceField(label=_("Who does it?"), required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", choices)

    def clean(self) -> dict[str, Any]:
        _days_in_order(self)
        return self.cleaned_data

    def content(self) -> ActivityContent:
        cleaned = self.cleaned_data
        names = ("title", "starts_on", "ends_on", "amount", "unit", "place")
        return ActivityContent(
            **{name: cleaned[name] for name in names}, assignee=assignee_of(cleaned["who"])
        )

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        names = ("title", "starts_on", "ends_on", "amount", "unit", "place", "revision")
        return {name: getattr(activity, name) for name in names} | {"who": chosen_of(activity)}


class NewActivityForm(ActivityForm):
    """An activity that is planned by hand: also for which commitment, and how it is accounted for."""

    commitment = forms.ChoiceField(label=_("For which commitment?"))
    kind = forms.ChoiceField(
        label=_("How is it done?"),
        choices=[(each.value, KINDS[each]) for each in ActivityKind],
        widget=forms.RadioSelect,
        initial=ActivityKind.WINDOW.value,
    )
    field_order = ["commitment", "title", "kind"]

    def __init__(self, *args: Any, commitments: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("commitment", commitments)


class MoveForm(Form):
    starts_on = Date(label=_("New first day"))
    ends_on = Date(label=_("New last day"))

    def clean(self) -> dict[str, Any]:
        _days_in_order(self)
        return self.cleaned_data


class SplitForm(Form):
    on = Date(label=_("When does the second begin?"))
    amount_before = amount_field(
        _("How much of the amount does the first have?"), required=False, min_value=0.01
    )


class ReopenForm(Form):
    reason = Text(label=_("Why is it planned again?"), max_length=500, multi_line=True, help_text=NO_PERSON)


class FunctionForm(Form):
    name = Text(
        label=_("Name"),
        max_length=120,
        help_text=_("What the function is called, such as Parkenheten. Never the name of a person."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The function's own mailbox. Links to report by are sent here."),
    )


def _days_in_order(form: forms.Form) -> None:
    first, last = form.cleaned_data.get("starts_on"), form.cleaned_data.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", gettext("The last day comes before the first."))
