"""Looking for a published promise, and taking it into a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from loftet.organisations.exceptions import NotAllowed
from loftet.web.forms import Form, Text

from ..precedents import PublishedFollowUp, PublishedSet, read_edition_file, read_follow_up_file
from .uploads import municipality_choices

LARGEST_FILE = 2_000_000
Published = TypeVar("Published", PublishedSet, PublishedFollowUp)


class PublishedSearchForm(Form):
    marks_optional = False
    q = Text(
        label=_("Words, or the address of a promise"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "ds-input"}),
    )
    kommun = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kommun", [("", _("All municipalities")), *municipality_choices()])


class BorrowForm(Form):
    """Into which draft the promise is taken."""

    promise_set = forms.TypedChoiceField(label=_("Citizen promise"), coerce=int)

    def __init__(self, *args: Any, drafts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("promise_set", drafts)


class EditionFileForm(Form):
    """The files of editions from another installation's public site."""

    file = forms.FileField(
        label=_("The citizen promise as JSON"),
        max_length=200,
        help_text=_("From “The same as a document” on its public page, at most 2 MB."),
    )

    follow_up = forms.FileField(
        label=_("Its follow-up as JSON"),
        max_length=200,
        required=False,
        help_text=_("With it, what came of each promise is shown beside it."),
    )

    def clean_file(self) -> PublishedSet:
        return _read(self.cleaned_data["file"], read_edition_file)

    def clean_follow_up(self) -> PublishedFollowUp | None:
        file = self.cleaned_data["follow_up"]
        found = _read(file, read_follow_up_file) if file else None
        source = self.cleaned_data.get("file")
        if found and source and not found.is_of(source):
            raise forms.ValidationError(_("The follow-up tells of none of the promises."))
        return found


def _read(file: UploadedFile[Any], read: Callable[[bytes], Published]) -> Published:
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise forms.ValidationError(_("The file is larger than 2 MB."))
    try:
        return read(content)
    except NotAllowed as refused:
        raise forms.ValidationError(refused.obstacles) from refused


class BorrowFromFileForm(BorrowForm):
    """The same files once more, when the promises have been shown, and which of them is taken."""

    content = forms.CharField(max_length=LARGEST_FILE, widget=forms.HiddenInput, strip=False)
    follow_up = forms.CharField(
        max_length=LARGEST_FILE, widget=forms.HiddenInput, strip=False, required=False
    )
    promise = forms.ChoiceField(label=_("Promise"), widget=forms.RadioSelect)
    address = forms.URLField(
        label=_("Address of the promise's public page"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Kept with the draft as its source."),
    )
    field_order = ["promise", "promise_set", "address"]

    def __init__(self, *args: Any, source: PublishedSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("promise", [(each.key, f"{each.title}: {each.text}") for each in source.document.promises])

    def is_multipart(self) -> bool:
        """The files come back as they are: encoded as text, two large ones are more than may be sent."""
        return True
