"""Who receives what is told: at once by a standing decision, and what has been received."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from loftet.agreements.standing_decisions import parties_sharing_at_once
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation

from ..models import Occurrence
from ..signed import SignedSet, signed_set
from ..words import personal_data_sentences


def list_receivers_at_once(organisation: Organisation, signed: Collection[SignedSet]) -> list[Organisation]:
    """The other parties of the sets to whom the organisation's occurrences go as they are recorded.

    Only those who have signed the standing decision themselves, and only where the organisation has.
    """
    agreements = {each.promise_set.agreement_id for each in signed}
    decided = parties_sharing_at_once(agreements, today=timezone.localdate())
    reached: set[int] = set()
    for each in signed:
        parties = decided.get(each.promise_set.agreement_id, frozenset()) & each.party_ids
        if organisation.pk in parties:
            reached |= parties - {organisation.pk}
    return list(Organisation.objects.filter(pk__in=reached).order_by("sort_key", "pk")) if reached else []


def names_of_receivers(organisation: Organisation, signed: Collection[SignedSet]) -> str:
    """The same by name, for the page of a form; empty where nothing is shared at once."""
    return ", ".join(each.name for each in list_receivers_at_once(organisation, signed))


def list_held_back(occurrence: Occurrence) -> list[str]:
    """What others would read and looks like personal data; the internal note is never shared."""
    return list(personal_data_sentences(occurrence.public_note, occurrence.place_name, occurrence.area))


def is_held_back(occurrence: Occurrence) -> bool:
    """Whether it would have been shared at once, were it not for its words."""
    signed = signed_set(occurrence.promise_set)
    if signed is None or occurrence.is_withdrawn or not list_held_back(occurrence):
        return False
    receivers = {each.pk for each in list_receivers_at_once(occurrence.organisation, [signed])}
    return bool(receivers - set(occurrence.sharings.values_list("organisation", flat=True)))


def list_received(actor: Actor) -> QuerySet[Occurrence]:
    """What other parties have handed over to the actor's organisation, the newest first."""
    handed: QuerySet[Occurrence] = Occurrence.objects.filter(sharings__organisation=actor.organisation)
    return handed.select_related("promise_set", "activity", "organisation", "entered_for")
