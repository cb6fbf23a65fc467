"""The form of an agreement: its own fields, and what its rows hold with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.domain.progress_days import ProgressDays
from loftet.organisations.models import Municipality, Organisation
from loftet.web.forms import Date, ErrorLink, Form, Lines, Text

from ..content import AgreementContent
from ..words import PROGRESS_DAYS
from .rows import PartyRows, SeatRows
from .typed import COUNCIL, PARTIES, rows_in, with_field_of, with_municipalities, with_row, without_row

FIRST_YEAR, LAST_YEAR = 1990, 2100


class AgreementForm(Form):
    """The fields that stand once."""

    marks_optional = False  # the page says first what a draft needs, and what sharing needs
    title = Text(label=gettext_lazy("Title"), max_length=200)
    purposes = Lines(
        label=gettext_lazy("Purposes"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("What the parties want to achieve, one purpose a line."),
    )
    areas = Lines(
        label=gettext_lazy("Areas"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("What the collaboration is about, one area a line."),
    )
    starts_on = Date(label=gettext_lazy("First day"), required=False)
    ends_on = Date(label=gettext_lazy("Last day"), required=False)
    decision_reference = Text(
        label=gettext_lazy("Decision"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("By what the parties enter the agreement: body, day, section, diary number."),
    )
    shares_when_recorded = forms.BooleanField(
        label=gettext_lazy("What is recorded as done is shared with the other parties at once"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise it is shared when the party hands in. What is shared becomes a received public record"
            " at the other authorities as soon as it is saved. All parties sign this with the agreement."
        ),
    )
    progress_days = forms.TypedChoiceField(
        label=gettext_lazy("Progress between follow-ups is published by itself"),
        required=False,
        coerce=ProgressDays,
        empty_value=None,
        choices=[("", gettext_lazy("No, only when somebody does it")), *PROGRESS_DAYS.items()],
        help_text=gettext_lazy(
            "Only counts that are handed in, and no words. All parties sign this with the agreement."
        ),
    )
    municipalities = forms.MultipleChoiceField(label=gettext_lazy("Municipalities"), required=False)
    municipality_name = Text(label=gettext_lazy("Find a municipality"), max_length=60, required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, municipalities: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = municipalities
        field = self.fields["municipalities"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each.code, each.name) for each in municipalities]
        self.fields["municipality_name"].widget.attrs |= {"list": "municipality-names", "autocomplete": "off"}

    def clean_starts_on(self) -> date | None:
        return self._clean_day("starts_on")

    def clean_ends_on(self) -> date | None:
        return self._clean_day("ends_on")

    def clean_municipality_name(self) -> str:
        """Whoever wrote a name and saved at once meant it to be chosen."""
        name: str = self.cleaned_data["municipality_name"]
        if name and find_municipality(self.register, name) is None:
            raise forms.ValidationError(_("There is no municipality called %(name)s."), params={"name": name})
        return name

    def clean(self) -> None:
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day comes before the first."))

    def codes(self) -> tuple[str, ...]:
        found = find_municipality(self.register, self.cleaned_data["municipality_name"])
        return tuple(dict.fromkeys([*self.cleaned_data["municipalities"], *([found.code] if found else [])]))

    def _clean_day(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Write a year from %(first)s to %(last)s."), params={"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day


def find_municipality(municipalities: Sequence[Municipality], name: str) -> Municipality | None:
    """By its name, or by what its organisation is called: Linköping, Linköpings kommun."""
    wanted = name.casefold().strip()
    return next((each for each in municipalities if wanted in _names_of(each)), None)


def _names_of(municipality: Municipality) -> set[str]:
    name = municipality.name.casefold()
    return {name, f"{name} kommun", municipality.organisation_name.casefold()}


@dataclass(frozen=True)
class CountyGroup:
    """The municipalities of a county as the form shows them."""

    code: str
    name: str
    options: tuple[tuple[Municipality, bool], ...]
    is_open: bool

    @property
    def chosen(self) -> int:
        return sum(is_chosen for _option, is_chosen in self.options)


class AgreementEditor:
    """The form and its rows as one. It always holds data: what is saved, or what was typed."""

    is_bound = True
    _is_silent = False

    def __init__(
        self,
        data: QueryDict,
        *,
        organisations: Sequence[Organisation],
        municipalities: Sequence[Municipality],
        home: frozenset[str] = frozenset(),
        shows_errors: bool,
    ) -> None:
        self.data, self.home, self.organisations = data, home, organisations
        self.municipalities = municipalities
        self.form = AgreementForm(data, municipalities=municipalities)
        self.parties = PartyRows(data, prefix=PARTIES, form_kwargs={"organisations": organisations})
        self.council = SeatRows(data, prefix=COUNCIL)
        if not shows_errors:
            self._say_nothing()

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.parties.is_valid(), self.council.is_valid()]
        return all(parts)

    @property
    def errors(self) -> list[ErrorLink]:
        return self.error_links()

    def error_links(self) -> list[ErrorLink]:
        if self._is_silent:
            return []
        return [*self.form.error_links(), *self.parties.error_links(), *self.council.error_links()]

    def content(self) -> AgreementContent:
        cleaned = self.form.cleaned_data
        names = (
            *("title", "purposes", "areas", "starts_on", "ends_on", "decision_reference"),
            *("shares_when_recorded", "progress_days"),
        )
        return AgreementContent(
            **{name: cleaned[name] for name in names},
            municipalities=self.form.codes(),
            parties=self.parties.contents(),
            council=self.council.contents(),
        )

    @cached_property
    def counties(self) -> list[CountyGroup]:
        chosen = set(self.data.getlist("municipalities"))
        listed = sorted(self.municipalities, key=lambda each: (each.county_code, each.sort_key))
        grouped = groupby(listed, key=lambda each: each.county_code)
        return [_county(code, list(members), chosen, self.home) for code, members in grouped]

    def near_counties(self) -> list[CountyGroup]:
        """Where something is chosen, and one's own: shown open."""
        return [county for county in self.counties if county.is_open]

    def other_counties(self) -> list[CountyGroup]:
        return [county for county in self.counties if not county.is_open]

    def chosen(self) -> list[Municipality]:
        codes = set(self.data.getlist("municipalities"))
        return [each for each in self.municipalities if each.code in codes]

    def focus_on(self, name: str) -> None:
        """Let the browser begin in the field of this name, such as `council-2-position`."""
        for form in [self.form, *self.parties.forms, *self.council.forms]:
            for field_name, field in form.fields.items():
                if form.add_prefix(field_name) == name:
                    field.widget.attrs["autofocus"] = True

    def _say_nothing(self) -> None:
        """Show what is typed without a word about what is missing: nobody has asked to save."""
        self._is_silent = True
        for form in [self.form, *self.parties.forms, *self.council.forms]:
            form._errors = ErrorDict()
            form.cleaned_data = {}


