"""The life of what a reading found, under the eyes of the person who reviews it."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class ReviewState(DocumentedEnum):
    """What a person has decided of an item. Nothing becomes a draft before it was accepted."""

    WAITING = "waiting", "Found by the reading; nobody has looked at it yet."
    ACCEPTED = "accepted", "A person takes it for what it says."
    LEFT_OUT = "left_out", "Background: nothing comes of it."
    MERGED = "merged", "Became a part of another item."
    DRAFTED = "drafted", "A draft or a closed period was made of it."


class ReviewAct(DocumentedEnum):
    """What a person does with an item."""

    ACCEPT = "accept", "Takes it for what it says."
    LEAVE_OUT = "leave_out", "Takes it for background."
    RECONSIDER = "reconsider", "Takes the decision back."
    MERGE = "merge", "Makes it a part of the item before it."
    DRAFT = "draft", "Makes a draft of what was accepted; again, where that draft was discarded."


_S, _A = ReviewState, ReviewAct

REVIEW_LIFECYCLE: Lifecycle[ReviewState, ReviewAct] = Lifecycle(
    name="Review item",
    initial=_S.WAITING,
    moves=(
        Move(_S.WAITING, _A.ACCEPT, _S.ACCEPTED),
        Move(_S.WAITING, _A.LEAVE_OUT, _S.LEFT_OUT),
        Move(_S.WAITING, _A.MERGE, _S.MERGED),
        Move(_S.ACCEPTED, _A.RECONSIDER, _S.WAITING),
        Move(_S.ACCEPTED, _A.LEAVE_OUT, _S.LEFT_OUT),
        Move(_S.ACCEPTED, _A.MERGE, _S.MERGED),
        Move(_S.ACCEPTED, _A.DRAFT, _S.DRAFTED),
        Move(_S.LEFT_OUT, _A.RECONSIDER, _S.WAITING),
        Move(_S.DRAFTED, _A.DRAFT, _S.DRAFTED),
    ),
)
