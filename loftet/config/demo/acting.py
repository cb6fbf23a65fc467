"""What the cast has done before a newcomer arrives: agreements brought to each state of life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from loftet.agreements import services
from loftet.agreements.content import AgreementContent, PartyContent, SeatContent
from loftet.agreements.models import Agreement, PartyRole, SharedRecord, SharedVersion
from loftet.agreements.versions import newest_version
from loftet.documents.model import Document, Paragraph, SignatureLines
from loftet.documents.pdf import to_pdf
from loftet.followup.followed import parties_in
from loftet.followup.models import FollowUp, ReportingPeriod
from loftet.followup.services import confirm_closing, propose_closing
from loftet.organisations.models import Municipality, Organisation, OrganisationKind, Role
from loftet.organisations.services.invitations import invite_person

from .agreements import DemoAgreement, Stage, demo_agreements
from .days import Days, clock_at, days_of
from .world import World

ROLES = {
    OrganisationKind.POLICE: PartyRole.POLICE,
    OrganisationKind.MUNICIPALITY: PartyRole.MUNICIPALITY,
}
ALL_SIGNED = {Stage.SIGNED, Stage.IN_FORCE, Stage.ENDED, Stage.SECOND_VERSION}
BEGUN = {Stage.IN_FORCE, Stage.ENDED, Stage.SECOND_VERSION}
WITHOUT_ACCOUNT = "skoldirektor@linkoping.example"


def act_out(world: World, *, today: date) -> None:
    """Bring each agreement to its stage."""
    for demo in demo_agreements(today):
        _bring(world, demo, days_of(demo, today))


def leave_letters(world: World) -> None:
    """What waits for an answer in the mailbox of a newcomer: an invitation, and signatures asked for."""
    invite_person(
        by=world.administrator("linkoping"),
        email=WITHOUT_ACCOUNT,
        roles=[Role.READER],
        display_title="Skoldirektör Linköping",
    )
    for agreement in Agreement.objects.filter(owner__is_demo=True, state="shared").order_by("pk"):
        _ask_for_missing_signatures(world, agreement)


def _bring(world: World, demo: DemoAgreement, days: Days) -> None:
    owner = world.coordinator(demo.parties[0])
    with clock_at(days.drafted):
        agreement = services.draft_agreement(by=owner, content=_content(world, demo))
    if demo.stage == Stage.DRAFT:
        return
    with clock_at(days.shared):
        services.share_agreement(by=owner, agreement=agreement)
    with clock_at(days.signed):
        _sign(world, demo, agreement)
    if demo.stage in BEGUN:
        with clock_at(days.begun):
            services.enter_into_force(by=owner, agreement=agreement)
    with clock_at(days.changed):
        _change(world, demo, agreement)


def _change(world: World, demo: DemoAgreement, agreement: Agreement) -> None:
    if demo.stage == Stage.ENDED:
        owner = world.coordinator(demo.parties[0])
        services.end_agreement(by=owner, agreement=agreement, reason=demo.reason)
    if demo.stage == Stage.SECOND_VERSION:
        _begin_second_version(world, demo, agreement)


def _begin_second_version(world: World, demo: DemoAgreement, agreement: Agreement) -> None:
    owner = world.coordinator(demo.parties[0])
    begun = services.start_new_version(by=owner, agreement=agreement, reason=demo.reason)
    content = replace(_content(world, demo), areas=(*demo.areas, demo.added_area))
    services.edit_agreement(by=owner, agreement=begun, content=content, revision=begun.revision)


def _content(world: World, demo: DemoAgreement) -> AgreementContent:
    codes = Municipality.objects.filter(name__in=demo.municipalities).values_list("code", flat=True)
    return AgreementContent(
        title=demo.title,
        purposes=demo.purposes,
        areas=demo.areas,
        starts_on=demo.starts_on,
        ends_on=demo.ends_on,
        decision_reference=demo.decision_reference,
        municipalities=tuple(codes),
        parties=tuple(
            _party(world.organisations[key], position) for key, position in demo.signatories.items()
        ),
        council=tuple(
            SeatContent(world.organisations[seat.organisation].name, seat.position, seat.leads)
            for seat in demo.council
        ),
    )


def _party(organisation: Organisation, position: str) -> PartyContent:
    role = ROLES.get(OrganisationKind(organisation.kind), PartyRole.OTHER)
    return PartyContent(organisation=organisation.pk, role=role.value, positions=(position,))


def _sign(world: World, demo: DemoAgreement, agreement: Agreement) -> None:
    """All parties, or the first alone; a shared agreement waits for everybody."""
    if demo.stage == Stage.SHARED:
        return
    for key in demo.parties if demo.stage in ALL_SIGNED else demo.parties[:1]:
        sign_for(world, agreement, key, demo.signatories[key])


def sign_for(world: World, record: SharedRecord, key: str, position: str) -> None:
    """By account where somebody has one, else on paper."""
    version = _shared(record)
    coordinator, signatory = world.coordinator(key), world.signatory(key)
    if signatory is None:
        services.sign_on_paper(
            by=coordinator,
            record=record,
            position=position,
            signed_on=timezone.localdate(),
            name="underskriven-sida.pdf",
            content=_signed_page(version, coordinator.organisation.name, position),
        )
        return
    request = services.request_signature(
        by=coordinator, record=record, position=position, person=signatory.person
    )
    services.sign_with_account(by=signatory, request=request, digest=version.digest)


def close_period(world: World, period: ReportingPeriod, *, by: str) -> FollowUp:
    """One party proposes, the others confirm, and the signatories of them all sign."""
    follow_up = propose_closing(by=world.coordinator(by), period=period)
    parties = [world.key_of(each.organisation) for each in parties_in(period.agreement)]
    for key in parties:
        if key != by:
            follow_up = confirm_closing(by=world.coordinator(key), follow_up=follow_up)
    for seat in follow_up.agreement.signatories.order_by("pk"):
        sign_for(world, follow_up, world.key_of(seat.organisation_id), seat.position)
    follow_up.refresh_from_db()
    return follow_up


def _ask_for_missing_signatures(world: World, agreement: Agreement) -> None:
    """Of the police by account; of a municipality by a personal link, so that both routes can be tried."""
    version = _shared(agreement)
    signed = set(version.signatures.values_list("organisation_id", flat=True))
    for seat in agreement.signatories.exclude(organisation__in=signed):
        key = world.key_of(seat.organisation_id)
        signatory = world.signatory(key)
        assert signatory is not None
        is_police = signatory.organisation.kind == OrganisationKind.POLICE
        services.request_signature(
            by=world.coordinator(key),
            record=agreement,
            position=seat.position,
            person=signatory.person if is_police else None,
            email="" if is_police else signatory.person.email,
        )


def _shared(record: SharedRecord) -> SharedVersion:
    version = newest_version(type(record).objects.get(pk=record.pk))
    assert version is not None
    return version


def _signed_page(version: SharedVersion, party: str, position: str) -> bytes:
    """A page as it comes back from the scanner: it prints the digest of what was signed."""
    return to_pdf(
        Document(
            title=str(version),
            language="sv",
            blocks=(
                Paragraph("Undertecknad på papper och inläst. Sidan hör till demon."),
                SignatureLines(
                    rows=((party, position),), captions=("Ort och datum", "Underskrift", "Namnförtydligande")
                ),
            ),
            footer=str(version),
            digest=version.digest,
        )
    )
