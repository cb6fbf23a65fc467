"""What the pages of this room show."""

from .contact import find_public_contact, public_contacts
from .editions import EditionPage, EditionRow, get_edition, list_editions, list_rows, read_file
from .progress import ProgressPage, get_progress_page
from .published import list_published_sets, newest_follow_ups, promises_with_words
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
    "find_public_contact",
    "get_edition",
    "get_follow_up_record",
    "get_progress_page",
    "get_publish_page",
    "get_set_record",
    "list_editions",
    "list_published_sets",
    "list_rows",
    "newest_follow_ups",
    "promises_with_words",
    "public_contacts",
    "read_file",
]
