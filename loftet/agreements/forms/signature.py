"""Forms around signatures: asking, signing, the code, and the page signed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Person
from loftet.web.forms import Date, Form, Text

from ..signed_pages import LARGEST, page_obstacles


class SeatChoice(forms.ChoiceField):
    """One of the own positions that have not signed; the only one is chosen from the start."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Position"), widget=forms.RadioSelect, **kwargs)

    def offer(self, positions: Sequence[str]) -> None:
        self.choices = [(position, position) for position in positions]
        if len(positions) == 1:
            self.initial = positions[0]


class RequestForm(Form):
    """Whom to ask: somebody with an account, or an address."""

    marks_optional = False  # one of the two is needed
    position = SeatChoice()
    person = forms.TypedChoiceField(
        label=_("Signatory with an account"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("People who hold the role signatory at your organisation."),
    )
    email = forms.EmailField(
        label=_("Or an e-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "A personal link that can be used once within 14 days is sent there, and a code in a second mail."
        ),
    )

    def __init__(self, *args: Any, positions: Sequence[str], people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        _offer(self, positions)
        named = [(each.pk, each.shown_as) for each in people]
        self.offer("person", [("", _("Nobody with an account")), *named])

    def clean(self) -> None:
        chosen = [self.cleaned_data.get("person"), self.cleaned_data.get("email")]
        if not self.errors and sum(map(bool, chosen)) != 1:
            self.add_error("person", _("Choose a person or write an address: one of the two."))

    def person_asked(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])


class SignForm(Form):
    """The digest is the one of the document that stood on the page."""

    confirmed = forms.BooleanField(
        label=_("I have read the document and sign it."),
        error_messages={"required": _("Confirm that you have read the document.")},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class LinkSignForm(SignForm):
    """Without account, with the code that was mailed."""

    code = Text(label=_("Code from the mail"), max_length=20)
    field_order = ["code", "confirmed", "digest"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isascii() and code.isdigit() and len(code) == 6):
            raise ValidationError(_("The code is six digits."))
        return code


class PaperForm(Form):
    """A page signed by hand."""

    position = SeatChoice()
    signed_on = Date(label=_("Signed on"))
    page = forms.FileField(
        label=_("The signed page"),
        max_length=200,
        help_text=_("PDF, PNG or JPEG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, positions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, positions)

    def clean_page(self) -> bytes:
        """Its content, at most one byte more than may be kept."""
        page: UploadedFile[bytes] = self.cleaned_data["page"]
        self.page_name = page.name or ""
        content: bytes = page.read(LARGEST + 1)
        if obstacles := page_obstacles(content):
            raise ValidationError(obstacles)
        return content


def _offer(form: Form, positions: Sequence[str]) -> None:
    field = form.fields["position"]
    assert isinstance(field, SeatChoice)
    field.offer(positions)
