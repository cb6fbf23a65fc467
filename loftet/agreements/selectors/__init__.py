"""What the pages of this room show."""

from .history import SavedMeanwhile, history_rows, list_history, saved_since
from .lists import Reading, export_documents, list_agreements, list_readings, list_rows
from .pages import SeatRow, get_page, get_reading, list_seats
from .people import list_holders
from .receivers import Receiver, Receivers, list_receivers
from .waiting import WaitingItem, WaitingKind, is_unasked, list_waiting_for

__all__ = [
    "Reading",
    "Receiver",
    "Receivers",
    "SavedMeanwhile",
    "SeatRow",
    "WaitingItem",
    "WaitingKind",
    "export_documents",
    "get_page",
    "get_reading",
    "history_rows",
    "is_unasked",
    "list_agreements",
    "list_history",
    "list_holders",
    "list_readings",
    "list_receivers",
    "list_rows",
    "list_seats",
    "list_waiting_for",
    "saved_since",
]
