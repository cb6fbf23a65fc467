"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "notices_chosen": _("%(who)s changed how often mail about what waits is sent"),
}

NAMES = {
    "notices_chosen": _("Mail about what waits changed"),
}
