"""Everything that writes in this room."""

from .drafting import (
    are_free,
    copy_set,
    discard_set,
    draft_set,
    edit_set,
    import_set,
    read_into_draft,
    start_new_version,
)
from .easy_read import write_easy_read
from .handing_over import share_set
from .life import end_set, follow_calendar, make_ready
from .personal_data import answer_personal_data, remove_personal_data
from .promises import (
    add_companion,
    add_promise,
    edit_promise,
    let_stand_without_target,
    move_focus_area,
    move_promise,
    remove_promise,
    rename_focus_area,
)

__all__ = [
    "add_companion",
    "add_promise",
    "answer_personal_data",
    "are_free",
    "copy_set",
    "discard_set",
    "draft_set",
    "edit_promise",
    "edit_set",
    "end_set",
    "follow_calendar",
    "import_set",
    "let_stand_without_target",
    "make_ready",
    "move_focus_area",
    "move_promise",
    "read_into_draft",
    "remove_personal_data",
    "remove_promise",
    "rename_focus_area",
    "share_set",
    "start_new_version",
    "write_easy_read",
]
