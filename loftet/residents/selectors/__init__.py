"""What is read in this room; rooms above use what stands here."""

from .waiting import list_waiting_for

__all__ = ["list_waiting_for"]
