"""The form of a promise: its words, and its commitments as rows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement import PartyRef
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.promise_set import CommitmentText
from loftet.web.forms import ErrorLink, Form, Lines, Text
from loftet.web.said_back import COMPARATORS, EVERY, KINDS, WINDOWS

from ..content import PromiseContent
from ..policies import number_without_target
from ..proposals import COUNTED
from .typed import MOST_ROWS, ROWS

if TYPE_CHECKING:
    _FormSet = BaseFormSet[Any]
else:
    _FormSet = BaseFormSet

LARGEST = 1_000_000_000


class PromiseForm(Form):
    """The words of a promise."""

    focus_area = Text(
        label=_("Focus area"),
        max_length=200,
        help_text=_("A heading that promises stand under, such as Narkotika or Trafik."),
    )
    title = Text(label=_("Title"), max_length=200, help_text=_("In the reader's own words."))
    text = Text(
        label=_("What is promised"),
        max_length=5000,
        multi_line=True,
        help_text=_("Who does what, how many and until when. Write nothing about individual persons."),
    )
    baseline = Text(
        label=_("Baseline"),
        max_length=2000,
        multi_line=True,
        required=False,
        help_text=_("How it is today, with number and source."),
    )
    why = Text(
        label=_("Why"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("The problem that the promise meets."),
    )
    background = Text(
        label=_("Background"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("In plain language, for who knows nothing of the subject."),
    )
    easy_read = Text(
        label=_("Easy to read"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("The same promise in easy Swedish: short sentences, one thought in each, common words."),
    )
    stands_without_target = forms.BooleanField(
        label=_("Let it stand without target"),
        required=False,
        help_text=_("For a general promise: residents read “Utan måltal” and what was done."),
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus_area"].widget.attrs["list"] = "focus-areas"
        for name in ("baseline", "why", "background", "easy_read"):
            self.fields[name].widget.attrs["rows"] = 3


class CommitmentForm(Form):
    """One commitment, as proposed from the text or written by hand."""

    key = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)
    performers = forms.TypedMultipleChoiceField(
        label=_("Done by"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    performer_note = Text(
        label=_("More closely who"), max_length=200, required=False, help_text=_("A unit, not a person.")
    )
    responsible = forms.TypedMultipleChoiceField(
        label=_("Answered for by"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(k.value, KINDS[k]) for k in CommitmentClass])
    comparator = forms.ChoiceField(
        label=_("Compared as"),
        required=False,
        choices=[("", "–"), *((c.value, COMPARATORS[c]) for c in Comparator)],
    )
    number = forms.DecimalField(
        label=_("Number"),
        required=False,
        localize=True,
        min_value=0,
        max_value=LARGEST,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    number_max = forms.DecimalField(
        label=_("Up to"),
        required=False,
        localize=True,
        min_value=0,
        max_value=LARGEST,
        decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Where it is a range, such as 3 to 4."),
    )
    unit = Text(label=_("Of what"), max_length=120, required=False)
    every = forms.ChoiceField(
        label=_("How often"),
        required=False,
        choices=[("", "–"), *((c.value, EVERY[c]) for c in Cadence)],
    )
    window = forms.ChoiceField(
        label=_("When"), required=False, choices=[("", "–"), *((w.value, WINDOWS[w]) for w in Window)]
    )
    per = Text(label=_("For each"), max_length=120, required=False, help_text=_("Such as kommun or skola."))
    place = Text(label=_("Place"), max_length=200, required=False)
    groups = Lines(label=_("Target groups"), required=False, help_text=_("One a line."))

    def __init__(self, *args: Any, parties: Sequence[PartyRef], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("performers", "responsible"):
            self.offer(name, [(party.organisation, party.name) for party in parties])
        self.fields["groups"].widget.attrs["rows"] = 2

    def clean_key(self) -> str:
        """A key that is none is no key: the row is then a new commitment."""
        try:
            return str(uuid.UUID(self.cleaned_data["key"]))
        except ValueError:
            return ""

    def clean(self) -> None:
        number, highest = self.cleaned_data.get("number"), self.cleaned_data.get("number_max")
        if highest is not None and number is None and "number" not in self.errors:
            self.add_error("number", _("Write the lowest number too."))
        if number is not None and highest is not None and highest < number:
            self.add_error("number_max", _("The highest number is below the lowest."))
        is_counted = (
            CommitmentClass(self.cleaned_data["kind"]) in COUNTED if "kind" in self.cleaned_data else False
        )
        if is_counted and number is None and "number" not in self.errors:
            self.add_error("number", _("Write how many, or choose another kind."))

    def content(self) -> CommitmentText:
        cleaned = self.cleaned_data
        number = cleaned["number"]
        comparator = Comparator(cleaned["comparator"] or Comparator.EXACTLY) if number is not None else None
        return CommitmentText(
            key=cleaned["key"],
            performers=tuple(sorted(cleaned["performers"])),
            performer_note=cleaned["performer_note"],
            responsible=tuple(sorted(cleaned["responsible"])),
            kind=CommitmentClass(cleaned["kind"]),
            comparator=comparator,
            number=None if number is None else float(number),
            number_max=None if cleaned["number_max"] is None else float(cleaned["number_max"]),
            unit=cleaned["unit"],
            every=Cadence(cleaned["every"]) if cleaned["every"] else None,
            window=Window(cleaned["window"]) if cleaned["window"] else None,
            per=cleaned["per"],
            place=cleaned["place"],
            groups=cleaned["groups"],
        )


class CommitmentFormSet(_FormSet):
    """The rows; a row is there because somebody asked for it, so none is let be empty."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    def error_links(self) -> list[ErrorLink]:
        return [link for form in self.forms for link in cast(CommitmentForm, form).error_links()]


