import pytest

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import MoveNotAllowed
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE, PromiseSetAct, PromiseSetState

S, A = PromiseSetState, PromiseSetAct


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_a_promise_set_moves_only_so(state: PromiseSetState, act: PromiseSetAct) -> None:
    allowed = {
        (S.DRAFT, A.SHARE): S.SHARED,
        (S.SHARED, A.SIGN_LAST): S.SIGNED,
        (S.SHARED, A.SHARE_NEW_VERSION): S.SHARED,
        (S.SHARED, A.END): S.ENDED,
        (S.SIGNED, A.MAKE_READY): S.READY_TO_PUBLISH,
        (S.SIGNED, A.SHARE_NEW_VERSION): S.SHARED,
        (S.SIGNED, A.END): S.ENDED,
        (S.READY_TO_PUBLISH, A.START): S.RUNNING,
        (S.READY_TO_PUBLISH, A.SHARE_NEW_VERSION): S.SHARED,
        (S.READY_TO_PUBLISH, A.END): S.ENDED,
        (S.RUNNING, A.SHARE_NEW_VERSION): S.SHARED,
        (S.RUNNING, A.END): S.ENDED,
    }
    if (state, act) in allowed:
        assert PROMISE_SET_LIFECYCLE.after(state, act) is allowed[state, act]
    else:
        with pytest.raises(MoveNotAllowed):
            PROMISE_SET_LIFECYCLE.after(state, act)


def test_nothing_shared_becomes_a_draft_again() -> None:
    assert all(move.to_state is not S.DRAFT for move in PROMISE_SET_LIFECYCLE.moves)


def test_nothing_is_let_out_or_runs_before_it_is_signed() -> None:
    before = {move.from_state for move in PROMISE_SET_LIFECYCLE.moves if move.to_state is S.READY_TO_PUBLISH}
    assert before == {S.SIGNED}
    assert {move.from_state for move in PROMISE_SET_LIFECYCLE.moves if move.to_state is S.RUNNING} == {
        S.READY_TO_PUBLISH
    }


@pytest.mark.parametrize("members", [PromiseSetState, PromiseSetAct])
def test_every_member_says_what_it_means(members: type[DocumentedEnum]) -> None:
    assert all(member.meaning.endswith(".") for member in members)
