"""Everything that writes in this room."""

from .occurrences import correct_occurrence, record_occurrence, withdraw_occurrence
from .reports import report_not_done, report_nothing_done, withdraw_report

__all__ = [
    "correct_occurrence",
    "record_occurrence",
    "report_not_done",
    "report_nothing_done",
    "withdraw_occurrence",
    "withdraw_report",
]
