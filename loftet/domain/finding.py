"""What a check of a public folder can find, and the folder as the check sees it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from loftet.domain.documented import DocumentedEnum


class Finding(DocumentedEnum):
    """What differs from what was published."""

    KEY_MISSING = "key_missing", "There is no key to check with: `path`."
    MANIFEST_MISSING = "manifest_missing", "The folder has no manifest: `path`."
    MANIFEST_UNREADABLE = "manifest_unreadable", "The manifest is not of its form: `path`, `why`."
    SIGNATURE_WRONG = "signature_wrong", "The key has not signed this text: `path`, `why`."
    FILE_MISSING = "file_missing", "A file is not there: `path`."
    FILE_CHANGED = "file_changed", "A file is not as it was published: `path`."
    FILE_EXTRA = "file_extra", "A file is in no manifest: `path`."
    NAME_DIFFERS = "name_differs", "A document of an edition is not named by its digest: `path`."
    CHECKPOINT_UNREADABLE = "checkpoint_unreadable", "A checkpoint is not of its form: `path`, `why`."
    HEAD_DIFFERS = "head_differs", "Manifest and ledger name different checkpoints."
    ENTRIES_MISSING = (
        "entries_missing",
        "A bundle does not hold the entries that its name says: `path`, `found`, `width`.",
    )
    ENTRY_OUT_OF_PLACE = (
        "entry_out_of_place",
        "An entry has not the number of its place: `number`.",
    )
    ROOT_DIFFERS = "root_differs", "The entries do not make the root of the checkpoint."
    TILE_DIFFERS = "tile_differs", "A tile does not hold the hashes of its entries: `path`."
    EDITION_UNREADABLE = (
        "edition_unreadable",
        "What stands as an edition, or says it is one, is none in its one form: `path`.",
    )
    DOCUMENT_DIFFERS = "document_differs", "A document is not the one that its envelope names: `path`."
    ENVELOPE_DIFFERS = "envelope_differs", "An envelope is not the one of the ledger: `path`."
    PROOF_WRONG = "proof_wrong", "The proof does not lead from the edition to its checkpoint: `path`."
    HISTORY_DIFFERS = (
        "history_differs",
        "The checkpoint of an edition is of another ledger than this one: `path`, `size`.",
    )
    WITHDRAWALS_UNREADABLE = (
        "withdrawals_unreadable",
        "The list of what was withdrawn is not of its form: `path`, `why`.",
    )
    CONTENT_MISSING = (
        "content_missing",
        "The content of an edition is not there, and the folder tells of no withdrawal: `number`.",
    )
    OLDER = "older", "The folder is older than the checkpoint that is known: `size`, `known`."
    REWRITTEN = "rewritten", "The ledger does not begin as the checkpoint that is known says: `known`."


@dataclass(frozen=True)
class PublicFolder:
    """How a file is read (None where there is none), and all paths, or None where they cannot be listed."""

    read: Callable[[str], bytes | None]
    paths: Collection[str] | None
