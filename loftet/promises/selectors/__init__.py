"""What the pages of this room show."""

from .lists import SetReading, get_reading, list_readings, list_rows, list_sets
from .pages import SetPage, get_page
from .saved import SavedMeanwhile, saved_by
from .waiting import list_waiting_for
from .within import list_agreements_to_begin_in

__all__ = [
    "SavedMeanwhile",
    "SetPage",
    "SetReading",
    "get_page",
    "get_reading",
    "list_agreements_to_begin_in",
    "list_readings",
    "list_rows",
    "list_sets",
    "list_waiting_for",
    "saved_by",
]
