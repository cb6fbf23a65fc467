"""The life of a follow-up: the closing of a period by equals (design 3.11)."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class FollowUpState(DocumentedEnum):
    """Where the closing of a period stands."""

    PROPOSED = "proposed", "A party proposes to close the period; the others confirm, or go on handing in."
    CLOSED = "closed", "Everything of the period is frozen in one document, which waits for signatures."
    SIGNED = "signed", "Every signatory has signed the same digest."
    READ = "read", "Read in from an old document and frozen; no party has confirmed it and nobody signs it."


class FollowUpAct(DocumentedEnum):
    """What moves the closing on.

    A correction is a new closing of the same period, proposed and confirmed anew. What was closed before
    stays valid until then, and the new version names it.
    """

    CLOSE = "close", "Every party has confirmed, or was due, reminded and silent."
    SIGN_LAST = "sign_last", "The last signature that the document asks for has come."
    READ_IN = "read_in", "One organisation reads it in from a document, which the follow-up names."


_S, _A = FollowUpState, FollowUpAct

FOLLOW_UP_LIFECYCLE: Lifecycle[FollowUpState, FollowUpAct] = Lifecycle(
    name="Follow-up",
    initial=_S.PROPOSED,
    moves=(
        Move(_S.PROPOSED, _A.CLOSE, _S.CLOSED),
        Move(_S.CLOSED, _A.SIGN_LAST, _S.SIGNED),
        Move(_S.CLOSED, _A.CLOSE, _S.CLOSED),
        Move(_S.SIGNED, _A.CLOSE, _S.CLOSED),
        Move(_S.PROPOSED, _A.READ_IN, _S.READ),
        Move(_S.READ, _A.READ_IN, _S.READ),
    ),
)
