"""Everything that writes in this room."""

from .contact import set_public_contact
from .ledger import Matter, Publisher, add_edition
from .progress import publish_agreed_progress, publish_progress
from .publishing import publish_follow_up, publish_promise_set
from .withdrawal import withdraw

__all__ = [
    "Matter",
    "Publisher",
    "add_edition",
    "publish_agreed_progress",
    "publish_follow_up",
    "publish_progress",
    "publish_promise_set",
    "set_public_contact",
    "withdraw",
]
