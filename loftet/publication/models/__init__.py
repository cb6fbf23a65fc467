from .contact import PublicContact
from .edition import (
    Edition,
    EditionFile,
    EditionFormat,
    EditionKind,
    EditionQuerySet,
    PromisesOf,
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
    "PromisesOf",
    "PublicContact",
    "WithdrawalGround",
    "WordsOf",
]
