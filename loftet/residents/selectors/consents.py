"""Where an answer within ten working days is promised in public."""

from __future__ import annotations

from dataclasses import dataclass

from loftet.agreements.models import Agreement
from loftet.agreements.versions import newest_version, parties_of, party_ids
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor

from ..models import AnswerTimeConsent


@dataclass(frozen=True)
class ConsentRow:
    """An agreement, which of its parties stand by the promise, and whether one's own does."""

    agreement: Agreement
    title: str
    given: tuple[str, ...]
    missing: tuple[str, ...]
    is_ours_given: bool

    @property
    def is_promised(self) -> bool:
        return not self.missing


def is_answer_time_promised(agreement: Agreement) -> bool:
    """Whether every party of the agreement stands by it now."""
    version = newest_version(agreement)
    if version is None:
        return False
    given = AnswerTimeConsent.objects.standing().filter(agreement=agreement)
    return party_ids(version) <= set(given.values_list("organisation_id", flat=True))


def list_consents(actor: Actor) -> list[ConsentRow]:
    """A row for each living agreement of which the actor's organisation is a party."""
    kept = Agreement.objects.visible_to(actor).exclude(state=AgreementState.ENDED).order_by("pk")
    rows = (_row(agreement, actor) for agreement in kept)
    return [row for row in rows if row]


def _row(agreement: Agreement, actor: Actor) -> ConsentRow | None:
    version = newest_version(agreement)
    if version is None or actor.organisation.pk not in party_ids(version):
        return None
    standing = AnswerTimeConsent.objects.standing().filter(agreement=agreement)
    given = set(standing.values_list("organisation_id", flat=True))
    parties = parties_of(version)
    return ConsentRow(
        agreement=agreement,
        title=str(version),
        given=tuple(party.name for party in parties if party.organisation in given),
        missing=tuple(party.name for party in parties if party.organisation not in given),
        is_ours_given=actor.organisation.pk in given,
    )
