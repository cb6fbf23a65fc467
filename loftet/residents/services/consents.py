"""Promising in public to answer within ten working days: only where every party stands by it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loftet.agreements.models import Agreement
from loftet.agreements.versions import newest_version
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import AnswerTimeConsent
from ..policies import consent_obstacles


@transaction.atomic
def give_consent(*, by: Actor, agreement: Agreement) -> AnswerTimeConsent:
    """Stand by the promise for one's own organisation; doing it twice changes nothing."""
    kept = Agreement.objects.select_for_update().get(pk=agreement.pk)
    NotAllowed.raise_if(consent_obstacles(by, kept, newest_version(kept)))
    consent, is_new = AnswerTimeConsent.objects.standing().get_or_create(
        agreement=kept, organisation=by.organisation, defaults={"given_by": by.person}
    )
    if is_new:
        audit.record(by=by, kind="answer_time_promised", subject=newest_version(kept) or kept)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, agreement: Agreement) -> None:
    """Promise it no longer; what was asked while it was promised keeps its promise."""
    kept = Agreement.objects.select_for_update().get(pk=agreement.pk)
    NotAllowed.raise_if(consent_obstacles(by, kept, newest_version(kept)))
    standing = AnswerTimeConsent.objects.standing().filter(agreement=kept, organisation=by.organisation)
    if standing.update(withdrawn_at=timezone.now()):
        audit.record(by=by, kind="answer_time_taken_back", subject=newest_version(kept) or kept)
