"""Asking for reports up to a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loftet.web.forms import Date, Form


class UntilForm(Form):
    until = Date(label=_("What has begun by"))
