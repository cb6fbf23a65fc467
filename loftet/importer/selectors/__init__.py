from .lists import UploadRow, list_rows, list_sources, list_uploads
from .published import (
    PublishedRow,
    find_published,
    get_published,
    list_drafts,
    list_precedents,
    list_published_rows,
    outcomes_in,
    outcomes_of,
    promises_of,
)
from .review import Card, Review, get_review

__all__ = [
    "Card",
    "PublishedRow",
    "Review",
    "UploadRow",
    "find_published",
    "get_published",
    "get_review",
    "list_drafts",
    "list_precedents",
    "list_published_rows",
    "list_rows",
    "list_sources",
    "list_uploads",
    "outcomes_in",
    "outcomes_of",
    "promises_of",
]
