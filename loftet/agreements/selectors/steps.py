"""What comes next for an agreement, in a few words that stand beside its state."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Agreement, SharedVersion
from ..policies import signatures_of
from ..standing import Standing
from ..versions import document_of, seats_of
from ..words import day


def next_step(agreement: Agreement, version: SharedVersion | None, standing: Standing) -> str:
    """For the reader who sees `version` of the agreement."""
    if version is None:
        return _("Only your organisation sees it until it is shared")
    match standing:
        case Standing.SHARED:
            return _("%(signed)s of %(all)s have signed") % {
                "signed": len(signatures_of(version)),
                "all": len(seats_of(version)),
            }
        case Standing.SIGNED:
            return _begins(version)
        case Standing.IN_FORCE:
            return _lasts(version)
        case Standing.ENDED:
            return _("Since %(day)s") % {"day": day(_last_day(agreement, version))}
        case _:
            return _("A newer version is shared, of which your organisation is no party")


def _begins(version: SharedVersion) -> str:
    starts_on = document_of(version).starts_on
    if starts_on and starts_on <= timezone.localdate():
        return _("The period has begun: it can enter into force")
    return _("Enters into force on %(day)s") % {"day": day(starts_on)}


def _lasts(version: SharedVersion) -> str:
    ends_on = document_of(version).ends_on
    return _("Until %(day)s") % {"day": day(ends_on)} if ends_on else _("Until further notice")


def _last_day(agreement: Agreement, version: SharedVersion) -> date | None:
    return agreement.ended_on or document_of(version).ends_on
