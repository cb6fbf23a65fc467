"""What was typed, as data: rows added and removed without losing a letter of the rest."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from ..content import AgreementContent, PartyContent, SeatContent

PARTIES, COUNCIL = "parties", "council"
MOST_ROWS = 100
_COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


def data_of(content: AgreementContent, *, revision: int = 0) -> QueryDict:
    """The data that a form holding the content would send."""
    data = QueryDict(mutable=True)
    data["revision"] = str(revision)
    for name in ("title", "decision_reference"):
        data[name] = getattr(content, name)
    for name in ("purposes", "areas"):
        data[name] = "\n".join(getattr(content, name))
    for name in ("starts_on", "ends_on"):
        day = getattr(content, name)
        data[name] = day.isoformat() if day else ""
    data["progress_days"] = content.progress_days.value if content.progress_days else ""
    if content.shares_when_recorded:
        data["shares_when_recorded"] = "on"
    data.setlist("municipalities", list(content.municipalities))
    _put_rows(data, PARTIES, (_party_row(party) for party in content.parties))
    _put_rows(data, COUNCIL, (_seat_row(seat) for seat in content.council))
    return data


def with_row(data: QueryDict, prefix: str) -> QueryDict:
    """One more row, empty."""
    changed = data.copy()
    changed[f"{prefix}-TOTAL_FORMS"] = str(min(rows_in(data, prefix) + 1, MOST_ROWS))
    return changed


def without_row(data: QueryDict, prefix: str, index: int) -> QueryDict:
    """One row less; those after it move up."""
    count = rows_in(data, prefix)
    kept = [_row(data, prefix, number) for number in range(count) if number != index]
    changed = _without(data, prefix)
    _put_rows(changed, prefix, kept)
    return changed


def with_municipalities(data: QueryDict, codes: Iterable[str]) -> QueryDict:
    """More municipalities chosen."""
    changed = data.copy()
    changed.setlist("municipalities", [*dict.fromkeys([*data.getlist("municipalities"), *codes])])
    return changed


def with_field_of(data: QueryDict, saved: QueryDict, field: str) -> QueryDict:
    """What is saved in one field, in place of what was typed there."""
    changed = _without(data, field)
    changed.pop(field, None)
    for key, values in saved.lists():
        if key == field or key.startswith(f"{field}-"):
            changed.setlist(key, values)
    return changed


def rows_in(data: QueryDict, prefix: str) -> int:
    """How many rows were sent; what cannot be read as a number is none."""
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < 6 else 0


def _party_row(party: PartyContent) -> dict[str, str]:
    return {
        "organisation": str(party.organisation),
        "role": party.role,
        "positions": "\n".join(party.positions),
    }


def _seat_row(seat: SeatContent) -> dict[str, str]:
    row = {"organisation_name": seat.organisation_name, "position": seat.position}
    return row | ({"leads": "on"} if seat.leads else {})


def _row(data: QueryDict, prefix: str, index: int) -> dict[str, str]:
    start = f"{prefix}-{index}-"
    return {key.removeprefix(start): data.get(key, "") for key in data if key.startswith(start)}


def _put_rows(data: QueryDict, prefix: str, rows: Iterable[dict[str, str]]) -> None:
    listed = list(rows)
    for index, row in enumerate(listed):
        for name, value in row.items():
            data[f"{prefix}-{index}-{name}"] = value
    for name, count in zip(_COUNTS, (len(listed), 0), strict=True):
        data[f"{prefix}-{name}"] = str(count)


def _without(data: QueryDict, prefix: str) -> QueryDict:
    changed = data.copy()
    for key in list(changed):
        if key.startswith(f"{prefix}-"):
            del changed[key]
    return changed
