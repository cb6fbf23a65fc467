"""What the pages of this room and the rooms above show of plans and of what was told."""

from .accounts import AccountLine, Accounts, PromiseAccount, UnfinishedActivity, list_accounts

__all__ = ["AccountLine", "Accounts", "PromiseAccount", "UnfinishedActivity", "list_accounts"]
