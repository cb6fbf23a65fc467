"""How long a promise takes to be read with its hints, and the worst that a hostile text of 100 kB takes.

usage: python bench/language.py [--times N]

The promises are the examples of docs/reference/grammar.md. Each is read N times (default 20), as the workshop
reads while somebody types: commitments, performers and hints.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from pathlib import Path

from loftet.language.commitments import parse_commitments
from loftet.language.hints import find_hints
from loftet.language.performers import parse_performers

BUDGET_MEDIAN_MS, BUDGET_HOSTILE_S = 2.0, 1.0
GRAMMAR = Path(__file__).resolve().parents[1] / "docs/reference/grammar.md"
HOSTILE = (
    "a@a.",
    "a@",
    "1 000 ",
    "+46 0",
    "a\n",
    "minst 2 möten ",
    "och kommunen ska ",
    "ett 15-tal ",
    "när a b c ",
)
HOSTILE_LENGTH = 100_000


def examples() -> list[str]:
    rows = re.findall(r"^\| (.+?) \| [a-z_]+ \|", GRAMMAR.read_text(encoding="utf-8"), re.MULTILINE)
    return [row for row in rows if row != "text"]


def seconds_for(text: str) -> float:
    started = time.process_time()
    commitments, performers = parse_commitments(text), parse_performers(text)
    find_hints(text, commitments, performers)
    return time.process_time() - started


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--times", type=int, default=20)
    times = arguments.parse_args().times
    texts = examples()
    each = sorted(1000 * seconds_for(text) for text in texts for _ in range(times))
    median, late = statistics.median(each), each[int(0.95 * len(each))]
    worst, piece = max((seconds_for(piece * (HOSTILE_LENGTH // len(piece))), piece) for piece in HOSTILE)
    print(f"{len(texts)} promises: median {median:.2f} ms, p95 {late:.2f} ms")
    print(f"  budget: median {BUDGET_MEDIAN_MS:g} ms")
    print(f"worst of {len(HOSTILE)} hostile texts of 100 kB: {worst:.2f} s, {piece!r}")
    print(f"  budget: {BUDGET_HOSTILE_S:g} s")
    return 0 if median < BUDGET_MEDIAN_MS and worst < BUDGET_HOSTILE_S else 1


if __name__ == "__main__":
    sys.exit(main())
