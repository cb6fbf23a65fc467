"""Who receives an agreement when it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loftet.domain.agreement import PartyRef
from loftet.organisations.models import Membership, Organisation, Role

from ..models import SharedRecord, SharedVersion
from ..versions import newest_version, party_ids


@dataclass(frozen=True)
class Receiver:
    """A party that the version is handed over to; `is_told` when somebody there gets mail about it."""

    name: str
    is_told: bool


@dataclass(frozen=True)
class Receivers:
    """Who gets this version, and who keeps an earlier one only."""

    parties: tuple[Receiver, ...]
    left_out: tuple[str, ...]


def list_receivers(record: SharedRecord, parties: Iterable[PartyRef]) -> Receivers:
    """For every kind of shared record: the parties that its next version names."""
    named = {party.organisation for party in parties} - {record.owner_id}
    coordinated = Membership.objects.active().filter(role=Role.COORDINATOR, organisation__in=named)
    told = set(coordinated.values_list("organisation_id", flat=True))
    receiving = Organisation.objects.filter(pk__in=named).order_by("sort_key", "pk")
    return Receivers(
        parties=tuple(Receiver(each.name, each.pk in told) for each in receiving),
        left_out=_left_out(newest_version(record), named | {record.owner_id}),
    )


def _left_out(before: SharedVersion | None, named: set[int]) -> tuple[str, ...]:
    """Parties of the version before that this one does not name: they keep what they have."""
    if before is None:
        return ()
    left = Organisation.objects.filter(pk__in=party_ids(before) - named).order_by("sort_key", "pk")
    return tuple(left.values_list("name", flat=True))
