"""Forms for taking files in and for what a document is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import Municipality
from loftet.promises.forms.sets import PeriodForm
from loftet.web.forms import Form, Text

from ..content import AboutContent, ReceivedFile
from ..policies import LARGEST, MOST_FILES, file_obstacles

LONGEST_TEXT = 1_000_000


class Files(forms.FileField):
    """One or many files."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_ManyFiles(attrs={"multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        return [super(Files, self).clean(each, initial) for each in data if each]


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class UploadForm(Form):
    """Files, or pasted text, or both."""

    marks_optional = False
    documents = Files(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        help_text=_("Drop the files here, or choose them. PDF, Word (.docx), saved web pages or text."),
    )
    text = Text(
        label=_("Or paste text"),
        max_length=LONGEST_TEXT,
        multi_line=True,
        required=False,
        help_text=_("For example from a web page."),
    )

    def clean(self) -> None:
        if len(self.cleaned_data.get("documents") or []) > MOST_FILES:
            self.add_error("documents", _("At most %(most)s files at a time.") % {"most": MOST_FILES})
        for each in self.cleaned_data.get("documents") or []:
            if each.size > LARGEST:
                words = {"name": each.name, "most": filesizeformat(LARGEST)}
                self.add_error("documents", _("%(name)s is larger than %(most)s.") % words)
        if not self.errors and (obstacles := file_obstacles(self.received())):
            self.add_error("documents", obstacles[0])

    def received(self) -> list[ReceivedFile]:
        files = []
        for each in self.cleaned_data.get("documents") or []:
            each.seek(0)
            files.append(ReceivedFile(each.name or "", each.read()))
        text = self.cleaned_data.get("text", "")
        if text.strip():
            name = _("Pasted text")
            files.append(ReceivedFile(f"{name}.txt", text.encode()))
        return files


class AboutForm(PeriodForm):
    """The municipality and the period of the document."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    field_order = ["municipality", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality", [("", _("Not chosen")), *municipality_choices()])

    def content(self) -> AboutContent:
        cleaned = self.cleaned_data
        return AboutContent(cleaned["municipality"], cleaned["starts_on"], cleaned["ends_on"])


def municipality_choices() -> list[tuple[str, str]]:
    """Code and name, in Swedish order."""
    return list(Municipality.objects.order_by("sort_key").values_list("code", "name"))


class DraftForm(Form):
    """Within which agreement the draft is made, and what it is called."""

    agreement = forms.TypedChoiceField(label=_("Agreement"), coerce=int)
    title = Text(label=_("Title of the citizen promise"), max_length=200)

    def __init__(self, *args: Any, agreements: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agreement", agreements)
