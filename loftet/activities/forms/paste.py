"""A table pasted from a spreadsheet, or a file of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loftet.language.pasted import PastedTable, read_table
from loftet.organisations.models import Organisation
from loftet.reading.decoding import decode, is_binary
from loftet.web.forms import Form, Text

from ..pasting import choices_of, names_of
from ..report_words import fault_sentence
from ..signed import SignedSet

LARGEST_FILE = 1_000_000


class PasteForm(Form):
    """`table` holds what was read, once the form is valid."""

    promise_set = forms.TypedChoiceField(label=gettext_lazy("Citizen promise"), coerce=int)
    commitment = forms.ChoiceField(
        label=gettext_lazy("Promise that the rows belong to"),
        required=False,
        help_text=gettext_lazy("Leave it open where a column says which promise each row belongs to."),
    )
    text = Text(
        label=gettext_lazy("Rows from the spreadsheet, the headings first"),
        max_length=200_000,
        multi_line=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Mark the cells in the spreadsheet, copy, and paste here. Headings that are known:"
            " Datum, Antal, Plats, Med, Löfte, Kommentar, Intern anteckning."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("At most 1 MB."),
    )

    def __init__(
        self, *args: Any, sets: Mapping[int, SignedSet], organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sets, self.organisation, self.table = sets, organisation, PastedTable()
        self.offer("promise_set", [(pk, each.document.title) for pk, each in sets.items()])
        self.offer("commitment", [("", _("A column says which")), *_grouped(sets, organisation)])

    @property
    def signed(self) -> SignedSet:
        return self.sets[self.cleaned_data["promise_set"]]

    def clean_file(self) -> str:
        """The file's text; empty where there is none."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size is None or file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        content = file.read()
        if is_binary(content):
            raise forms.ValidationError(
                _("The file is no text. Save the sheet as CSV, or copy and paste the cells.")
            )
        return decode(content)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("text") and self.files.get("file"):
            self.add_error("text", _("Paste rows or choose a file, not both."))
        if self.errors:
            return cleaned
        cleaned["promise_set"] = self._set_of(cleaned["commitment"], cleaned["promise_set"])
        if given := [name for name in ("text", "file") if cleaned[name]]:
            self._read(given[0], cleaned)
        else:
            for name in ("text", "file"):
                self.add_error(name, _("Paste some rows, or choose a file."))
        return cleaned

    def _set_of(self, commitment: str, chosen: int) -> int:
        """A promise that is chosen decides: the set above it says the newest where nobody has touched it."""
        if not commitment or commitment in self.sets[chosen].commitments:
            return chosen
        return next(pk for pk, each in self.sets.items() if commitment in each.commitments)

    def _read(self, source: str, cleaned: dict[str, Any]) -> None:
        named = names_of(self.signed, self.organisation, commitment=cleaned["commitment"])
        self.table = read_table(cleaned[source], today=timezone.localdate(), names=named)
        for fault in self.table.faults:
            self.add_error(source, fault_sentence(fault))

    @property
    def pasted(self) -> str:
        """What was read, as it is sent again when it is saved."""
        return str(self.cleaned_data["file"] or self.cleaned_data["text"])


def _grouped(
    sets: Mapping[int, SignedSet], organisation: Organisation
) -> Sequence[tuple[str, list[tuple[str, str]]]]:
    return [
        (each.document.title, [(choice.key, choice.label) for choice in choices_of(each, organisation)])
        for each in sets.values()
    ]
