"""The life of a resident's question, from the moment it is received."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class QuestionKind(DocumentedEnum):
    """What a resident writes about a promise."""

    QUESTION = "question", "Asks about the promise or what has been done."
    CONTRADICTION = "contradiction", "Says that something told of as done is not done."


class QuestionState(DocumentedEnum):
    """Where a question stands."""

    RECEIVED = "received", "A received public record at every party (tryckfrihetsförordningen 2 kap. 9 §)."
    TAKEN = "taken", "Somebody at one of the parties has taken it on."
    ANSWERED = "answered", "The answer is given, by mail where an address was left; not yet told to others."
    PUBLISHED = "published", "Question and answer are published after review, as an edition."
    CLOSED = "closed", "Ended without an answer, with a reason: not about a promise, or sent twice."


class QuestionAct(DocumentedEnum):
    """What moves a question on."""

    TAKE = "take", "A person at a party takes it on, also over from somebody else."
    ANSWER = "answer", "Who has taken it answers it."
    PUBLISH = "publish", "Question and answer, reviewed, are published."
    CLOSE = "close", "It is ended without an answer."


_S, _A = QuestionState, QuestionAct

QUESTION_LIFECYCLE: Lifecycle[QuestionState, QuestionAct] = Lifecycle(
    name="Question",
    initial=_S.RECEIVED,
    moves=(
        Move(_S.RECEIVED, _A.TAKE, _S.TAKEN),
        Move(_S.TAKEN, _A.TAKE, _S.TAKEN),
        Move(_S.TAKEN, _A.ANSWER, _S.ANSWERED),
        Move(_S.ANSWERED, _A.PUBLISH, _S.PUBLISHED),
        Move(_S.RECEIVED, _A.CLOSE, _S.CLOSED),
        Move(_S.TAKEN, _A.CLOSE, _S.CLOSED),
    ),
)
