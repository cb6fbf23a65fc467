"""Why something cannot be done with an agreement, in sentences; no sentence, no hindrance.

The sentence beside a disabled button is the one that the service refuses with.
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_rules import obstacles_to_sharing
from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE, AgreementAct, AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles

from .content import AgreementContent
from .models import Agreement, SharedRecord, SharedVersion, Signature, SignatureRequest
from .versions import Seat, last_day_of, party_ids, seats_of
from .words import day, sentences

PARTIES_WHERE_EITHER_ENDS = 2


def draft_obstacles(actor: Actor) -> list[str]:
    return act_obstacles(actor, Act.DRAFT)


def content_obstacles(actor: Actor, content: AgreementContent) -> list[str]:
    """What may not even be saved: a party that does not exist here, or demo and real organisations mixed."""
    named = {party.organisation for party in content.parties}
    found = Organisation.objects.filter(pk__in=named, is_demo=actor.organisation.is_demo).count()
    if found == len(named):
        return []
    if actor.organisation.is_demo:
        return [_("A party of the demo can only have an agreement with other parties of the demo.")]
    return [_("A real organisation cannot have an agreement with one of the demo.")]


def edit_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    return draft_obstacles(actor) or _owner_obstacles(actor, agreement) or _draft_state_obstacles(agreement)


def discard_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    if obstacles := draft_obstacles(actor) or _owner_obstacles(actor, agreement):
        return obstacles
    return [] if agreement.has_unshared_changes else [_("There is no draft: everything written is shared.")]


def share_obstacles(actor: Actor, agreement: Agreement, document: AgreementDocument) -> list[str]:
    return edit_obstacles(actor, agreement) or sentences(obstacles_to_sharing(document))


def new_version_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    if obstacles := draft_obstacles(actor) or _owner_obstacles(actor, agreement):
        return obstacles
    if agreement.shared_version is None:
        return [_("The first version is still a draft: change it as it is.")]
    if agreement.has_unshared_changes:
        return [_("Version %(version)s is being written already.") % {"version": agreement.version}]
    return _ended_obstacles(agreement, AgreementAct.SHARE_NEW_VERSION)


def request_obstacles(actor: Actor, record: SharedRecord, version: SharedVersion) -> list[str]:
    """Asking for a signature, and bringing one in on paper: a party's own coordinator does it."""
    if obstacles := draft_obstacles(actor) or _party_obstacles(actor, version):
        return obstacles
    if not unsigned_positions(actor, version):
        return [_("Everybody who signs for your organisation has signed.")]
    return open_for_signing_obstacles(record, version)


def asking_obstacles(actor: Actor, record: SharedRecord, version: SharedVersion) -> list[str]:
    """Why nobody can be asked: besides all else, because everybody has been."""
    if obstacles := request_obstacles(actor, record, version):
        return obstacles
    if unasked_positions(actor, version):
        return []
    return [_("Everybody who signs for your organisation has been asked.")]


def unsigned_positions(actor: Actor, version: SharedVersion) -> list[str]:
    """Who has not signed for the actor's organisation."""
    ours = [seat for seat in seats_of(version) if seat.organisation == actor.organisation.pk]
    return [seat.position for seat in ours if not has_signed(version, seat)]


def unasked_positions(actor: Actor, version: SharedVersion) -> list[str]:
    """Who has neither signed for the actor's organisation nor an open request."""
    open_now = SignatureRequest.objects.open_at(timezone.now()).filter(
        version=version, organisation=actor.organisation
    )
    asked = set(open_now.values_list("position", flat=True))
    return [position for position in unsigned_positions(actor, version) if position not in asked]


def seat_obstacles(actor: Actor, version: SharedVersion, position: str) -> list[str]:
    """Why the actor's organisation cannot have the position sign."""
    seat = find_seat(version, actor.organisation.pk, position)
    if seat is None:
        return [_("%(position)s does not sign for your organisation.") % {"position": position}]
    return signed_obstacles(version, seat)


def sign_obstacles(record: SharedRecord, version: SharedVersion, seat: Seat, *, today: date) -> list[str]:
    """Why a signature of the version cannot be taken now, whoever gives it and by whichever route."""
    return (
        signed_obstacles(version, seat)
        or open_for_signing_obstacles(record, version)
        or _late_obstacles(version, today)
    )


