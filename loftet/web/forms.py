"""Forms that validate and convert, never write: their look, their texts, their answer to what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from loftet.web.dates import parse_date
from loftet.web.text import code_point, first_refused, tidy

UNPROCESSABLE = 422


class Renderer(TemplatesSetting):
    """Designsystemet fields for every form; named in the setting FORM_RENDERER."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary; ``href`` is empty when the error belongs to the whole form."""

    label: str
    words: str
    href: str


class Unsent(QueryDict):
    """What was typed and could not be taken in, because the session had ended: shown, never acted on."""


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, also when it is nothing, or what was typed and not taken in."""
    return request.POST if request.method == "POST" else getattr(request, "unsent", None)


def lines_typed(typed: QueryDict, *, most: int) -> int:
    """How many lines were sent of a form whose fields end in the number of their line: `label_0`."""
    ends = (name.rpartition("_")[2] for name in typed)
    numbers = [int(end) for end in ends if end.isdecimal() and len(end) < 5]
    return min(max(numbers, default=0) + 1, most)


class Manners:
    """Mix in before any Django form (also allauth's) to give it the house's look and care for texts."""

    use_required_attribute = False  # the server answers in the reader's language; labels say what is optional
    marks_optional = True  # False where the help says when a field is needed
    fields: dict[str, forms.Field]
    errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = getattr(self, "data", None)
        self.is_unsent = isinstance(data, Unsent)
        if isinstance(data, (QueryDict, MultiValueDict, dict)):
            self.data = _tidy_data(data)
        for field in self.fields.values():
            _dress(field)

    def is_valid(self) -> bool:
        """Never before the reader has sent it: whatever a view does with a valid form waits for that."""
        return not self.is_unsent and cast(forms.BaseForm, super()).is_valid()

    def add_field(self, name: str, field: forms.Field) -> None:
        """A field that depends on what the form is made for, with the same look and care as the others."""
        _dress(field)
        self.fields[name] = field

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What may be chosen in the field depends on what the form is made for."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def error_links(self) -> list[ErrorLink]:
        """Every error in the order of the fields, those of the whole form first."""
        form = cast(forms.Form, self)
        whole = [ErrorLink("", str(words), "") for words in form.non_field_errors()]
        hidden = [ErrorLink("", str(words), "") for field in form.hidden_fields() for words in field.errors]
        by_field = [
            ErrorLink(str(field.label), str(words), f"#{field.auto_id}")
            for field in form.visible_fields()
            for words in field.errors
        ]
        return whole + hidden + by_field


class Form(Manners, forms.Form):
    """The form to start from."""


class Text(forms.CharField):
    """Words of one line, or of several with ``multi_line``. The longest length must be given."""

    def __init__(self, *, max_length: int, multi_line: bool = False, **kwargs: Any) -> None:
        if multi_line:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(max_length=max_length, **kwargs)


class Date(forms.DateField):
    """A day: the browser's own date field, or written as ``7 juni 2024``."""

    default_error_messages = {"invalid": _("Write a date as 2024-06-07 or 7 June 2024.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        if (day := parse_date(value)) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class DateInput(forms.DateInput):
    """The browser's date field; a text field for what that one could not show again."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _is_iso(shown):
            context["widget"]["type"] = "text"
        return context


class Lines(forms.Field):
    """One thing a line, as a tuple of texts; empty lines are left out."""

    widget = forms.Textarea
    default_error_messages = {
        "too_many": _("At most %(limit)s lines. You wrote %(number)s."),
        "too_long": _("Line %(line)s is too long: at most %(limit)s characters. You wrote %(number)s."),
    }

    def __init__(self, *, max_length: int = 200, max_lines: int = 50, **kwargs: Any) -> None:
        self.max_length = max_length
        self.max_lines = max_lines
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (tuple, list)) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)

    def validate(self, value: tuple[str, ...]) -> None:
        super().validate(value)
        if len(value) > self.max_lines:
            self._refuse("too_many", limit=self.max_lines, number=len(value))
        for place, line in enumerate(value, start=1):
            refuse_odd_characters(multi_line=False)(line)
            if len(line) > self.max_length:
                self._refuse("too_long", line=place, limit=self.max_length, number=len(line))

    def _refuse(self, code: str, **numbers: int) -> None:
        raise ValidationError(self.error_messages[code], code=code, params=_grouped(numbers))


class AtMost:
    """The longest text, said with both numbers: "At most 200 characters. You wrote 5 000"."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        if len(value) > self.limit:
            raise ValidationError(
                _("At most %(limit)s characters. You wrote %(number)s."),
                code="too_long",
                params=_grouped({"limit": self.limit, "number": len(value)}),
            )


def refuse_odd_characters(*, multi_line: bool) -> Callable[[str], None]:
    """A validator for characters that cannot be seen, printed or trusted."""

    def validate(value: str) -> None:
        char = first_refused(value, multi_line=multi_line)
        if char == "\n":
            raise ValidationError(_("Write this on one line."), code="line_break")
        if char is not None:
            raise ValidationError(
                _("The text holds a character that cannot be shown (%(code)s). Remove it and try again."),
                code="odd_character",
                params={"code": code_point(char)},
            )

    return validate


def render_form(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, form: forms.BaseForm
) -> HttpResponse:
    """The page with its form; 422 when what was sent could not be taken, all of it still in the fields."""
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, template, {**(context or {}), "form": form}, status=status)


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if not widget.is_hidden:
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} ds-input".strip()
    if isinstance(field, forms.CharField):
        multi_line = isinstance(widget, forms.Textarea)
        field.validators = [_house_validator(validator) for validator in field.validators]
        field.validators.insert(0, refuse_odd_characters(multi_line=multi_line))
        # The browser would cut a longer text without a word.
        widget.attrs.pop("maxlength", None)


def _house_validator(validator: Any) -> Any:
    if isinstance(validator, MaxLengthValidator) and isinstance(validator.limit_value, int):
        return AtMost(validator.limit_value)
    return validator


def _tidy_data(data: Any) -> Any:
    if not isinstance(data, MultiValueDict):
        return {key: _tidy_value(value) for key, value in data.items()}
    tidied = QueryDict(mutable=True)
    for key, values in data.lists():
        tidied.setlist(key, [_tidy_value(value) for value in values])
    return tidied


def _tidy_value(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _grouped(numbers: Mapping[str, int]) -> dict[str, str]:
    return {name: number_format(number, force_grouping=True) for name, number in numbers.items()}


def _is_iso(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2024-06-07")
