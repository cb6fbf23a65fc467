"""Who approved a version, as the public is told."""

from __future__ import annotations

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import parties_of
from loftet.domain.edition import Approval, ApprovalAct


def approvals_of(version: SharedVersion) -> tuple[Approval, ...]:
    """Every signature by position: the public is never told a person's name."""
    names = {party.organisation: party.name for party in parties_of(version)}
    return tuple(
        Approval(names[each.organisation_id], each.position, ApprovalAct.SIGNED, each.signed_on)
        for each in version.signatures.order_by("signed_on", "pk")
    )