@dataclass(frozen=True)
class Changed:
    """The data after an act in the form, and the field to go on in."""

    data: QueryDict
    focus: str


def after_act(
    act: str, data: QueryDict, *, municipalities: Sequence[Municipality], saved: QueryDict | None = None
) -> Changed | None:
    """What a button inside the form does; None where it is no such button, or a wrong name was written."""
    name, _dash, rest = act.partition("-")
    match name:
        case "add" if rest in {PARTIES, COUNCIL}:
            first = "organisation" if rest == PARTIES else "organisation_name"
            added = with_row(data, rest)
            return Changed(added, f"{rest}-{rows_in(added, rest) - 1}-{first}")
        case "remove":
            return _after_remove(data, rest)
        case "county":
            codes = [each.code for each in municipalities if each.county_code == rest]
            return Changed(with_municipalities(data, codes), "")
        case "municipality":
            return _after_name(data, municipalities)
        case "take" if saved is not None:
            return Changed(with_field_of(data, saved, rest), rest)
    return None


def _after_remove(data: QueryDict, rest: str) -> Changed | None:
    prefix, _dash, index = rest.partition("-")
    if prefix not in {PARTIES, COUNCIL} or not index.isdigit():
        return None
    return Changed(without_row(data, prefix, int(index)), "")


def _after_name(data: QueryDict, municipalities: Sequence[Municipality]) -> Changed | None:
    name = data.get("municipality_name", "")
    if not name.strip():
        return Changed(data, "municipality_name")
    found = find_municipality(municipalities, name)
    if found is None:
        return None
    chosen = with_municipalities(data, [found.code])
    chosen["municipality_name"] = ""
    return Changed(chosen, "municipality_name")


def _county(code: str, members: list[Municipality], chosen: set[str], home: frozenset[str]) -> CountyGroup:
    options = tuple((each, each.code in chosen) for each in members)
    is_open = any(each.code in chosen or each.code in home for each in members)
    return CountyGroup(code, members[0].county, options, is_open)
