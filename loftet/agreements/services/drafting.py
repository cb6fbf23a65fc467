"""Writing an agreement: while it is a draft it belongs to one organisation; nobody else sees it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.agreement_changes import differences
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import Municipality

from ..content import AgreementContent
from ..drafts import content_of, content_of_document, live_document, searchable, with_rows
from ..models import Agreement, AgreementParty, CouncilMember, Signatory
from ..policies import (
    content_obstacles,
    discard_obstacles,
    draft_obstacles,
    edit_obstacles,
    new_version_obstacles,
)
from ..versions import document_of, newest_version


@transaction.atomic
def draft_agreement(*, by: Actor, content: AgreementContent) -> Agreement:
    """Begin an agreement. Who signs for the police and for a municipality is filled in where left empty."""
    if obstacles := draft_obstacles(by) or content_obstacles(by, content):
        raise NotAllowed(obstacles)
    agreement = _write(Agreement(owner=by.organisation), content.with_default_positions())
    audit.record(by=by, kind="agreement_drafted", subject=agreement)
    return agreement


@transaction.atomic
def edit_agreement(*, by: Actor, agreement: Agreement, content: AgreementContent, revision: int) -> Agreement:
    """Save the draft as `content`; `revision` is the one that was read before writing began."""
    kept = locked(agreement)
    if obstacles := edit_obstacles(by, kept) or content_obstacles(by, content):
        raise NotAllowed(obstacles)
    if kept.revision != revision:
        raise ChangedMeanwhile
    content = content.with_default_positions()
    if _says_the_same(content, content_of(kept)):
        return kept
    before = live_document(kept)
    kept = _write(kept, content)
    fields = [change.field for change in differences(before, live_document(kept))]
    # Names of fields only: the trail is kept for ever, and a discarded draft shall be gone.
    audit.record(
        by=by, kind="agreement_edited", subject=kept, data={"fields": fields, "revision": kept.revision}
    )
    return kept


@transaction.atomic
def start_new_version(*, by: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Begin a draft of the next version; the shared one stays as it is, valid and visible."""
    kept = locked(agreement)
    if obstacles := new_version_obstacles(by, kept):
        raise NotAllowed(obstacles)
    if not reason.strip():
        raise NotAllowed([_("Say why a new version is made.")])
    kept.version += 1
    kept.revision += 1
    kept.change_reason, kept.version_begun_at = reason, timezone.now()
    kept.save(update_fields=["version", "revision", "change_reason", "version_begun_at"])
    audit.record(by=by, kind="agreement_version_begun", subject=kept, data={"version": kept.version})
    return kept


@transaction.atomic
def discard_draft(*, by: Actor, agreement: Agreement) -> Agreement | None:
    """Throw away what nobody else has seen: a first draft wholly, a later one back to what is shared."""
    kept = locked(agreement)
    if obstacles := discard_obstacles(by, kept):
        raise NotAllowed(obstacles)
    version = newest_version(kept)
    if version is None:
        audit.record(by=by, kind="agreement_discarded", subject=kept)
        kept.delete()
        return None
    discarded, document = kept.version, document_of(version)
    kept.version, kept.change_reason = version.version, document.change_reason
    audit.record(by=by, kind="agreement_version_discarded", subject=version, data={"version": discarded})
    return _write(kept, content_of_document(document))


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now, kept from others until the transaction ends."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    return reread(agreement)


def reread(agreement: Agreement) -> Agreement:
    return with_rows(Agreement.objects.select_related("owner")).get(pk=agreement.pk)


def _says_the_same(content: AgreementContent, other: AgreementContent) -> bool:
    """Municipalities stand in no order of their own."""
    chosen = tuple(sorted(content.municipalities))
    return replace(content, municipalities=chosen) == replace(
        other, municipalities=tuple(sorted(other.municipalities))
    )


def _write(agreement: Agreement, content: AgreementContent) -> Agreement:
    for name in ("title", "starts_on", "ends_on", "decision_reference", "shares_when_recorded"):
        setattr(agreement, name, getattr(content, name))
    agreement.progress_days = content.progress_days.value if content.progress_days else ""
    agreement.purposes, agreement.areas = list(content.purposes), list(content.areas)
    agreement.revision += 1
    agreement.save()
    agreement.municipalities.set(Municipality.objects.filter(code__in=content.municipalities))
    _write_parties(agreement, content)
    _write_council(agreement, content)
    written = reread(agreement)
    written.search_text = searchable(live_document(written).to_data())
    written.save(update_fields=["search_text"])
    return written


def _write_parties(agreement: Agreement, content: AgreementContent) -> None:
    agreement.parties.all().delete()
    agreement.signatories.all().delete()
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation_id=party.organisation, role=party.role)
        for party in content.parties
    )
    Signatory.objects.bulk_create(
        Signatory(agreement=agreement, organisation_id=party.organisation, position=position)
        for party in content.parties
        for position in party.positions
    )


def _write_council(agreement: Agreement, content: AgreementContent) -> None:
    agreement.council.all().delete()
    CouncilMember.objects.bulk_create(
        CouncilMember(
            agreement=agreement,
            organisation_name=seat.organisation_name,
            position=seat.position,
            leads=seat.leads,
        )
        for seat in content.council
    )
