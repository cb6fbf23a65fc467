"""What differs between two versions of an agreement."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date

from loftet.domain.agreement import (
    AgreementDocument,
    CouncilSeat,
    MunicipalityRef,
    PartyRef,
    SignatorySeat,
)
from loftet.domain.progress_days import ProgressDays

Entry = str | bool | ProgressDays | date | MunicipalityRef | PartyRef | CouncilSeat | SignatorySeat

# They tell of the version itself and differ by nature; the page of differences shows them as its heading.
_ABOUT_THE_VERSION = {"version", "change_reason"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's entries before and after. A single value is one entry; nothing, and no, is none."""

    field: str
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]

    @property
    def removed(self) -> tuple[Entry, ...]:
        return _without(self.old, self.new)

    @property
    def added(self) -> tuple[Entry, ...]:
        return _without(self.new, self.old)

    @property
    def is_reordered(self) -> bool:
        """Say whether the same entries only stand in another order."""
        return not self.removed and not self.added


def differences(old: AgreementDocument, new: AgreementDocument) -> list[FieldChange]:
    """Return the changed fields in the order of the document, with the words before and after."""
    names = [field.name for field in fields(AgreementDocument) if field.name not in _ABOUT_THE_VERSION]
    changes = (
        FieldChange(name, _entries(getattr(old, name)), _entries(getattr(new, name))) for name in names
    )
    return [change for change in changes if change.old != change.new]


def _entries(value: Entry | tuple[Entry, ...] | None) -> tuple[Entry, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _without(entries: tuple[Entry, ...], others: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return what stands in `entries` more often than in `others`, in the order of `entries`."""
    spare = Counter(others)
    left = []
    for entry in entries:
        if spare[entry]:
            spare[entry] -= 1
        else:
            left.append(entry)
    return tuple(left)
