from .contact import PublicContact
from .edition import (
    Edition,
    EditionFile,
    EditionFormat,
    EditionKind,
    EditionQuerySet,
    WithdrawalGround,
    WordsOf,
)
from .ledger import Checkpoint, LedgerEntry

__all__ = [
    "Checkpoint",
    "Edition",
    "EditionFile",
    "EditionFormat",
    "EditionKind",
    "EditionQuerySet",
    "LedgerEntry",
    "PublicContact",
    "WithdrawalGround",
    "WordsOf",
]
