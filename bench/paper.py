"""How long a PDF of a hundred pages takes by the house's own printing, and how much memory.

usage: python bench/paper.py [--pages N]

A follow-up of many promises with what both parties tell is printed as it is when an edition is made: the
blocks of the paper, tables, tags and all (PDF/UA-1). Time is that of the clock: the printer uses several
threads; memory is the most that the process and its printer ever held.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

import pypdfium2  # noqa: E402

from loftet.documents.pdf import to_pdf  # noqa: E402
from loftet.domain.promise_set import FocusAreaText  # noqa: E402
from loftet.publication.papers import paper_of  # noqa: E402
from tests.portal.examples import BARS, CHECKS, DOGS, WASTEWATER, edition_of, make_follow_up, make_set  # noqa: E402

PAGES, SECONDS, MEGABYTES = 100, 10.0, 500
PROMISES_ON_A_PAGE = 18


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    wanted = parser.parse_args().pages
    edition = edition_of(make_follow_up(make_set("0781", focus_areas=(areas(wanted),))), 1, date(2024, 9, 12))
    assert edition.document is not None
    begun = time.perf_counter()
    paper = paper_of(envelope=edition.envelope, document=edition.document, note="example.se\n1\n")
    content = to_pdf(paper)
    taken = time.perf_counter() - begun
    pages = len(pypdfium2.PdfDocument(content))
    memory = (most(resource.RUSAGE_SELF) + most(resource.RUSAGE_CHILDREN)) / 1024
    print(f"{pages} pages  {taken:5.1f} s  (budget {SECONDS:.0f} s)")
    print(f"memory    {memory:5.0f} MB  (budget {MEGABYTES} MB)")
    return 0 if pages >= wanted and taken <= SECONDS and memory <= MEGABYTES else 1


def most(who: int) -> int:
    """Kilobytes."""
    return resource.getrusage(who).ru_maxrss


def areas(pages: int) -> FocusAreaText:
    kinds = (WASTEWATER, CHECKS, DOGS, BARS)
    keys = range(pages * PROMISES_ON_A_PAGE)
    return FocusAreaText("Alla", tuple(replace(kinds[key % 4], key=f"{key:036}") for key in keys))


if __name__ == "__main__":
    sys.exit(main())
