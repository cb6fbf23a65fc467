"""The one choice of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.digests import Frequency
from loftet.web.forms import Form

FREQUENCIES = {
    Frequency.AT_ONCE: _("At once, when something new waits for me"),
    Frequency.DAILY: _("Once a day, in the morning, if something new waits"),
    Frequency.WEEKLY: _("Once a week, on Monday morning, if something new waits"),
    Frequency.NEVER: _("Never. I look at My day myself"),
}


class NoticeSettingsForm(Form):
    """How often to be written to."""

    frequency = forms.ChoiceField(
        label=_("Mail me what waits"),
        choices=[(each.value, words) for each, words in FREQUENCIES.items()],
        widget=forms.RadioSelect,
    )
