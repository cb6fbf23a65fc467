"""The life of a collaboration agreement."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class AgreementState(DocumentedEnum):
    """Where the newest version of an agreement stands; an earlier version may still be the valid one."""

    DRAFT = "draft", "Belongs to the organisation that writes it; no other party sees anything of it."
    SHARED = "shared", "The parties can read the shared version, which waits for signatures."
    SIGNED = (
        "signed",
        "Every signatory has signed the same digest; the first day of the period is still to come.",
    )
    IN_FORCE = "in_force", "Signed, and the period has begun."
    ENDED = "ended", "The period is over, or the parties have ended the agreement; it stays readable."


class AgreementAct(DocumentedEnum):
    """What moves an agreement on.

    There is no way back to a draft: what another authority can read is a received public record there
    (tryckfrihetsförordningen 2 kap. 6 and 9 §§). A draft that nobody else has seen may be discarded; it is
    then gone and has no state.
    """

    SHARE = "share", "The owner shares the first version with the parties that it names."
    SIGN_LAST = "sign_last", "The last signature that the shared version asks for has come."
    ENTER_INTO_FORCE = "enter_into_force", "The first day of the period has come."
    SHARE_NEW_VERSION = (
        "share_new_version",
        "A new version is shared, with a reason; the version before stays valid until the new one is signed.",
    )
    END = "end", "The last day has passed, or the parties end the agreement."


_S, _A = AgreementState, AgreementAct

AGREEMENT_LIFECYCLE: Lifecycle[AgreementState, AgreementAct] = Lifecycle(
    name="Agreement",
    initial=_S.DRAFT,
    moves=(
        Move(_S.DRAFT, _A.SHARE, _S.SHARED),
        Move(_S.SHARED, _A.SIGN_LAST, _S.SIGNED),
        Move(_S.SIGNED, _A.ENTER_INTO_FORCE, _S.IN_FORCE),
        Move(_S.SHARED, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.SIGNED, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.IN_FORCE, _A.SHARE_NEW_VERSION, _S.SHARED),
        Move(_S.SHARED, _A.END, _S.ENDED),
        Move(_S.SIGNED, _A.END, _S.ENDED),
        Move(_S.IN_FORCE, _A.END, _S.ENDED),
    ),
)
