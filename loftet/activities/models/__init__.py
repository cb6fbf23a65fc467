from .activity import Activity
from .calendar import CalendarAddress
from .function import Function
from .occurrence import Occurrence, OccurrenceCount
from .report import Report, ReportKind

__all__ = [
    "Activity",
    "CalendarAddress",
    "Function",
    "Occurrence",
    "OccurrenceCount",
    "Report",
    "ReportKind",
]
