"""Everything that writes in this room."""

from .calendars import make_calendar_address, revoke_calendar_address
from .duplicates import mark_same_or_two, put_mark
from .functions import add_function, edit_function, end_function
from .occurrences import correct_occurrence, record_occurrence, withdraw_occurrence
from .pasting import save_pasted
from .plans import (
    edit_activity,
    finish_activity,
    make_plan,
    move_activity,
    plan_activity,
    remove_activity,
    reopen_activity,
    split_activity,
)
from .report_links import revoke_report_links, send_report_link, send_report_links
from .reports import report_not_done, report_nothing_done, withdraw_report
from .sharing import share_occurrences
from .submitting import SentAlready, submit_report

__all__ = [
    "SentAlready",
    "add_function",
    "correct_occurrence",
    "edit_activity",
    "edit_function",
    "end_function",
    "finish_activity",
    "make_calendar_address",
    "make_plan",
    "mark_same_or_two",
    "move_activity",
    "plan_activity",
    "put_mark",
    "record_occurrence",
    "remove_activity",
    "reopen_activity",
    "report_not_done",
    "report_nothing_done",
    "revoke_calendar_address",
    "revoke_report_links",
    "save_pasted",
    "send_report_link",
    "send_report_links",
    "share_occurrences",
    "split_activity",
    "submit_report",
    "withdraw_occurrence",
    "withdraw_report",
]
