"""Audit events as sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .models import AuditEvent, Role

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_ROLE_LISTS = {"roles", "before", "after"}


@cache
def sentences() -> dict[str, Any]:
    """Kind of event -> sentence with places for who, subject and the event's data, from every room."""
    return _gathered("SENTENCES")


@cache
def names() -> dict[str, Any]:
    """Kind of event -> what is chosen in the list of kinds: "Agreement shared"."""
    return _gathered("NAMES")


def _gathered(table: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "audit_sentences"):
            found |= getattr(import_module(f"{app.name}.audit_sentences"), table, {})
    return found


def describe(event: AuditEvent) -> str:
    """The event in one sentence."""
    return _fill(str(sentences()[event.kind]), _values_of(event))


def name_of(kind: str) -> str:
    """The kind without its particulars, for choosing among kinds."""
    return str(names().get(kind, kind))


def _values_of(event: AuditEvent) -> dict[str, str]:
    values = {key: _in_words(key, value) for key, value in event.data.items()}
    return values | {"who": event.person_shown_as or _("The system"), "subject": event.subject_name}


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda place: values.get(place[1], "–"), sentence)


def _in_words(key: str, value: Any) -> str:
    if isinstance(value, list):
        items = [_role_name(item) if key in _ROLE_LISTS else str(item) for item in value]
        return get_text_list(items, _("and"))
    return str(value)


def _role_name(code: str) -> str:
    return str(Role(code).label).lower() if code in Role.values else code
