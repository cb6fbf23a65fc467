from .lists import UploadRow, list_rows, list_sources, list_uploads
from .review import Card, Review, get_review

__all__ = [
    "Card",
    "Review",
    "UploadRow",
    "get_review",
    "list_rows",
    "list_sources",
    "list_uploads",
]
