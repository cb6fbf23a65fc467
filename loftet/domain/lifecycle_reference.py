"""Makes docs/reference/lifecycles.md of the tables; run as a module it writes the page to standard output."""

import sys
from typing import Any

from loftet.domain.activity_states import ACTIVITY_LIFECYCLE
from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE
from loftet.domain.documented import DocumentedEnum
from loftet.domain.follow_up_states import FOLLOW_UP_LIFECYCLE
from loftet.domain.lifecycle import Act, Lifecycle, State
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE
from loftet.domain.question_states import QUESTION_LIFECYCLE
from loftet.domain.review_states import REVIEW_LIFECYCLE
from loftet.domain.upload_states import UPLOAD_LIFECYCLE

LIFECYCLES: tuple[Lifecycle[Any, Any], ...] = (
    AGREEMENT_LIFECYCLE,
    PROMISE_SET_LIFECYCLE,
    ACTIVITY_LIFECYCLE,
    UPLOAD_LIFECYCLE,
    REVIEW_LIFECYCLE,
    QUESTION_LIFECYCLE,
    FOLLOW_UP_LIFECYCLE,
)

_OPENING = """# Lifecycles

Generated from the tables in `loftet/domain`; a test fails when this page and the tables differ.
Write it anew with `python -m loftet.domain.lifecycle_reference > docs/reference/lifecycles.md`."""


def lifecycle_reference() -> str:
    return "\n\n".join([_OPENING, *map(_section, LIFECYCLES)]) + "\n"


def _section(lifecycle: Lifecycle[State, Act]) -> str:
    parts = [
        f"## {lifecycle.name}",
        f"```mermaid\n{lifecycle.mermaid()}\n```",
        _meanings("state", lifecycle.states),
        _meanings("act", lifecycle.acts),
    ]
    return "\n\n".join(parts)


def _meanings(heading: str, members: tuple[DocumentedEnum, ...]) -> str:
    rows = [f"| `{member}` | {member.meaning} |" for member in members]
    return "\n".join([f"| {heading} | meaning |", "|---|---|", *rows])


if __name__ == "__main__":
    sys.stdout.write(lifecycle_reference())
