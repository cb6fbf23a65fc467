"""Makes docs/reference/suggestions.md of the tables; run as a module it writes it to standard output."""

import sys
from collections.abc import Iterable

from loftet.domain.cells import CELL_OF, CellState, OutcomeState
from loftet.domain.commitment import CommitmentClass
from loftet.domain.counts import Counted
from loftet.domain.documented import DocumentedEnum
from loftet.domain.duplicates import NEAR
from loftet.domain.evidence import Evidence
from loftet.domain.suggestion import SUGGESTIONS, PromiseStatus, Row
from loftet.domain.targets import TOLERANCE

_OPENING = """# Cells, totals and suggested statuses

Generated from the tables in `loftet/domain`; a test fails when this page and the tables differ.
Write it anew with `python -m loftet.domain.suggestion_reference > docs/reference/suggestions.md`.

People decide, the counter suggests. A suggestion comes with its reason as a code: the evidence below."""

_TOTALS = """## Totals

Each unit has its own total: 10 businesses and 1 revisit are never 11. An occurrence counts once, however
many parties took part. What two parties tell apart of the same reporting period, and of days at most
{near} apart, may be the same: the total then goes from what the one party tells that tells most to the sum,
until somebody marks the two as one or as different. A total is a lower bound ("minst") where an account is
missing, or where something was done that nobody counted. Approximate counts make an approximate total."""

_NUMBERS = """## How a total is held against a number

| words | asked for | more than promised |
|---|---|---|
| a bare number, *minst* | the number | above the number |
| a range, "tre till fyra" | the lower number | above the higher number |
| *cirka*, "ett 15-tal" | {least} % of the number | above {most} % of it |
| *högst* | nothing | above the number the promise is broken |

A number without a cadence is due once, when the promise's period ends, and nothing of it before. A cadence
follows the days: 2 hours a week over the 86 days from 7 June to 31 August are 24 4/7 hours. Months and years
are reckoned from the promise's first day, and each day of one weighs the same. Time is shown with one
decimal, rounded half up (24.6 hours); occasions are shown whole, rounded down, since nobody is late with a
part of a meeting. While a cadence runs, the total is held against the whole occasions of the days so far, as
far as the accounts go; when it has ended, against the whole units of all its days. A number that holds for
each of something ("per kommun") is used where it is said how many there are."""

_SUGGESTIONS = """## Suggestions

A commitment of the class, with the evidence, is suggested the status while the promise's period runs, or the
one after it. A dash is no suggestion: nobody told enough, or the evidence does not come up then. Where the
number of a commitment cannot be used (there is none, its cadence has no dates, nobody says how many there are
of what it holds for each of), the commitment is treated as `unquantified`."""


def suggestion_reference() -> str:
    parts = [
        _OPENING,
        _section("Cells", _meanings("cell", CellState), _cells()),
        _TOTALS.format(near=f"{NEAR.days} days"),
        _NUMBERS.format(least=round((1 - TOLERANCE) * 100), most=round((1 + TOLERANCE) * 100)),
        _section("Statuses", _meanings("status", PromiseStatus)),
        _section("Evidence", _meanings("evidence", Evidence)),
        _SUGGESTIONS,
        _table(("class", "evidence", "while it runs", "after its period"), map(_suggestion, SUGGESTIONS)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(heading: str, *parts: str) -> str:
    return "\n\n".join([f"## {heading}", *parts])


def _cells() -> str:
    """What an account says stands in the rows, what it counts in the columns."""
    rows = ((f"`{state}`", *(f"`{CELL_OF[state, found]}`" for found in Counted)) for state in OutcomeState)
    headings = ("account", *(str(found) for found in Counted))
    return "\n\n".join(
        ["A cell from an account, by what it says and what it counts:", _table(headings, rows)]
    )


def _suggestion(row: Row) -> tuple[str, ...]:
    ended = f"`{row.ended}`" if row.ended else "–"
    return _classes(row.classes), f"`{row.evidence}`", f"`{row.running}`", ended


def _classes(classes: tuple[CommitmentClass, ...]) -> str:
    others = [kind for kind in CommitmentClass if kind not in classes]
    if len(others) < 2:
        return " but ".join(["every class", *(f"`{kind}`" for kind in others)])
    return ", ".join(f"`{kind}`" for kind in classes)


def _meanings(heading: str, members: Iterable[DocumentedEnum]) -> str:
    return _table((heading, "meaning"), ((f"`{member}`", member.meaning) for member in members))


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_line(headings), "|" + "---|" * len(headings), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(suggestion_reference())
