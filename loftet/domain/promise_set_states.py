"""The life of a promise set."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class PromiseSetState(DocumentedEnum):
    """Where the newest version of a promise set stands; an earlier version may still be the valid one."""

    DRAFT = "draft", "Belongs to the organisation that writes it; no other party sees anything of it."
    SHARED = "shared", "The parties can read the shared version, which waits for signatures."
    SIGNED = "signed", "Every signatory has signed the same digest."
    READY_TO_PUBLISH = (
        "ready_to_publish",
        "The parties let the signed document out to residents; the first day of the period is still to come.",
    )
    RUNNING = "running", "Let out to residents, and the period has begun."
    ENDED = "ended", "The period is over, or the parties have ended the set; it stays readable."


class PromiseSetAct(DocumentedEnum):
    """What moves a promise set on.

    There is no way back to a draft: what another authority can read is a received public record there
    (tryckfrihetsförordningen 2 kap. 6 and 9 §§). A promise is a measure that residents are told of, so it
    does not run before it may be published.
    """

    SHARE = "share", "The owner shares the first version with the parties of the agreement."
    SIGN_LAST = "sign_last", "The last signature that the shared version asks for has come."
    MAKE_READY = "make_ready", "The signed document is let out to be published."
    START = "start", "The first day of the period has come, or had come when the set was made ready."
    SHARE_NEW_VERSION = (
        "share_new_version",
        "A new version is shared, with a reason; the version before stays valid until the new one is signed.",
    )
    END = "end", "The last day has passed, or the parties end the set."


_S, _A = PromiseSetState, PromiseSetAct

PROMISE_SET_LIFECYCLE: Lifecycle[PromiseSetState, PromiseSetAct] = Lifecycle(
    name="Promise set",
    initial=_S.DRAFT,
    moves=(
        Move(_S.DRAFT, _A.SHARE, _S.SHARED),
        Move(_S.SHARED, _A.SIGN_LAST, _S.SIGNED),
        Move(_S.SIGNED, _A.MAKE_READY, _S.READY_TO_PUBLISH),
        Move(_S.READY_TO_PUBLISH, _A.START, _S.RUNNING),
        Move(_S.SHARED, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.SIGNED, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.READY_TO_PUBLISH, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.RUNNING, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.SHARED, _A.END, _S.ENDED),
        Move(_S.SIGNED, _A.END, _S.ENDED),
        Move(_S.READY_TO_PUBLISH, _A.END, _S.ENDED),
        Move(_S.RUNNING, _A.END, _S.ENDED),
    ),
)
