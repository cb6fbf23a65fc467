"""What the pages of this room show."""

from .editions import EditionPage, EditionRow, get_edition, list_editions, list_rows, read_file
from .progress import ProgressPage, get_progress_page
from .records import (
    PublishPage,
    RecordPage,
    get_follow_up_record,
    get_publish_page,
    get_set_record,
)

__all__ = [
    "EditionPage",
    "EditionRow",
    "ProgressPage",
    "PublishPage",
    "RecordPage",
    "get_edition",
    "get_follow_up_record",
    "get_progress_page",
    "get_publish_page",
    "get_set_record",
    "list_editions",
    "list_rows",
    "read_file",
]
