"""From what was accepted to a draft: one organisation's own, by which the other party has said nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements.content import AgreementContent, PartyContent
from loftet.agreements.models import Agreement, PartyRole
from loftet.agreements.services import draft_agreement
from loftet.agreements.versions import parties_of
from loftet.domain.agreement import PartyRef
from loftet.domain.commitment import Performer
from loftet.domain.promise_set import CommitmentText
from loftet.domain.review_states import REVIEW_LIFECYCLE, ReviewAct, ReviewState
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Municipality, Organisation, OrganisationKind
from loftet.promises.content import PromiseContent, SetContent
from loftet.promises.drafts import agreement_version
from loftet.promises.models import PromiseSet
from loftet.promises.proposals import commitment_text
from loftet.promises.services import add_promise, draft_set

from ..found import commitments_of
from ..models import ItemKind, ReviewItem, Upload
from ..policies import drafting_obstacles, review_obstacles
from .writing import decided, locked_upload, record

ROLES = {OrganisationKind.POLICE: PartyRole.POLICE, OrganisationKind.MUNICIPALITY: PartyRole.MUNICIPALITY}


@transaction.atomic
def make_draft(*, by: Actor, upload: Upload, agreement: Agreement, title: str) -> PromiseSet:
    """Make the accepted promises a draft of the actor's organisation, or add them to the one made before."""
    kept = locked_upload(upload)
    items = promises_to_draft(kept)
    NotAllowed.raise_if(drafting_obstacles(by, kept, len(items)))
    promise_set = kept.promise_set or _begin(by, kept, agreement, title)
    parties = parties_of(agreement_version(promise_set.agreement))
    for item in items:
        content = _content(item, parties)
        item.promise_key = add_promise(by=by, promise_set=promise_set, content=content).key
        item.state = REVIEW_LIFECYCLE.after(ReviewState(item.state), ReviewAct.DRAFT)
        decided(item, by)
        item.save()
    kept.promise_set, kept.agreement = promise_set, promise_set.agreement
    kept.save(update_fields=["promise_set", "agreement"])
    record(by, kept, "upload_drafted", promises=len(items))
    return promise_set


@transaction.atomic
def begin_agreement(*, by: Actor, upload: Upload) -> Agreement:
    """A draft of the agreement that the promise needs, with the parties that are known by now."""
    kept = locked_upload(upload)
    NotAllowed.raise_if(review_obstacles(by, kept))
    place = kept.municipality or by.organisation.municipality
    if place is None:
        raise NotAllowed([_("Pick the municipality of the document first.")])
    agreement = draft_agreement(
        by=by,
        content=AgreementContent(
            title=_("Collaboration in %(municipality)s") % {"municipality": place.name},
            starts_on=kept.starts_on,
            ends_on=kept.ends_on,
            municipalities=(place.code,),
            parties=tuple(_party(each) for each in _parties(by, place)),
        ),
    )
    kept.agreement = agreement
    kept.save(update_fields=["agreement"])
    record(by, kept, "upload_agreement_begun")
    return agreement


def promises_to_draft(upload: Upload) -> list[ReviewItem]:
    """The accepted ones; and those of a draft that was discarded."""
    states = [ReviewState.ACCEPTED]
    if upload.promise_set_id is None:
        states.append(ReviewState.DRAFTED)
    return list(upload.items.filter(kind=ItemKind.PROMISE, state__in=states))


def _begin(by: Actor, upload: Upload, agreement: Agreement, title: str) -> PromiseSet:
    covered = {each["code"] for each in agreement_version(agreement).document["municipalities"]}
    own = [upload.municipality.code] if upload.municipality else []
    content = SetContent(
        title=title,
        starts_on=upload.starts_on,
        ends_on=upload.ends_on,
        municipalities=tuple(code for code in own if code in covered),
    )
    return draft_set(by=by, agreement=agreement, content=content)


def _content(item: ReviewItem, parties: Sequence[PartyRef]) -> PromiseContent:
    return PromiseContent(
        focus_area=item.focus_area or _("Promises"),
        title=item.title,
        text=item.text,
        commitments=_commitments(item, parties),
    )


def _commitments(item: ReviewItem, parties: Sequence[PartyRef]) -> tuple[CommitmentText, ...]:
    """As the document names them; who answers is who does it, unless the document says another."""
    does = tuple(Performer(each) for each in item.performers)
    answers = tuple(Performer(each) for each in item.responsible)
    return tuple(commitment_text(each, does, parties, responsible=answers) for each in commitments_of(item))


def _parties(by: Actor, municipality: Municipality) -> list[Organisation]:
    """One's own, and the municipality and the police of the place where they are entered."""
    known = Organisation.objects.beside(by)
    there = known.filter(kind=OrganisationKind.MUNICIPALITY, municipality=municipality) | known.filter(
        kind=OrganisationKind.POLICE, police_area__municipalities=municipality
    )
    others = there.exclude(pk=by.organisation.pk).distinct().order_by("pk")
    kinds = {each.kind: each for each in others if each.kind != by.organisation.kind}
    return [by.organisation, *kinds.values()]


def _party(organisation: Organisation) -> PartyContent:
    role = ROLES.get(OrganisationKind(organisation.kind), PartyRole.OTHER)
    return PartyContent(organisation.pk, role)