CommitmentRows = formset_factory(
    CommitmentForm, formset=CommitmentFormSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class PromiseEditor:
    """The form and its rows as one. It always holds data: what is saved, or what was typed."""

    is_bound = True
    _is_silent = False

    def __init__(self, data: QueryDict, *, parties: Sequence[PartyRef], shows_errors: bool) -> None:
        self.data, self.parties = data, parties
        self.form = PromiseForm(data)
        self.rows: Any = CommitmentRows(data, prefix=ROWS, form_kwargs={"parties": parties})
        if not shows_errors:
            self._say_nothing()

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.rows.is_valid()]
        if all(parts) and self._has_number_without_target():
            self.form.add_error("stands_without_target", number_without_target())
            return False
        return all(parts)

    def _has_number_without_target(self) -> bool:
        stands = self.form.cleaned_data["stands_without_target"]
        return stands and any(form.cleaned_data["number"] is not None for form in self.rows.forms)

    @property
    def errors(self) -> list[ErrorLink]:
        return self.error_links()

    def error_links(self) -> list[ErrorLink]:
        return [] if self._is_silent else [*self.form.error_links(), *self.rows.error_links()]

    def content(self) -> PromiseContent:
        cleaned = self.form.cleaned_data
        names = (
            *("focus_area", "title", "text", "background", "why", "baseline", "easy_read"),
            "stands_without_target",
        )
        return PromiseContent(
            **{name: cleaned[name] for name in names},
            commitments=tuple(form.content() for form in self.rows.forms),
        )

    def _say_nothing(self) -> None:
        """Show what is typed without a word about what is missing: nobody has asked to save."""
        self._is_silent = True
        for form in [self.form, *self.rows.forms]:
            form._errors = ErrorDict()
            form.cleaned_data = {}


class CompanionForm(Form):
    """Something to count beside a general promise."""

    number = forms.IntegerField(label=_("At least how many"), min_value=1, max_value=100_000)
    unit = Text(
        label=_("Of what"), max_length=120, help_text=_("Such as trygghetsvandringar, besök or möten.")
    )
    every = forms.ChoiceField(
        label=_("How often"),
        required=False,
        choices=[("", _("during the period")), *((c.value, EVERY[c]) for c in Cadence)],
    )


class FocusAreaForm(Form):
    name = Text(label=_("Focus area"), max_length=200)
