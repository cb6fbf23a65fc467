"""What pages of signing in ask of passkeys."""

from __future__ import annotations

from typing import Any

from django import template

from loftet.organisations import passkeys

register = template.Library()


@register.simple_tag(takes_context=True)
def passkey_obstacle(context: dict[str, Any]) -> str:
    """A sentence where passkeys do not work at the address in use, else nothing."""
    return passkeys.passkey_obstacle(context["request"])