def signed_obstacles(version: SharedVersion, seat: Seat) -> list[str]:
    if not has_signed(version, seat):
        return []
    return [
        _("%(position)s at %(party)s has signed already.") % {"position": seat.position, "party": seat.party}
    ]


def open_for_signing_obstacles(record: SharedRecord, version: SharedVersion) -> list[str]:
    if version.version != record.shared_version:
        return [
            _("Version %(old)s can no longer be signed: a newer version has been shared.")
            % {"old": version.version}
        ]
    if record.has_ended:
        return [_("It has ended and can no longer be signed.")]
    return [] if record.waits_for_signatures else [_("Everybody has signed this version.")]


def enter_obstacles(actor: Actor, agreement: Agreement, version: SharedVersion, *, today: date) -> list[str]:
    if obstacles := draft_obstacles(actor) or _party_or_owner_obstacles(actor, agreement, version):
        return obstacles
    if AgreementAct.ENTER_INTO_FORCE not in AGREEMENT_LIFECYCLE.acts_in(AgreementState(agreement.state)):
        return [_not_signed_or_over(agreement)]
    if agreement.valid_from and agreement.valid_from > today:
        return [_("The period begins on %(day)s.") % {"day": day(agreement.valid_from)}]
    return []


def end_obstacles(actor: Actor, agreement: Agreement, version: SharedVersion | None) -> list[str]:
    """The owner may end it; another party too where there are two, since both are equals."""
    if obstacles := draft_obstacles(actor):
        return obstacles
    if version is None:
        return [_("A draft that nobody else has seen is discarded, not ended.")]
    if obstacles := _party_or_owner_obstacles(actor, agreement, version):
        return obstacles
    if not agreement.is_owned_by(actor) and len(party_ids(version)) > PARTIES_WHERE_EITHER_ENDS:
        return [
            _(
                "The agreement has more than two parties. Ask %(owner)s to share a version without you,"
                " or to end it for all."
            )
            % {"owner": agreement.owner.name}
        ]
    return _ended_obstacles(agreement, AgreementAct.END)


def has_signed(version: SharedVersion, seat: Seat) -> bool:
    return any(
        (signature.organisation_id, signature.position) == (seat.organisation, seat.position)
        for signature in signatures_of(version)
    )


def signatures_of(version: SharedVersion) -> list[Signature]:
    return list(version.signatures.all())


def find_seat(version: SharedVersion, organisation_id: int, position: str) -> Seat | None:
    return next(
        (
            seat
            for seat in seats_of(version)
            if (seat.organisation, seat.position) == (organisation_id, position)
        ),
        None,
    )


def _owner_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    if agreement.is_owned_by(actor):
        return []
    return [_("Only %(owner)s, which writes the agreement, can do this.") % {"owner": agreement.owner.name}]


def _draft_state_obstacles(agreement: Agreement) -> list[str]:
    if not agreement.has_unshared_changes:
        return [_("What is shared never changes. Begin a new version instead.")]
    return _ended_obstacles(agreement, AgreementAct.SHARE_NEW_VERSION)


def _ended_obstacles(agreement: Agreement, act: AgreementAct) -> list[str]:
    state = AgreementState(agreement.state)
    if state == AgreementState.DRAFT or act in AGREEMENT_LIFECYCLE.acts_in(state):
        return []
    return [_("The agreement has ended.")]


def _party_obstacles(actor: Actor, version: SharedVersion) -> list[str]:
    if actor.organisation.pk in party_ids(version):
        return []
    return [_("Your organisation is not a party of this version.")]


def _party_or_owner_obstacles(actor: Actor, agreement: Agreement, version: SharedVersion) -> list[str]:
    return [] if agreement.is_owned_by(actor) else _party_obstacles(actor, version)


def _late_obstacles(version: SharedVersion, today: date) -> list[str]:
    ends_on = last_day_of(version)
    if ends_on is None or ends_on >= today:
        return []
    return [_("It is too late to sign: the period ended on %(day)s.") % {"day": day(ends_on)}]


def _not_signed_or_over(agreement: Agreement) -> str:
    if agreement.state == AgreementState.IN_FORCE:
        return _("The agreement is in force already.")
    if agreement.state == AgreementState.ENDED:
        return _("The agreement has ended.")
    return _("Everybody must sign before the agreement enters into force.")
