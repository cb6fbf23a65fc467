"""The form of what stands above the promises, and forms that ask once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement import MunicipalityRef, PartyRef
from loftet.web.forms import Date, Form, Lines, Text

from ..content import SetContent
from ..standing import Standing

FIRST_YEAR, LAST_YEAR = 1990, 2100


LARGEST_FILE = 2_000_000


class PeriodForm(Form):
    """First and last day, in the right order."""

    starts_on = Date(label=_("First day"), required=False)
    ends_on = Date(label=_("Last day"), required=False)

    def clean(self) -> None:
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                years = {"first": FIRST_YEAR, "last": LAST_YEAR}
                self.add_error(name, _("Write a year from %(first)s to %(last)s.") % years)
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day comes before the first."))


class SetForm(PeriodForm):
    """Title, introduction, municipalities of the agreement, and who signs for each party."""

    title = Text(
        label=_("Title"), max_length=200, help_text=_("For example “Medborgarlöfte för Ljungby 2027”.")
    )
    introduction = Text(
        label=_("Introduction"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("A few plain words to residents. Write nothing about individual persons."),
    )
    easy_read = Text(
        label=_("Easy to read"),
        max_length=5000,
        multi_line=True,
        required=False,
        help_text=_("What it is about in easy Swedish: short sentences, one thought in each, common words."),
    )
    municipalities = forms.MultipleChoiceField(
        label=_("Municipalities"), widget=forms.CheckboxSelectMultiple, required=False
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)
    field_order = ["title", "introduction", "easy_read", "starts_on", "ends_on", "municipalities"]

    def __init__(
        self,
        *args: Any,
        parties: Sequence[PartyRef],
        municipalities: Sequence[MunicipalityRef],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        self.offer("municipalities", [(each.code, each.name) for each in municipalities])
        for party in parties:
            self.fields[_seat_name(party.organisation)] = _seat_field(party)

    def content(self) -> SetContent:
        cleaned = self.cleaned_data
        return SetContent(
            title=cleaned["title"],
            introduction=cleaned["introduction"],
            easy_read=cleaned["easy_read"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            municipalities=tuple(cleaned["municipalities"]),
            signatories=tuple(
                (party.organisation, position)
                for party in self.parties
                for position in dict.fromkeys(cleaned[_seat_name(party.organisation)])
            ),
        )


def initial_of(content: SetContent, *, revision: int = 0) -> dict[str, Any]:
    """What the form of the content shows before anything is typed."""
    seats: dict[str, tuple[str, ...]] = {}
    for organisation, position in content.signatories:
        seats[_seat_name(organisation)] = (*seats.get(_seat_name(organisation), ()), position)
    names = ("title", "introduction", "easy_read", "starts_on", "ends_on")
    shown = {name: getattr(content, name) for name in names}
    return {**shown, "municipalities": list(content.municipalities), "revision": revision, **seats}


def _seat_name(organisation: int) -> str:
    return f"positions_{organisation}"


def _seat_field(party: PartyRef) -> Lines:
    return Lines(
        label=_("Signs for %(party)s") % {"party": party.name},
        max_length=120,
        max_lines=10,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "ds-input"}),
        help_text=_("Positions, one a line, and no names of persons."),
    )


class CopyForm(PeriodForm):
    title = Text(label=_("Title"), max_length=200)
    field_order = ["title", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name].required = True


class SearchForm(Form):
    """The search box and filter of the list."""

    q = Text(
        label=_("Search"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    standing = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *Standing.choices]
    )


class ShareForm(Form):
    """Sharing is confirmed in so many words; `revision` is the draft that the page showed."""

    confirmed = forms.BooleanField(
        label=_("I have read what is handed over, and that it cannot be undone."),
        error_messages={"required": _("Confirm that you have read what is handed over.")},
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class NewVersionForm(Form):
    reason = Text(
        label=_("Why is a new version made?"),
        max_length=1000,
        multi_line=True,
        help_text=_("All parties and residents read this. Write nothing about individual persons."),
    )


class EndForm(Form):
    reason = Text(
        label=_("Why does the promise end?"),
        max_length=1000,
        multi_line=True,
        help_text=_("All parties read this. Write nothing about individual persons."),
    )


class NoPersonForm(Form):
    """The answer to words that look like personal data."""

    words = forms.CharField(max_length=200, widget=forms.HiddenInput, strip=False)
    reason = Text(label=_("This is no person, because"), max_length=500)


class ImportForm(Form):
    agreement = forms.TypedChoiceField(label=_("Agreement"), coerce=int)
    file = forms.FileField(
        label=_("File"), max_length=200, help_text=_("JSON as exported from here, at most 2 MB.")
    )

    def __init__(self, *args: Any, agreements: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agreement", agreements)

    def clean_file(self) -> dict[str, Any]:
        content = self.cleaned_data["file"].read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return _object_of(content)


class ReadInForm(Form):
    """The file once more, when what it changes has been shown; `revision` is the draft that was compared."""

    content = forms.CharField(max_length=LARGEST_FILE, widget=forms.HiddenInput, strip=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_content(self) -> dict[str, Any]:
        return _object_of(self.cleaned_data["content"])


def _object_of(content: str | bytes) -> dict[str, Any]:
    """The JSON object that the content is; constants that JSON does not have are refused."""
    try:
        data = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise forms.ValidationError(_("The file is not JSON.")) from None
    if not isinstance(data, dict):
        raise forms.ValidationError(_("The file is not a citizen promise."))
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
