from pathlib import Path

import pytest

from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE, AgreementAct, AgreementState
from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move, MoveNotAllowed, TwoMovesForOneAct
from loftet.domain.lifecycle_reference import LIFECYCLES, lifecycle_reference

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "lifecycles.md"


class Door(DocumentedEnum):
    OPEN = "open", "One can walk through."
    SHUT = "shut", "One cannot."
    WALLED_UP = "walled_up", "It is a wall."


class Push(DocumentedEnum):
    SLAM = "slam", "With force."
    BRICK = "brick", "With mortar."


SLAM = Move(Door.OPEN, Push.SLAM, Door.SHUT)
DOOR = Lifecycle("Door", Door.OPEN, (SLAM, Move(Door.SHUT, Push.BRICK, Door.WALLED_UP)))


def test_an_act_leads_to_the_next_state() -> None:
    assert DOOR.after(Door.OPEN, Push.SLAM) is Door.SHUT


def test_an_act_outside_the_table_is_refused_with_state_and_act() -> None:
    with pytest.raises(MoveNotAllowed, match="brick is not possible in the state open") as refusal:
        DOOR.after(Door.OPEN, Push.BRICK)
    assert (refusal.value.state, refusal.value.act) == (Door.OPEN, Push.BRICK)


def test_the_acts_of_a_state_are_told() -> None:
    assert DOOR.acts_in(Door.SHUT) == (Push.BRICK,)
    assert DOOR.acts_in(Door.WALLED_UP) == ()
    assert DOOR.final_states == (Door.WALLED_UP,)


def test_an_act_leads_from_one_state_to_one() -> None:
    with pytest.raises(TwoMovesForOneAct, match="Door"):
        Lifecycle("Door", Door.OPEN, (SLAM, Move(Door.OPEN, Push.SLAM, Door.WALLED_UP)))


def test_the_diagram_shows_every_move() -> None:
    assert DOOR.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        "    open --> shut: slam",
        "    shut --> walled_up: brick",
        "    walled_up --> [*]",
    ]


S, A = AgreementState, AgreementAct


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_an_agreement_moves_only_so(state: AgreementState, act: AgreementAct) -> None:
    allowed = {
        (S.DRAFT, A.SHARE): S.SHARED,
        (S.SHARED, A.SIGN_LAST): S.SIGNED,
        (S.SHARED, A.SHARE_NEW_VERSION): S.SHARED,
        (S.SHARED, A.END): S.ENDED,
        (S.SIGNED, A.ENTER_INTO_FORCE): S.IN_FORCE,
        (S.SIGNED, A.SHARE_NEW_VERSION): S.SHARED,
        (S.SIGNED, A.END): S.ENDED,
        (S.IN_FORCE, A.SHARE_NEW_VERSION): S.SHARED,
        (S.IN_FORCE, A.END): S.ENDED,
    }
    if (state, act) in allowed:
        assert AGREEMENT_LIFECYCLE.after(state, act) is allowed[state, act]
    else:
        with pytest.raises(MoveNotAllowed):
            AGREEMENT_LIFECYCLE.after(state, act)


def test_nothing_shared_becomes_a_draft_again() -> None:
    assert all(move.to_state is not S.DRAFT for move in AGREEMENT_LIFECYCLE.moves)


def test_every_state_of_a_lifecycle_can_be_reached() -> None:
    for lifecycle in LIFECYCLES:
        reached = {lifecycle.initial, *(move.to_state for move in lifecycle.moves)}
        assert reached == set(lifecycle.states)


@pytest.mark.parametrize("members", [AgreementState, AgreementAct])
def test_every_member_says_what_it_means_and_is_found_by_its_stored_value(
    members: type[DocumentedEnum],
) -> None:
    for member in members:
        assert member.meaning.endswith(".")
        assert members(str(member)) is member


def test_the_reference_page_is_the_one_made_from_the_tables() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == lifecycle_reference()
