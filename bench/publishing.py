"""How long one change takes from the edition to the readers, in a folder that holds the country.

usage: python bench/publishing.py [--municipalities N] [--years N] [--promises N]

One municipality has N years (default 10) of N promises (default 20), each year followed up; the others have
one small set each, so that the site and its manifest are as large as they get. Then a new version of one set
is published: what is timed is from its being in the ledger until the link shows it, as processor time on one
core.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from loftet.domain.municipalities import MUNICIPALITIES  # noqa: E402
from loftet.domain.promise_set import FocusAreaText, PromiseSetDocument  # noqa: E402
from loftet.portal.building import build  # noqa: E402
from loftet.portal.record import PublishedEdition  # noqa: E402
from loftet.portal.store import Store  # noqa: E402
from tests.portal.examples import WASTEWATER, edition_of, make_follow_up, make_set  # noqa: E402
from tests.portal.published import Published, make_site  # noqa: E402

BUDGET = 5.0
MUNICIPALITY = "0781"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--municipalities", type=int, default=290)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--promises", type=int, default=20)
    arguments = parser.parse_args()
    editions = country(arguments.municipalities, arguments.years, arguments.promises)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.at(Path(folder) / "public")
        whole, pages = timed(editions, store), len([*(Path(folder) / "public.store").rglob("*.html")])
        print(f"from nothing  {whole:6.1f} s for {pages} pages, {1000 * whole / pages:.1f} ms each")
        change = timed([*editions, changed(editions)], store)
    print(f"one change    {change:6.2f} s  (budget {BUDGET:.0f} s)")
    return 0 if change <= BUDGET else 1


def timed(editions: list[PublishedEdition], store: Store) -> float:
    begun = time.process_time()
    build(Published(editions), store, make_site(), tell=lambda words: None)
    return time.process_time() - begun


def country(municipalities: int, years: int, promises: int) -> list[PublishedEdition]:
    found: list[PublishedEdition] = []
    for year in range(2025 - years, 2025):
        document = large_set(year, promises)
        found.append(edition_of(document, len(found) + 1, date(year, 1, 20)))
        found.append(edition_of(make_follow_up(document), len(found) + 1, date(year, 9, 12)))
    for other in [each for each in MUNICIPALITIES if each.code != MUNICIPALITY][: municipalities - 1]:
        small = make_set(other.code, 2024, focus_areas=(FocusAreaText("Narkotika", (WASTEWATER,)),))
        found.append(edition_of(small, len(found) + 1, date(2024, 2, 1)))
    return found


def large_set(year: int, promises: int) -> PromiseSetDocument:
    many = tuple(replace(WASTEWATER, key=f"{year}-{number:04}") for number in range(promises))
    return make_set(MUNICIPALITY, year, focus_areas=(FocusAreaText("Narkotika", many),))


def changed(editions: list[PublishedEdition]) -> PublishedEdition:
    """The newest set again, with a reason."""
    newest = next(
        each
        for each in reversed(editions)
        if each.municipalities == (MUNICIPALITY,) and "medborgarlofte" in each.identifier
    )
    document = replace(newest.promise_set, version=2, introduction="Ändrat.", change_reason="Ett fel.")
    return edition_of(document, len(editions) + 1, date(2024, 10, 1), replaces=newest)


if __name__ == "__main__":
    sys.exit(main())
