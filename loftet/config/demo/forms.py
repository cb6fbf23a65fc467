"""Beginning with a municipality: the first person, and the police there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.organisations.models import Municipality, Person
from loftet.web.forms import Form, Text

from ..begin import MunicipalityUnknown, find_municipality

BY_LINK = "link"
LONGEST_PASSWORD = 128


class MunicipalityField(Text):
    """One of the 290, written or chosen from the list that the page offers beside it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        forms.Field.run_validators(self, text)
        try:
            return find_municipality(text)
        except MunicipalityUnknown as error:
            raise ValidationError(_unknown(error), code="unknown") from None

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """The text was held against them before it was looked up; a municipality has nothing to hold."""


def _unknown(error: MunicipalityUnknown) -> str:
    if error.nearest:
        return _("No municipality has that name. Did you mean %(names)s?") % {"names": _either(error.nearest)}
    return _("No municipality has that name. Write it as in Linköping.")


def _either(names: list[str]) -> str:
    return _(" or ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


class MunicipalityBeginForm(Form):
    """Municipality and first administrator; with the button for a link, name and password wait until then."""

    municipality = MunicipalityField(
        label=gettext_lazy("Municipality"),
        max_length=60,
        help_text=gettext_lazy("Begin to write and choose from the list."),
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
    )
    name = Text(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    display_title = Text(
        label=gettext_lazy("Shown as"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "A role that others see in place of your name, such as Safety coordinator Linköping."
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    password = Text(
        label=gettext_lazy("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=gettext_lazy(
            "At least 12 characters. On the next page you add an app that shows one-time codes."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_by_link = self.data.get("way") == BY_LINK
        if self.is_by_link:
            self.fields["name"].required = self.fields["password"].required = False

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.filter(email=email).exists():
            raise ValidationError(_("There is an account with this address already."), code="taken")
        return email

    def clean(self) -> dict[str, Any]:
        password = self.cleaned_data.get("password")
        if password and not self.is_by_link:
            person = Person(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data


class PoliceInviteForm(Form):
    """The police of a municipality: their local area, and the person to invite."""

    area_name = Text(
        label=gettext_lazy("Local police area"),
        max_length=120,
        help_text=gettext_lazy("As the police call it, such as Local police area Linköping."),
    )
    municipalities = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Municipalities that the area covers"),
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one municipality.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("The e-mail address of the municipal police"),
        max_length=254,
        help_text=gettext_lazy(
            "The person gets a link that starts the police's own organisation, with administrator and"
            " coordinator in one. You see nothing of what they write until they share it."
        ),
    )

    def __init__(self, *args: Any, own: Municipality, **kwargs: Any) -> None:
        initial = {"municipalities": [own.pk]} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.own = own
        field = self.fields["municipalities"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Municipality.objects.filter(county_code=own.county_code)

    def clean_municipalities(self) -> list[Municipality]:
        chosen = list(self.cleaned_data["municipalities"])
        if self.own not in chosen:
            raise ValidationError(
                _("%(municipality)s is not among them: the area has to cover your own municipality.")
                % {"municipality": self.own.name},
                code="own_missing",
            )
        return chosen
