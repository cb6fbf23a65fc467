"""Everything that writes in this room."""

from .accounts import begin_new_account_version, hand_in, save_assessment, save_statement
from .closing import close_over_silence, confirm_closing, propose_closing, withdraw_proposal
from .comparing import mark_numbers
from .periods import set_periods
from .reading_in import read_in_periods
from .reminders import send_reminders

__all__ = [
    "begin_new_account_version",
    "close_over_silence",
    "confirm_closing",
    "hand_in",
    "mark_numbers",
    "propose_closing",
    "read_in_periods",
    "save_assessment",
    "save_statement",
    "send_reminders",
    "set_periods",
    "withdraw_proposal",
]
