from .activity import Activity
from .calendar import CalendarAddress
from .duplicates import OccurrenceSharing, SameOrTwo
from .function import Function
from .occurrence import Occurrence, OccurrenceCount
from .report import Report, ReportKind
from .report_link import ReportLink, Submission

__all__ = [
    "Activity",
    "CalendarAddress",
    "Function",
    "Occurrence",
    "OccurrenceCount",
    "OccurrenceSharing",
    "Report",
    "ReportKind",
    "ReportLink",
    "SameOrTwo",
    "Submission",
]
