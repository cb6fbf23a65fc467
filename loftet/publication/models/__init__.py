from .edition import Edition, EditionFile, EditionFormat, EditionKind, WithdrawalGround
from .ledger import Checkpoint, LedgerEntry

__all__ = [
    "Checkpoint",
    "Edition",
    "EditionFile",
    "EditionFormat",
    "EditionKind",
    "LedgerEntry",
    "WithdrawalGround",
]
