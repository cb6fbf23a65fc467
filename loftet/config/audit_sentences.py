"""What the events of the demo and of the command say, for the list that administrators read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise | str] = {
    "demo_removed": _("%(who)s removed the demo"),
}

NAMES: dict[str, Promise | str] = {
    "demo_removed": _("Demo removed"),
}
