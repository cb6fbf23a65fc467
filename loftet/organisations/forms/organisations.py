"""Forms about organisations and local police areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loftet.organisations.actor import Actor
from loftet.organisations.models import LocalPoliceArea, Municipality, OrganisationKind
from loftet.organisations.models.organisation import IN_MUNICIPALITY
from loftet.web.forms import Form

from .fields import Email, Name


@dataclass(frozen=True)
class County:
    """The municipalities of a county, as boxes to tick."""

    name: str
    is_open: bool
    options: list[BoundWidget]


class OrganisationForm(Form):
    """An organisation to work with: what it is, what it is called, where it belongs, whom to invite."""

    marks_optional = False  # what is needed depends on the kind
    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=OrganisationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    name = Name(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As the organisation writes it. A municipality needs none: it has its own."),
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.all(),
        required=False,
        help_text=_("Needed for a municipality, its committees and its companies; others may have one."),
        empty_label=_("Choose"),
    )
    police_area = forms.ModelChoiceField(
        label=_("Local police area"),
        queryset=LocalPoliceArea.objects.none(),
        required=False,
        help_text=_("Needed for the police."),
        empty_label=_("Choose"),
    )
    email = Email(
        label=_("E-mail address of its first administrator"),
        required=False,
        help_text=_(
            "Gets an invitation. From then on the organisation looks after itself. Can be left empty for now."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = self.fields["police_area"]
        assert isinstance(areas, forms.ModelChoiceField)
        areas.queryset = LocalPoliceArea.objects.beside(actor)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if kind := data.get("kind"):
            data["kind"] = OrganisationKind(kind)
            self._check_name(data)
            self._check_place(data)
        return data

    def _check_name(self, data: dict[str, Any]) -> None:
        if data["kind"] == OrganisationKind.MUNICIPALITY:
            data["name"] = data["municipality"].organisation_name if data.get("municipality") else ""
        elif data.get("name") == "":
            self.add_error("name", gettext("Write what the organisation is called."))

    def _check_place(self, data: dict[str, Any]) -> None:
        municipality, police_area = data.get("municipality"), data.get("police_area")
        if data["kind"] in IN_MUNICIPALITY:
            self._need("municipality", municipality, gettext("Choose the municipality that it belongs to."))
            self._leave_out("police_area", police_area, gettext("Only the police has one."))
        elif data["kind"] == OrganisationKind.POLICE:
            self._need("police_area", police_area, gettext("Choose the local police area."))
            self._leave_out(
                "municipality",
                municipality,
                gettext("The police belongs to a local police area, not to a municipality."),
            )
        elif municipality:
            self._leave_out(
                "police_area", police_area, gettext("Choose a municipality or a local police area, not both.")
            )

    def _need(self, field: str, value: object, words: str) -> None:
        if not value and field not in self.errors:
            self.add_error(field, words)

    def _leave_out(self, field: str, value: object, words: str) -> None:
        if value:
            self.add_error(field, words)


class PoliceAreaForm(Form):
    """A local police area and what it covers."""

    name = Name(
        label=_("Name"),
        max_length=120,
        help_text=_("As the police call it, such as Local police area Linköping."),
    )
    municipalities = forms.ModelMultipleChoiceField(
        label=_("Municipalities that it covers"),
        queryset=Municipality.objects.order_by("county_code", "sort_key", "code"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one municipality.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = actor.organisation
        near = own.police_area.municipalities.all() if own.police_area else filter(None, [own.municipality])
        self._own_counties = {municipality.county for municipality in near}

    @cached_property
    def counties(self) -> list[County]:
        """The boxes by county; the own ones and those with a ticked box are open."""
        options = list(self["municipalities"])
        return [self._county(name, list(group)) for name, group in groupby(options, _county_of)]

    def near_counties(self) -> list[County]:
        return [county for county in self.counties if county.is_open]

    def other_counties(self) -> list[County]:
        return [county for county in self.counties if not county.is_open]

    def _county(self, name: str, options: list[BoundWidget]) -> County:
        is_ticked = any(option.data["selected"] for option in options)
        return County(name, is_ticked or name in self._own_counties, options)


class FirstAdministratorForm(Form):
    """Who is to be the first administrator of another organisation."""

    email = Email(label=_("E-mail address of its first administrator"))


def _county_of(option: BoundWidget) -> str:
    return str(option.data["value"].instance.county)
