import pytest

from loftet.domain.activity_states import ACTIVITY_LIFECYCLE, ActivityAct, ActivityKind, ActivityState
from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import MoveNotAllowed

S, A = ActivityState, ActivityAct


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_an_activity_moves_only_so(state: ActivityState, act: ActivityAct) -> None:
    allowed = {
        (S.PLANNED, A.FINISH): S.DONE,
        (S.PLANNED, A.LEAVE): S.NOT_DONE,
        (S.PLANNED, A.MOVE): S.MOVED,
        (S.NOT_DONE, A.FINISH): S.DONE,
        (S.NOT_DONE, A.REOPEN): S.PLANNED,
        (S.DONE, A.REOPEN): S.PLANNED,
    }
    if (state, act) in allowed:
        assert ACTIVITY_LIFECYCLE.after(state, act) is allowed[state, act]
    else:
        with pytest.raises(MoveNotAllowed):
            ACTIVITY_LIFECYCLE.after(state, act)


def test_what_is_moved_stays_moved() -> None:
    assert ACTIVITY_LIFECYCLE.final_states == (S.MOVED,)


@pytest.mark.parametrize("members", [ActivityKind, ActivityState, ActivityAct])
def test_every_member_says_what_it_means(members: type[DocumentedEnum]) -> None:
    assert all(member.meaning.endswith(".") for member in members)
