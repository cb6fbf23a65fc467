"""Where an agreement stands for who reads it: an organisation sees the life of the version that it has."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement_states import AgreementState

from .models import Agreement


class Standing(models.TextChoices):
    """The states of an agreement, and one more for who is no party of the newest version."""

    DRAFT = AgreementState.DRAFT.value, _("Draft")
    SHARED = AgreementState.SHARED.value, _("Waits for signatures")
    SIGNED = AgreementState.SIGNED.value, _("Signed")
    IN_FORCE = AgreementState.IN_FORCE.value, _("In force")
    ENDED = AgreementState.ENDED.value, _("Ended")
    REPLACED = "replaced", _("Replaced")
    """A newer version was shared without this organisation as a party."""


COLOURS = {
    Standing.DRAFT: "neutral",
    Standing.SHARED: "warning",
    Standing.SIGNED: "info",
    Standing.IN_FORCE: "success",
    Standing.ENDED: "neutral",
    Standing.REPLACED: "neutral",
}


def standing_of(agreement: Agreement, *, seen: int | None, today: date) -> Standing:
    """`seen` is the newest version that the reader has; None for a draft that was never shared."""
    if seen == agreement.shared_version:
        return Standing(agreement.state)
    if seen is None or agreement.valid_version != seen:
        return Standing.REPLACED
    if agreement.state == AgreementState.ENDED or _is_over(agreement, today):
        return Standing.ENDED
    return Standing.IN_FORCE if _has_begun(agreement, today) else Standing.SIGNED


def is_in_force(agreement: Agreement, *, today: date) -> bool:
    """Whether a version that all have signed holds on the day, also while a newer one waits."""
    has_ended = agreement.state == AgreementState.ENDED or _is_over(agreement, today)
    return agreement.valid_version is not None and _has_begun(agreement, today) and not has_ended


def valid_before(agreement: Agreement, *, seen: int | None, today: date) -> int | None:
    """The earlier version that is valid while the one seen waits for signatures."""
    waits = seen == agreement.shared_version and agreement.state == AgreementState.SHARED
    if not waits or agreement.valid_version is None or _is_over(agreement, today):
        return None
    return agreement.valid_version


def _has_begun(agreement: Agreement, today: date) -> bool:
    return agreement.valid_from is not None and agreement.valid_from <= today


def _is_over(agreement: Agreement, today: date) -> bool:
    return agreement.valid_until is not None and agreement.valid_until < today
