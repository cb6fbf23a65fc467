"""What documents of this room are called: in the language of the installation, whoever makes them."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _


def account_title(period: str, party: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Account for %(period)s, %(party)s") % {"period": period, "party": party}


def follow_up_title(period: str, agreement: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Follow-up of %(period)s, %(agreement)s") % {"period": period, "agreement": agreement}
