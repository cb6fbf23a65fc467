"""The rows of an agreement's form: parties with who signs for them, and seats in the strategic council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Organisation, OrganisationKind
from loftet.web.forms import ErrorLink, Form, Lines, Text

from ..content import PartyContent, SeatContent
from ..models import PartyRole
from .typed import MOST_ROWS

if TYPE_CHECKING:
    _FormSet = BaseFormSet[Any]
else:
    _FormSet = BaseFormSet

ROLES_OF_KINDS = {
    OrganisationKind.POLICE: PartyRole.POLICE,
    OrganisationKind.MUNICIPALITY: PartyRole.MUNICIPALITY,
}


def role_of(organisation: Organisation) -> PartyRole:
    """The role that an organisation has unless it says otherwise."""
    return ROLES_OF_KINDS.get(OrganisationKind(organisation.kind), PartyRole.OTHER)


class PartyForm(Form):
    """A party and the positions that sign for it."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    role = forms.ChoiceField(label=_("Takes part as"), required=False)
    positions = Lines(
        label=_("Signed by"),
        max_length=120,
        max_lines=10,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Positions, one a line, and no names of persons."),
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {each.pk: each for each in organisations}
        named = [(each.pk, each.name) for each in organisations]
        self._field(forms.ChoiceField, "organisation").choices = [("", _("Choose an organisation")), *named]
        self._field(forms.ChoiceField, "role").choices = [("", _("What it is")), *PartyRole.choices]

    def content(self) -> PartyContent:
        organisation = self.organisations[self.cleaned_data["organisation"]]
        return PartyContent(
            organisation=organisation.pk,
            role=str(self.cleaned_data["role"] or role_of(organisation).value),
            positions=tuple(dict.fromkeys(self.cleaned_data["positions"])),
        )

    def _field(self, kind: type[forms.ChoiceField], name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, kind)
        return field


class SeatForm(Form):
    """A seat in the strategic council."""

    organisation_name = Text(label=_("Organisation"), max_length=200)
    position = Text(label=_("Position"), max_length=120)
    leads = forms.BooleanField(label=_("Leads the council"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_name"].widget.attrs["list"] = "organisation-names"

    def content(self) -> SeatContent:
        return SeatContent(**self.cleaned_data)


class Rows(_FormSet):
    """Rows of which the empty ones do not count, and of which none stands twice."""

    row_name: Any = ""
    twice: Any = ""
    twice_field = ""

    def filled(self) -> list[Any]:
        """The rows in which something is written."""
        return [form for form in self.forms if form.has_changed()]

    def contents(self) -> tuple[Any, ...]:
        return tuple(form.content() for form in self.filled())

    def clean(self) -> None:
        seen = set()
        for form in self.filled():
            key = self.key(form)
            if key in seen and not form.errors:
                form.add_error(self.twice_field, self.twice)
            seen.add(key)

    def key(self, form: Any) -> Any:
        return form.cleaned_data.get(self.twice_field)

    def error_links(self) -> Iterator[ErrorLink]:
        yield from (ErrorLink("", str(words), "") for words in self.non_form_errors())
        for number, form in enumerate(self.forms, start=1):
            for link in form.error_links():
                yield ErrorLink(f"{self.row_name} {number}, {link.label}", link.words, link.href)


class PartyRowsBase(Rows):
    row_name = _("Party")
    twice = _("The organisation stands above already.")
    twice_field = "organisation"


class SeatRowsBase(Rows):
    row_name = _("Seat")
    twice = _("The same seat stands above already.")
    twice_field = "position"

    def key(self, form: Any) -> Any:
        return form.cleaned_data.get("organisation_name"), form.cleaned_data.get("position")


_LIMITS: dict[str, Any] = {
    "extra": 0,
    "max_num": MOST_ROWS,
    "absolute_max": MOST_ROWS,
    "validate_max": True,
}
PartyRows = cast(type[Rows], forms.formset_factory(PartyForm, formset=PartyRowsBase, **_LIMITS))
SeatRows = cast(type[Rows], forms.formset_factory(SeatForm, formset=SeatRowsBase, **_LIMITS))
