"""What can be wrong, in one line each."""

from __future__ import annotations

from collections.abc import Sequence


class NotAllowed(Exception):
    """The act is refused; each obstacle is a sentence for the person who asked."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)

    @staticmethod
    def raise_if(obstacles: Sequence[str]) -> None:
        """Refuse when anything stands in the way."""
        if obstacles:
            raise NotAllowed(obstacles)


class ChangedMeanwhile(Exception):
    """Somebody else saved the record after the form was opened."""


class InvitationNotOpen(Exception):
    """The invitation is accepted, withdrawn, too old or unknown."""


class AnswerRefused(Exception):
    """An answer of the organisation's own sign-in is not believed; `reason` is a code of why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
