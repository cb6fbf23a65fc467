"""Everything that writes in this room."""

from .publishing import publish_promise_set
from .withdrawal import withdraw

__all__ = ["publish_promise_set", "withdraw"]
