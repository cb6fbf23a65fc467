"""How one row of each table comes to be, without an audit event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import models

from loftet.activities.models import (
    Activity,
    CalendarAddress,
    Function,
    Occurrence,
    OccurrenceCount,
    Report,
    ReportKind,
)
from loftet.agreements.models import (
    Agreement,
    AgreementParty,
    CouncilMember,
    PartyRole,
    SharedVersion,
    Sharing,
    Signatory,
    Signature,
    SignatureRequest,
    StoredFile,
)
from loftet.followup.models import (
    Assessment,
    Confirmation,
    FollowUp,
    PartyAccount,
    Reminder,
    ReportingPeriod,
    Statement,
    StatementCount,
)
from loftet.importer.models import Precedent, ReviewItem, Upload
from loftet.organisations.actor import Actor
from loftet.organisations.models import (
    Invitation,
    LocalPoliceArea,
    Membership,
    Organisation,
    Role,
)
from loftet.promises.models import (
    Commitment,
    FocusArea,
    NoPersonAnswer,
    Promise,
    PromiseSet,
    PromiseSetSignatory,
)
from loftet.publication.models import Checkpoint, Edition, EditionFile, LedgerEntry, PublicContact
from loftet.residents.models import AnswerTimeConsent, Question, Receipt
from tests.activities.table_rows import REPORTING

NOW = datetime(2026, 1, 2, tzinfo=UTC)
DIGEST = "0" * 64


def make_version(actor: Actor) -> SharedVersion:
    return SharedVersion.objects.create(
        record_kind="agreement",
        record_id=1,
        version=SharedVersion.objects.count() + 1,
        document={},
        digest=DIGEST,
        reason="ett skäl",
        shared_at=NOW,
        shared_by=actor.person,
    )


def make_agreement(actor: Actor) -> Agreement:
    return Agreement.objects.create(owner=actor.organisation, title="Trygga tillsammans")


def own(actor: Actor) -> dict[str, object]:
    return {"organisation": actor.organisation, "promise_set": PromiseSet.objects.get()}


def keys() -> dict[str, object]:
    return {"promise_key": Promise.objects.get().key, "commitment_key": Commitment.objects.get().key}


def within() -> dict[str, object]:
    return {"agreement": Agreement.objects.get(), "period": ReportingPeriod.objects.get()}


def make_edition(actor: Actor) -> Edition:
    return Edition.objects.create(
        is_demo=False,
        number=1,
        kind="promise_set",
        identifier="linkoping/2026/medborgarlofte/1",
        agreement=Agreement.objects.get(),
        municipality_codes=["0580"],
        record_kind="promise_set",
        record_id=1,
        version=1,
        document={},
        document_digest=DIGEST,
        envelope={},
        envelope_digest=DIGEST,
        published_at=NOW,
        published_by=actor.person,
        published_for=actor.organisation,
    )


# How one row of each table comes to be, without an audit event.
ROWS: dict[type[models.Model], Callable[[Actor], object]] = {
    Organisation: lambda actor: actor.organisation.save(),
    LocalPoliceArea: lambda actor: LocalPoliceArea.objects.create(name="Nytt område"),
    Membership: lambda actor: Membership.objects.create(
        person=actor.person, organisation=actor.organisation, role=Role.SIGNATORY
    ),
    Invitation: lambda actor: Invitation.objects.create(
        organisation=actor.organisation,
        email="x@example.se",
        roles=[Role.READER],
        token_digest=DIGEST,
        expires_at=NOW,
    ),
    Agreement: make_agreement,
    Agreement.municipalities.through: lambda actor: Agreement.objects.get().municipalities.add("0580"),
    AgreementParty: lambda actor: AgreementParty.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, role=PartyRole.MUNICIPALITY
    ),
    CouncilMember: lambda actor: CouncilMember.objects.create(
        agreement=Agreement.objects.get(), organisation_name="Kommunen", position="Ordförande"
    ),
    Signatory: lambda actor: Signatory.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, position="Direktör"
    ),
    SharedVersion: make_version,
    Sharing: lambda actor: Sharing.objects.create(
        version=SharedVersion.objects.first(), organisation=actor.organisation
    ),
    SignatureRequest: lambda actor: SignatureRequest.objects.create(
        version=SharedVersion.objects.first(),
        organisation=actor.organisation,
        position="Direktör",
        person=actor.person,
        requested_by=actor.person,
        expires_at=NOW,
    ),
    StoredFile: lambda actor: StoredFile.objects.create(
        digest=DIGEST,
        name="sida.pdf",
        media_type="application/pdf",
        content=b"%PDF",
        owner=actor.organisation,
    ),
    Signature: lambda actor: Signature.objects.create(
        version=SharedVersion.objects.first(),
        organisation=actor.organisation,
        position="Direktör",
        digest=DIGEST,
        route="account",
        signed_on=NOW.date(),
        signed_at=NOW,
        person=actor.person,
    ),
    PromiseSet: lambda actor: PromiseSet.objects.create(
        owner=actor.organisation, agreement=Agreement.objects.get(), title="Medborgarlöfte"
    ),
    PromiseSet.municipalities.through: lambda actor: PromiseSet.objects.get().municipalities.add("0580"),
    PromiseSetSignatory: lambda actor: PromiseSetSignatory.objects.create(
        promise_set=PromiseSet.objects.get(), organisation=actor.organisation, position="Direktör"
    ),
    NoPersonAnswer: lambda actor: NoPersonAnswer.objects.create(
        promise_set=PromiseSet.objects.get(), words="växeln", reason="ett nummer", answered_by=actor.person
    ),
    FocusArea: lambda actor: FocusArea.objects.create(
        promise_set=PromiseSet.objects.get(), order=0, name="Trafik"
    ),
    Promise: lambda actor: Promise.objects.create(
        focus_area=FocusArea.objects.get(), order=0, title="Vi mäter", text="Fyra gånger"
    ),
    Commitment: lambda actor: Commitment.objects.create(
        promise=Promise.objects.get(), order=0, kind="direction"
    ),
    Commitment.performers.through: lambda actor: Commitment.objects.get().performers.add(actor.organisation),
    Commitment.responsible.through: lambda actor: Commitment.objects.get().responsible.add(
        actor.organisation
    ),
    Function: lambda actor: Function.objects.create(
        organisation=actor.organisation, name="Parkenheten", email="park@example.se"
    ),
    Activity: lambda actor: Activity.objects.create(
        **own(actor), **keys(), kind="window", title="Mätning", starts_on=NOW, ends_on=NOW
    ),
    Occurrence: lambda actor: Occurrence.objects.create(
        **own(actor), recorded_as="Asta", starts_on=NOW, ends_on=NOW
    ),
    Occurrence.parties.through: lambda actor: Occurrence.objects.get().parties.add(actor.organisation),
    OccurrenceCount: lambda actor: OccurrenceCount.objects.create(
        occurrence=Occurrence.objects.get(), **keys()
    ),
    Report: lambda actor: Report.objects.create(
        **own(actor), **keys(), recorded_as="Asta", kind=ReportKind.NOTHING, concerns_on=NOW
    ),
    Upload: lambda actor: Upload.objects.create(
        owner=actor.organisation,
        file=StoredFile.objects.get(),
        name="a.pdf",
        size=4,
        uploaded_by=actor.person,
    ),
    ReviewItem: lambda actor: ReviewItem.objects.create(
        upload=Upload.objects.get(),
        order=0,
        kind="promise",
        line=1,
        start=0,
        end=1,
        confidence=1,
        title="a",
        text="a",
    ),
    Precedent: lambda actor: Precedent.objects.create(
        owner=actor.organisation,
        promise_set=PromiseSet.objects.get(),
        promise_key=Promise.objects.get().key,
        title="a",
        published_for="b",
        published_on=NOW,
        edition_number=1,
        document_digest=DIGEST,
        taken_by=actor.person,
    ),
    CalendarAddress: lambda actor: CalendarAddress.objects.create(
        organisation=actor.organisation, person=actor.person, token_digest=DIGEST
    ),
    **REPORTING,
    ReportingPeriod: lambda actor: ReportingPeriod.objects.create(
        agreement=Agreement.objects.get(), order=1, label="Tertial 1"
    ),
    Reminder: lambda actor: Reminder.objects.create(
        period=ReportingPeriod.objects.get(), organisation=actor.organisation, sent_on=NOW
    ),
    PartyAccount: lambda actor: PartyAccount.objects.create(
        **within(), party=actor.organisation, owner=actor.organisation
    ),
    Statement: lambda actor: Statement.objects.create(
        account=PartyAccount.objects.get(),
        promise_set=PromiseSet.objects.get(),
        promise_key=Promise.objects.get().key,
        state="done",
    ),
    StatementCount: lambda actor: StatementCount.objects.create(
        statement=Statement.objects.get(), key="en mätning"
    ),
    Assessment: lambda actor: Assessment.objects.create(
        account=PartyAccount.objects.get(), promise_key=Promise.objects.get().key, status="under_way"
    ),
    FollowUp: lambda actor: FollowUp.objects.create(
        **within(), owner=actor.organisation, proposed_by=actor.person, proposed_for=actor.organisation
    ),
    Confirmation: lambda actor: Confirmation.objects.create(
        follow_up=FollowUp.objects.get(),
        version=1,
        organisation=actor.organisation,
        confirmed_by=actor.person,
    ),
    Edition: make_edition,
    EditionFile: lambda actor: EditionFile.objects.create(
        edition=Edition.objects.get(), format="json", digest=DIGEST, length=2, content=b"{}"
    ),
    LedgerEntry: lambda actor: LedgerEntry.objects.create(
        edition=Edition.objects.get(), index=0, leaf_digest=DIGEST, root=DIGEST
    ),
    Checkpoint: lambda actor: Checkpoint.objects.create(
        entry=LedgerEntry.objects.get(), size=1, root=DIGEST, note="loftet"
    ),
    PublicContact: lambda actor: PublicContact.objects.create(
        organisation=actor.organisation, email="trygghet@kommunen.example", phone="08-465 004 12"
    ),
    Question: lambda actor: Question.objects.create(
        edition=Edition.objects.get(),
        promise_key=Promise.objects.get().key,
        kind="question",
        text="När?",
        asked_at=NOW,
        due_on=NOW.date(),
        is_promised=False,
    ),
    Receipt: lambda actor: Receipt.objects.create(
        question=Question.objects.get(), organisation=actor.organisation
    ),
    AnswerTimeConsent: lambda actor: AnswerTimeConsent.objects.create(
        agreement=Agreement.objects.get(), organisation=actor.organisation, given_by=actor.person
    ),
}
