"""Everything that writes in this room."""

from .borrowing import borrow_promise
from .drafting import begin_agreement, make_draft
from .entering import enter_outcomes
from .mending import edit_item, merge_item, split_item
from .reading import read_upload, read_waiting
from .review import accept_all, decide, edit_about, leave_out_known, take_background
from .uploads import receive_files, try_again

__all__ = [
    "accept_all",
    "begin_agreement",
    "borrow_promise",
    "decide",
    "edit_about",
    "edit_item",
    "enter_outcomes",
    "leave_out_known",
    "make_draft",
    "merge_item",
    "read_upload",
    "read_waiting",
    "receive_files",
    "split_item",
    "take_background",
    "try_again",
]
