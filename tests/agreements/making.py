"""Agreements for the tests of this room, made by its services. The cast is the one of `tests.factories`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent, SeatContent
from loftet.agreements.drafts import content_of
from loftet.agreements.models import Agreement, PartyRole, SharedVersion, SignatureRequest
from loftet.agreements.versions import newest_version
from loftet.organisations.actor import Actor
from loftet.organisations.models import OrganisationKind, OutboxMessage, Role
from tests.factories import make_actor

TODAY = timezone.localdate()
PDF = b"%PDF-1.7\n%a page signed by hand\n%%EOF\n"
CHIEF, DIRECTOR = "Lokalpolisområdeschef", "Kommundirektör"


def content(*parties: Actor, **overrides: object) -> AgreementContent:
    """A whole agreement between the actors' organisations, in force since a month if all sign."""
    whole = AgreementContent(
        title="Trygg i Linköping",
        purposes=("Färre brott",),
        areas=("Otrygga platser",),
        starts_on=TODAY - timedelta(days=30),
        ends_on=TODAY + timedelta(days=700),
        decision_reference="KS 2025-433",
        municipalities=("0580",),
        parties=tuple(_party(each) for each in parties),
        council=(SeatContent("Linköpings kommun", "Kommunstyrelsens ordförande", leads=True),),
    )
    return replace(whole, **overrides)  # type: ignore[arg-type]


def draft(owner: Actor, *others: Actor, **overrides: object) -> Agreement:
    return services.draft_agreement(by=owner, content=content(owner, *others, **overrides))


def shared(owner: Actor, *others: Actor, **overrides: object) -> Agreement:
    """Version 1 has been handed over to the others."""
    agreement = draft(owner, *others, **overrides)
    services.share_agreement(by=owner, agreement=agreement)
    return fresh(agreement)


def signed(owner: Actor, *others: Actor, **overrides: object) -> Agreement:
    """Everybody has signed version 1."""
    agreement = shared(owner, *others, **overrides)
    for party in (owner, *others):
        sign_for(party, agreement)
    return fresh(agreement)


def in_force(owner: Actor, *others: Actor, **overrides: object) -> Agreement:
    agreement = signed(owner, *others, **overrides)
    return services.enter_into_force(by=owner, agreement=agreement)


def rewrite(owner: Actor, agreement: Agreement, **overrides: object) -> Agreement:
    """The draft says something else."""
    kept = fresh(agreement)
    new = replace(content_of(kept), **overrides)  # type: ignore[arg-type]
    return services.edit_agreement(by=owner, agreement=kept, content=new, revision=kept.revision)


def next_version(owner: Actor, agreement: Agreement, **overrides: object) -> Agreement:
    """Version 2 is being written."""
    services.start_new_version(by=owner, agreement=agreement, reason="Ett nytt område.")
    return rewrite(owner, agreement, **overrides)


def ask(coordinator: Actor, agreement: Agreement) -> tuple[Actor, SignatureRequest]:
    """A signatory of the coordinator's organisation, and the request to them."""
    signatory = make_actor(Role.SIGNATORY, organisation=coordinator.organisation, name="Undertecknare")
    request = services.request_signature(
        by=coordinator, record=agreement, position=position_of(coordinator), person=signatory.person
    )
    return signatory, request


def sign_for(coordinator: Actor, agreement: Agreement) -> None:
    signatory, request = ask(coordinator, agreement)
    services.sign_with_account(by=signatory, request=request, digest=request.version.digest)


def mail_link(coordinator: Actor, agreement: Agreement, *, email: str = "chef@example.se") -> str:
    """The token of a personal link, as it stands in the mail."""
    services.request_signature(
        by=coordinator, record=agreement, position=position_of(coordinator), email=email
    )
    return found_in_mail(email, r"/underskrift/([\w-]+)/")


def mail_code(token: str, *, email: str = "chef@example.se") -> str:
    services.send_code(token=token)
    return found_in_mail(email, r"\b(\d{6})\b")


def found_in_mail(email: str, pattern: str) -> str:
    message = OutboxMessage.objects.filter(recipient=email).latest("pk")
    found = re.search(pattern, message.text)
    assert found, message.text
    return found[1]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def newest(agreement: Agreement) -> SharedVersion:
    version = newest_version(fresh(agreement))
    assert version is not None
    return version


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def position_of(actor: Actor) -> str:
    return CHIEF if actor.organisation.kind == OrganisationKind.POLICE else DIRECTOR


def _party(actor: Actor) -> PartyContent:
    is_police = actor.organisation.kind == OrganisationKind.POLICE
    return PartyContent(
        actor.organisation.pk, (PartyRole.POLICE if is_police else PartyRole.MUNICIPALITY).value
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
