from .account import STATED, Assessment, PartyAccount, Statement, StatementCount
from .closing import Confirmation, FollowUp
from .period import Reminder, ReportingPeriod

__all__ = [
    "STATED",
    "Assessment",
    "Confirmation",
    "FollowUp",
    "PartyAccount",
    "Reminder",
    "ReportingPeriod",
    "Statement",
    "StatementCount",
]
