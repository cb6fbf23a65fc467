"""Everything that writes in this room."""

from .duplicates import mark_same_or_two, share_occurrences
from .occurrences import correct_occurrence, record_occurrence, withdraw_occurrence
from .report_links import revoke_report_links, send_report_link, send_report_links
from .reports import report_not_done, report_nothing_done, withdraw_report
from .submitting import SentAlready, submit_report

__all__ = [
    "SentAlready",
    "correct_occurrence",
    "mark_same_or_two",
    "record_occurrence",
    "report_not_done",
    "report_nothing_done",
    "revoke_report_links",
    "send_report_link",
    "send_report_links",
    "share_occurrences",
    "submit_report",
    "withdraw_occurrence",
    "withdraw_report",
]
