from __future__ import annotations

from datetime import timedelta

import pytest

from loftet.agreements.acts import list_deeds
from loftet.agreements.audit_sentences import SENTENCES
from loftet.agreements.models import Agreement
from loftet.agreements.selectors import get_reading, list_agreements, list_readings
from loftet.agreements.standing import COLOURS, Standing, standing_of, valid_before
from loftet.agreements.words import SENTENCES as REASONS
from loftet.domain.agreement_rules import AgreementObstacle, AgreementWarning
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from tests.factories import Cast

from .making import TODAY, ask, draft, in_force, mail_link, shared, signed

WEEK = timedelta(days=7)


@pytest.mark.parametrize("state", list(AgreementState))
def test_who_has_the_newest_version_sees_its_state(state: AgreementState) -> None:
    agreement = Agreement(state=state, shared_version=2)
    assert standing_of(agreement, seen=2, today=TODAY) == state.value


@pytest.mark.parametrize(
    ("state", "valid_version", "first", "last", "standing"),
    [
        ("shared", None, None, None, Standing.REPLACED),
        ("shared", 1, TODAY - WEEK, None, Standing.IN_FORCE),
        ("shared", 1, TODAY + WEEK, None, Standing.SIGNED),
        ("shared", 1, TODAY - WEEK, TODAY - timedelta(days=1), Standing.ENDED),
        ("signed", 2, TODAY, None, Standing.REPLACED),
        ("in_force", 2, TODAY, None, Standing.REPLACED),
        ("ended", 1, TODAY, None, Standing.ENDED),
        ("ended", 2, TODAY, None, Standing.REPLACED),
    ],
)
def test_who_was_left_out_sees_the_life_of_the_version_before(
    state: str, valid_version: int | None, first: object, last: object, standing: Standing
) -> None:
    agreement = Agreement(
        state=state, shared_version=2, valid_version=valid_version, valid_from=first, valid_until=last
    )
    assert standing_of(agreement, seen=1, today=TODAY) is standing


def test_the_version_before_is_valid_while_the_newest_waits() -> None:
    agreement = Agreement(state="shared", shared_version=2, valid_version=1, valid_from=TODAY)
    assert valid_before(agreement, seen=2, today=TODAY) == 1
    agreement.valid_until = TODAY - WEEK
    assert valid_before(agreement, seen=2, today=TODAY) is None
    assert valid_before(Agreement(state="shared", shared_version=1), seen=1, today=TODAY) is None


def test_the_filter_finds_what_the_page_shows(cast: Cast) -> None:
    for make in (draft, shared, signed, in_force):
        make(cast.asta, cast.petra, title=make.__name__)
    for standing in Standing:
        for actor in (cast.asta, cast.petra):
            found = {
                r.document.title for r in list_readings(actor, list_agreements(actor, standing=standing))
            }
            every = list_readings(actor, list_agreements(actor))
            assert found == {r.document.title for r in every if r.standing is standing}


def labels(actor: Actor, agreement: Agreement) -> list[str]:
    reading = get_reading(actor, agreement.pk)
    assert reading is not None
    deeds = list_deeds(reading, actor)
    return [deed.label for deed in (deeds.main, deeds.beside, *deeds.others) if deed]


def test_everybody_has_the_deeds_of_their_roles_and_one_main(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    assert labels(cast.asta, agreement) == ["Dela med parterna", "Redigera", "Släng utkastet"]
    assert labels(cast.bo, agreement) == []
    agreement = shared(cast.asta, cast.petra)
    assert labels(cast.petra, agreement)[0] == "Be om underskrift"
    assert "Ny version" not in labels(cast.petra, agreement)
    mail_link(cast.petra, agreement)
    reading = get_reading(cast.petra, agreement.pk)
    assert reading is not None
    assert list_deeds(reading, cast.petra).main is None
    signatory, _request = ask(cast.asta, agreement)
    assert labels(signatory, agreement) == ["Underteckna som Kommundirektör"]
    assert labels(cast.petra, signed(cast.asta, cast.petra))[0] == "Låt den träda i kraft"
    assert labels(cast.asta, in_force(cast.asta, cast.petra))[0] == "Ny version"


def test_every_code_of_the_domain_and_every_state_has_its_words() -> None:
    assert REASONS.keys() == {*AgreementObstacle, *AgreementWarning}
    assert COLOURS.keys() == set(Standing)
    assert all(str(words) for words in SENTENCES.values())
