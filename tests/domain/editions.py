"""An envelope for tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from loftet.domain.edition import Approval, ApprovalAct, EditionKind, Envelope, Replaced


def make_envelope(**overrides: Any) -> Envelope:
    whole = Envelope(
        number=4,
        kind=EditionKind.PROMISE_SET,
        identifier="linkoping/2026/medborgarlofte/1",
        published_on=date(2026, 2, 1),
        published_for="Linköpings kommun",
        municipalities=("0580",),
        approvals=(
            Approval("Linköpings kommun", "Kommundirektör", ApprovalAct.SIGNED, date(2026, 1, 20)),
            Approval("Lokalpolisområde Linköping", "Chef", ApprovalAct.SIGNED, date(2026, 1, 21)),
        ),
        replaces=Replaced(2, "a" * 64),
        document_digest="b" * 64,
    )
    return replace(whole, **overrides)
