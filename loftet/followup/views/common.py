"""What several views of this room begin with."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.agreements.models import Agreement
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation

from ..followed import parties_in
from ..models import PartyAccount, ReportingPeriod
from ..selectors import Writing, get_writing, list_agreements, written_account

Trail = list[tuple[str, str]]


def period_or_404(actor: Actor, pk: int) -> ReportingPeriod:
    visible = ReportingPeriod.objects.visible_to(actor).select_related("agreement")
    return get_object_or_404(visible, pk=pk)


def agreement_or_404(actor: Actor, pk: int) -> Agreement:
    return get_object_or_404(list_agreements(actor), pk=pk)


def writing_or_404(actor: Actor, pk: int, key: str, party: Organisation | None = None) -> Writing:
    writing = get_writing(actor, period_or_404(actor, pk), key, party)
    if writing is None:
        raise Http404
    return writing


def written_account_or_404(
    actor: Actor, period: ReportingPeriod, party: Organisation | None = None
) -> PartyAccount:
    """The account of one's own organisation, or what it has entered for another."""
    account = written_account(actor, period, (party or actor.organisation).pk)
    if account is None:
        raise Http404
    return account


def other_party_or_404(actor: Actor, period: ReportingPeriod, pk: int) -> Organisation:
    others = {each.organisation for each in parties_in(period.agreement)} - {actor.organisation.pk}
    return get_object_or_404(Organisation, pk=pk, pk__in=others)


def trail_to(period: ReportingPeriod | None = None) -> Trail:
    trail = [(_("Follow-up"), reverse("followup:follow_up_list"))]
    if period is not None:
        trail.append((period.label, period.get_absolute_url()))
    return trail
