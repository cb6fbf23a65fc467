"""How long the pages of the workspace take with 55 and with 550 promises, over real HTTP.

usage: python bench/workspace.py [--times N] [--promises N ...]

A database is made, filled through the application's own services and served by `loftet web` with one
process. The promises stand in sets of 55, all followed up together; both parties have accounted for every
promise in one period, and every commitment has its plan. Each page is asked for N times (default 40) after
three to warm up; what is timed is from the request to the last byte of the answer.
"""

from __future__ import annotations

import argparse
import http.client
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.database import connected_to, fresh_clone  # noqa: E402
from tests.factories import make_cast, signed_in  # noqa: E402
from tests.processes import await_page, environment, free_port, run_to_end, running  # noqa: E402
from tests.workspace import fill, list_pages  # noqa: E402

BUDGET_MS = 150.0
SECONDS_TO_PREPARE = 120


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--promises", type=int, nargs="+", default=[55, 550])
    arguments = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    found = [measure(size, arguments.times) for size in arguments.promises]
    is_quick = all(late <= BUDGET_MS for each in found for late, _queries in each.values())
    is_constant = all(len({each[page][1] for each in found}) == 1 for page in found[0])
    print(f"budget: p95 {BUDGET_MS:.0f} ms, and the same number of queries whatever the size")
    return 0 if is_quick and is_constant else 1


def measure(promises: int, times: int) -> dict[str, tuple[float, int]]:
    """The 95th percentile in milliseconds and the number of queries of each page, printed as they come."""
    with fresh_clone() as clone, connected_to(clone.name), tempfile.TemporaryDirectory() as folder:
        env = environment(LOFTET_DATA=folder, DATABASE_URL=clone.url, DATABASE_OWNER_URL=clone.owner_url)
        return ask_pages(env, promises=promises, times=times)


def ask_pages(env: Mapping[str, str], *, promises: int, times: int) -> dict[str, tuple[float, int]]:
    """Fill the database that Django is connected to, serve it in that environment, and ask for each page."""
    cast = make_cast()
    started = time.monotonic()
    pages = list_pages(fill(cast, promises=promises))
    print(f"{promises} promises, filled in {time.monotonic() - started:.0f} s")
    return ask_each(pages, signed_in(cast.asta), env, times=times)


def ask_each(
    pages: Mapping[str, str], browser: Client, env: Mapping[str, str], *, times: int
) -> dict[str, tuple[float, int]]:
    """Serve the database in that environment, and ask for each page as who has signed in there."""
    found = {}
    with served(env) as port:
        for page, address in pages.items():
            late = p95(port, address, cookie_of(browser), times)
            found[page] = late, queries(browser, address)
            print(f"  {page:32} p95 {late:6.0f} ms  {found[page][1]:3} queries", flush=True)
    return found


@contextmanager
def served(given: Mapping[str, str]) -> Iterator[int]:
    port, log = free_port(), Path(given["LOFTET_DATA"]) / "web.log"
    env = {
        **given,
        "BASE_URL": f"http://localhost:{port}",
        "PORT": str(port),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    run_to_end("manage", "collectstatic", "--noinput", env=env, seconds=SECONDS_TO_PREPARE).check_returncode()
    with running("web", env=env, log=log) as web:
        await_page(port, web, log=log)
        yield port


def cookie_of(browser: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())


def p95(port: int, address: str, cookie: str, times: int) -> float:
    for _ in range(3):
        milliseconds(port, address, cookie)
    each = sorted(milliseconds(port, address, cookie) for _ in range(times))
    return each[min(int(0.95 * times), times - 1)]


def milliseconds(port: int, address: str, cookie: str) -> float:
    asking = http.client.HTTPConnection("localhost", port, timeout=60)
    started = time.perf_counter()
    asking.request("GET", address, headers={"Cookie": cookie})
    answer = asking.getresponse()
    answer.read()
    took = 1000 * (time.perf_counter() - started)
    asking.close()
    assert answer.status == 200, f"{address} answered {answer.status}"
    return took


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
