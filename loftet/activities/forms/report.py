"""The report: one small form a row, for what is due."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.domain.activity_states import ActivityKind
from loftet.domain.cells import NotDoneReason, OutcomeState
from loftet.language.amounts import Amount, read_amount
from loftet.language.personal_data import find_personal_data
from loftet.web.forms import Date, ErrorLink, Form, Text

from ..content import CountContent, NotDoneContent, OccurrenceContent
from ..report_rows import DoneRow, NotDoneRow, NothingRow, ReportRow
from ..report_words import WHY, amount_words
from ..selectors.owed import OwedRow

LARGEST = 9_999_999_999
MOST_ROWS = 100
LONGEST_NUMBER = 18  # of digits, so that it fits the database's


class Answer(models.TextChoices):
    """What became of it."""

    DONE = "done", gettext_lazy("Done")
    PARTLY = "partly", gettext_lazy("Begun, or done in part")
    NOTHING = "nothing", gettext_lazy("Nothing this time")
    NOT_DONE = "not_done", gettext_lazy("Not done, because …")


class AmountField(forms.CharField):
    """A number as people write it: 12, 1,5 or ca 10."""

    default_error_messages = {"invalid": gettext_lazy("Write a number, for example 12, 1,5 or ca 10.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> Amount | None:
        words = super().clean(value)
        if not words:
            return None
        amount = read_amount(words)
        if amount is None or (amount.number is not None and amount.number > LARGEST):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return amount


class KeyForm(Form):
    """The key that the form was made with: the same sending has the same key, however often it is tried."""

    key = forms.RegexField(r"^[\w-]{8,64}$", widget=forms.HiddenInput)


class RowForm(Form):
    """What became of one activity. A row without an answer is not sent."""

    marks_optional = False

    # What looked like personal data and has been seen by who writes: it may stand the second time.
    seen = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput, strip=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("What became of it?"), choices=Answer, widget=forms.RadioSelect, required=False
    )
    number = AmountField(label=gettext_lazy("How many?"), required=False)
    is_unknown = forms.BooleanField(label=gettext_lazy("I do not know how many"), required=False)
    day = Date(label=gettext_lazy("When?"), required=False)
    last_day = Date(label=gettext_lazy("Last day, if it took several"), required=False)
    parties = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Together with"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = Text(label=gettext_lazy("Where?"), max_length=200, required=False)
    public_note = Text(
        label=gettext_lazy("Note that may be published"),
        max_length=2_000,
        multi_line=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Write nothing about individual persons: no names, phone numbers or number plates."
        ),
    )
    internal_note = Text(
        label=gettext_lazy("Internal note (may be asked for as a public record)"),
        max_length=2_000,
        multi_line=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), required=False)
    words = Text(
        label=gettext_lazy("In your own words"),
        max_length=1_000,
        multi_line=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("May be published. Write nothing about individual persons."),
    )
    next_on = Date(label=gettext_lazy("When will it be done instead?"), required=False)

    def __init__(self, *args: Any, row: OwedRow, **kwargs: Any) -> None:
        initial = {
            "day": timezone.localdate(),
            "place": row.activity.place,
            "number": _planned_amount(row),
            "parties": [],
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.row = row
        self.offer("answer", [each for each in Answer.choices if each[0] in _answers_to(row)])
        self.offer("parties", row.others)
        self.offer("reason", [("", _("Choose a reason")), *WHY.items()])
        if not row.is_counted:
            del self.fields["number"], self.fields["is_unknown"]

    @property
    def is_answered(self) -> bool:
        return bool(self.cleaned_data.get("answer"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        checks = {
            Answer.DONE.value: self._check_done,
            Answer.PARTLY.value: self._check_done,
            Answer.NOT_DONE.value: self._check_not_done,
            "": self._check_empty,
        }
        if check := checks.get(cleaned.get("answer", "")):
            check(cleaned)
        self._ask_about_persons(cleaned)
        return cleaned

    def _check_done(self, cleaned: dict[str, Any]) -> None:
        today = timezone.localdate()
        if self.row.is_counted and "number" not in self.errors and not cleaned.get("is_unknown"):
            self._check_number(cleaned.get("number"))
        first, last = cleaned.get("day") or today, cleaned.get("last_day")
        if first > today:
            self.add_error("day", _("What has been done has a day that has come."))
        if last and not first <= last <= today:
            self.add_error("last_day", _("The last day comes after the first, and has come."))

    def _check_number(self, amount: Amount | None) -> None:
        if amount is None:
            self.add_error("number", _("Write how many, or say that you do not know."))
        elif amount.number == 0:
            self.add_error("number", _("Nothing was done? Then choose “Nothing this time”."))

    def _check_not_done(self, cleaned: dict[str, Any]) -> None:
        if "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", _("Choose a reason."))
        next_on = cleaned.get("next_on")
        if next_on and next_on <= timezone.localdate():
            self.add_error("next_on", _("Choose a day that is still to come."))

    def _check_empty(self, cleaned: dict[str, Any]) -> None:
        typed = ("public_note", "internal_note", "words", "next_on", "reason", "is_unknown")
        if any(cleaned.get(name) for name in typed):
            self.add_error("answer", _("Say what became of it: you have written something here."))

    def _ask_about_persons(self, cleaned: dict[str, Any]) -> None:
        """A warning that never blocks (design 3.5 and 3.8): the second time it is let be."""
        told = {name: _persons(cleaned, name) for name in ("public_note", "words", "place")}
        found = {name: persons for name, persons in told.items() if persons}
        asked = "|".join(found.values())
        if not found or cleaned.get("seen") == asked:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = asked
        for name, words in found.items():
            said = _("“%(words)s” looks like personal data. Take it away, or send again if it is nobody.")
            self.add_error(name, said % {"words": words})

    def to_row(self) -> ReportRow:
        """What a valid, answered form says."""
        typed, activity = self.cleaned_data, self.row.activity
        day: date = typed["day"] or timezone.localdate()
        match typed["answer"]:
            case Answer.NOTHING.value:
                return NothingRow(activity, day, typed["words"])
            case Answer.NOT_DONE.value:
                why = NotDoneContent(NotDoneReason(typed["reason"]), typed["words"], typed["next_on"])
                return NotDoneRow(activity, timezone.localdate(), why)
            case _:
                return DoneRow(activity, self._occurrence(typed, day))

    def _occurrence(self, typed: Mapping[str, Any], day: date) -> OccurrenceContent:
        return OccurrenceContent(
            starts_on=day,
            ends_on=typed["last_day"],
            counts=(self._count(typed),),
            place_name=typed["place"],
            public_note=typed["public_note"],
            internal_note=typed["internal_note"],
            parties=tuple(typed["parties"]),
        )

    def _count(self, typed: Mapping[str, Any]) -> CountContent:
        key = str(self.row.activity.commitment_key)
        if not self.row.is_counted:
            is_partly = typed["answer"] == Answer.PARTLY.value
            outcome = OutcomeState.PARTLY if is_partly else OutcomeState.DONE
            return CountContent(key, is_counted=False, outcome=outcome)
        amount = None if typed["is_unknown"] else typed["number"]
        if amount is None or amount.number is None:
            return CountContent(key, unit=self.row.unit)
        return CountContent(key, amount.number, self.row.unit, is_approximate=amount.is_approximate)


class ReportEditor:
    """The forms of a page, and what they say together."""

    def __init__(self, rows: Sequence[OwedRow], data: Any = None) -> None:
        self.key = KeyForm(data) if data is not None else KeyForm(initial={"key": uuid.uuid4()})
        self.forms = [RowForm(data, prefix=f"rows-{place}", row=row) for place, row in enumerate(rows)]
        self.obstacles: list[str] = []

    def is_valid(self) -> bool:
        """Every form is looked at, so that all that is wrong is told at once."""
        valid = [form.is_valid() for form in (self.key, *self.forms)]
        if all(valid) and not any(form.is_answered for form in self.forms):
            self.obstacles.append(_("Answer for one thing at least, then send."))
            return False
        return all(valid)

    def rows(self) -> list[ReportRow]:
        return [form.to_row() for form in self.forms if form.is_answered]

    @property
    def is_bound(self) -> bool:
        return self.key.is_bound

    @property
    def errors(self) -> bool:
        """Whether something stands in the error summary."""
        return any(form.is_bound and form.errors for form in (self.key, *self.forms))

    def error_links(self) -> list[ErrorLink]:
        """Those of all forms, in the order of the page."""
        return [link for form in (self.key, *self.forms) if form.is_bound for link in form.error_links()]


def _answers_to(row: OwedRow) -> list[str]:
    """Of what is counted the number says how much was done; of the rest only the answer can."""
    return [each for each in Answer.values if each != Answer.PARTLY or not row.is_counted]


def asked_about(data: QueryDict) -> list[int]:
    """The activities that the page that was sent asked about, in its order; 0 for what is no number."""
    values = data.getlist("activity")[:MOST_ROWS]
    return [int(value) if value.isdecimal() and len(value) <= LONGEST_NUMBER else 0 for value in values]


def _planned_amount(row: OwedRow) -> str:
    """Of a window what is planned; an account or a response is told of each time anew."""
    planned = row.activity.amount if row.activity.kind == ActivityKind.WINDOW else None
    return "" if planned is None else amount_words(planned)


def _persons(cleaned: Mapping[str, Any], name: str) -> str:
    text = cleaned.get(name) or ""
    return ", ".join(each.span.of(text) for each in find_personal_data(text))
