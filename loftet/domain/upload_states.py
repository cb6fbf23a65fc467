"""The life of an uploaded document."""

from loftet.domain.documented import DocumentedEnum
from loftet.domain.lifecycle import Lifecycle, Move


class UploadState(DocumentedEnum):
    """How far the reading of an uploaded document has come; the file itself never changes."""

    RECEIVED = "received", "Kept, and waits to be read."
    READING = "reading", "Is being read by a process of its own."
    READ = "read", "Read: a person goes through what was found."
    FAILED = "failed", "Could not be read, and says why. The file is kept."


class UploadAct(DocumentedEnum):
    """What moves an uploaded document on."""

    BEGIN = "begin", "A worker takes up the reading."
    TAKE_UP_AGAIN = "take_up_again", "A worker takes up what another left when it died."
    FINISH = "finish", "The reading came with its answer."
    FAIL = "fail", "The file cannot be read."
    TRY_AGAIN = "try_again", "A person asks for the reading once more."


_S, _A = UploadState, UploadAct

UPLOAD_LIFECYCLE: Lifecycle[UploadState, UploadAct] = Lifecycle(
    name="Uploaded document",
    initial=_S.RECEIVED,
    moves=(
        Move(_S.RECEIVED, _A.BEGIN, _S.READING),
        Move(_S.READING, _A.TAKE_UP_AGAIN, _S.READING),
        Move(_S.READING, _A.FINISH, _S.READ),
        Move(_S.READING, _A.FAIL, _S.FAILED),
        Move(_S.FAILED, _A.TRY_AGAIN, _S.RECEIVED),
    ),
)
