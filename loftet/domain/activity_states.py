"""The life of an activity: from planned to done, not done or moved."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class ActivityKind(DocumentedEnum):
    """How a planned doing is accounted for."""

    WINDOW = "window", "Something to do within its days, and then it is done: one of four measurements."
    RUNNING_ACCOUNT = (
        "running_account",
        "Goes on, and each occasion is told of: two hours a week.",
    )
    RESPONSE = "response", "Waits for something to call for it: each time is told of when it comes."


class ActivityState(DocumentedEnum):
    """Where an activity stands. Not done is no failure: the reason stands beside it."""

    PLANNED = "planned", "To be done, or going on."
    DONE = "done", "Done; nothing more is waited for."
    NOT_DONE = "not_done", "Not done in its days, with the reason and, if there is one, the next date."
    MOVED = "moved", "Moved to other days before it was done; another activity stands in its place."


class ActivityAct(DocumentedEnum):
    """What moves an activity on."""

    FINISH = "finish", "It was done, or a running account was closed."
    LEAVE = "leave", "It was not done, or nothing called for it."
    MOVE = "move", "It is moved to other days, where a new activity stands."
    REOPEN = "reopen", "What was told of it is taken back, more is to be done, or it was set so by mistake."


_S, _A = ActivityState, ActivityAct

ACTIVITY_LIFECYCLE: Lifecycle[ActivityState, ActivityAct] = Lifecycle(
    name="Activity",
    initial=_S.PLANNED,
    moves=(
        Move(_S.PLANNED, _A.FINISH, _S.DONE),
        Move(_S.PLANNED, _A.LEAVE, _S.NOT_DONE),
        Move(_S.PLANNED, _A.MOVE, _S.MOVED),
        Move(_S.NOT_DONE, _A.FINISH, _S.DONE),
        Move(_S.DONE, _A.REOPEN, _S.PLANNED),
        Move(_S.NOT_DONE, _A.REOPEN, _S.PLANNED),
    ),
)
