"""Filters of this room's templates."""

from __future__ import annotations

from django import template

from loftet.documents.model import grouped_digest

register = template.Library()
register.filter("in_fours", grouped_digest)
