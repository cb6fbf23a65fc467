"""What the pages of this room show."""

from .comparing import NumberPair, find_pair, list_pairs
from .entering import Entering, get_entering
from .lists import AgreementRow, PeriodRow, list_agreements, list_rows
from .pages import PeriodPage, get_page, written_account
from .saved import SavedMeanwhile, saved_by
from .told import Told, get_told
from .waiting import list_waiting_for
from .writing import HandingIn, Writing, get_handing_in, get_writing

__all__ = [
    "AgreementRow",
    "Entering",
    "HandingIn",
    "NumberPair",
    "PeriodPage",
    "PeriodRow",
    "SavedMeanwhile",
    "Told",
    "Writing",
    "find_pair",
    "get_entering",
    "get_handing_in",
    "get_page",
    "get_told",
    "get_writing",
    "list_agreements",
    "list_pairs",
    "list_rows",
    "list_waiting_for",
    "saved_by",
    "written_account",
]
