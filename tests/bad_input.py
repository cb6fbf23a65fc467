"""What no field should take, by the kind of the field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from loftet.web.forms import Date, Lines

HUGE = "ä" * 6_000
CONTROL = "ett \x07 ljud"
NULL = "ingen\x00ting"
TURNED = "fel \u202e håll"
EMOJI = "🚓🏘️"


@dataclass(frozen=True)
class Bad:
    """A value and what is wrong with it. Emoji are words where words are asked for, and nothing else."""

    fault: str
    value: Any


def bad_values(field: forms.Field) -> Iterator[Bad]:
    """For hidden fields only what a browser could send by itself."""
    yield from _bad_of_its_kind(field)
    if field.required and not isinstance(field, forms.FileField):
        yield Bad("missing", "")
        yield from [] if isinstance(field, forms.BooleanField) else [Bad("only spaces", " \u200b \n ")]


def _bad_of_its_kind(field: forms.Field) -> Iterator[Bad]:
    match field:
        case forms.FileField():
            yield from _bad_files()
        case Lines():
            yield from [*_bad_words(), Bad("too many lines", "rad\n" * 1000)]
        case Date():
            yield from _odd_values("2024-13-45", "igår", "0000-00-00")
        case forms.IntegerField():
            yield from _odd_values("tolv", "-1", "9" * 40)
        case forms.EmailField():
            yield from [*_bad_words(), *_odd_values("inte en adress", f"{EMOJI}@kommunen.example")]
        case forms.ChoiceField():
            yield from _odd_values("finns-inte", "-1", HUGE)
        case forms.CharField() if not field.widget.is_hidden:
            yield from _bad_words()


def takes_words(field: forms.Field) -> bool:
    """Whether what was typed is to be seen again: all but files, secrets, ticks and choices."""
    if isinstance(field.widget, forms.PasswordInput):
        return False
    choices = forms.BooleanField | forms.ChoiceField | forms.ModelChoiceField | forms.FileField
    return not isinstance(field, choices) and not field.widget.is_hidden


def _bad_words() -> Iterator[Bad]:
    yield Bad("huge", HUGE)
    yield Bad("a control character", CONTROL)
    yield Bad("a null character", NULL)
    yield Bad("turned round", TURNED)


def _odd_values(*values: str) -> Iterator[Bad]:
    yield from (Bad("wrong", value) for value in (*values, EMOJI, CONTROL, NULL))


def _bad_files() -> Iterator[Bad]:
    yield Bad("missing", "")
    yield Bad("empty", SimpleUploadedFile("tom.pdf", b""))
    yield Bad("of another kind", SimpleUploadedFile("sida.pdf", b"MZ this is a program"))
    yield Bad("too large", SimpleUploadedFile("sida.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024 + 1)))
