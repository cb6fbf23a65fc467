"""Reading a PDF against the bare text extraction of pypdfium2 on the same file, in one run.

usage: python bench/reading.py [--pages N] [FILE.pdf …]

Without files it makes a report of N pages (default 100) of follow-up tables with typst, half of them ruled.
Each reader runs fifteen times in a process of its own: the best time of the processor counts, and the
peak of memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst

BUDGET_RATIO, BUDGET_PAGE, BUDGET_MEMORY = 10.0, 60.0, 300.0
# Each page has its own words, as a real report has: § is the number of the page.
ROWS = (
    (
        "Polisen ska göra minst två trafikkontroller i månaden på genomfartsväg §.",
        "Polisen har genomfört § trafikkontroller under perioden, varav 3 kvällstid. Två förare lagfördes.",
        "11 trafikkontroller har gjorts på väg §.",
    ),
    (
        "Kommunen ska hålla två trygghetsvandringar i kvarter § under året.",
        "Planering av vandring § pågår tillsammans med bostadsbolagen.",
        "Kommunen har hållit två trygghetsvandringar, en i kvarter § och en vid stationen.",
    ),
    (
        "Polisen och kommunen ska tillsammans besöka samtliga högstadieskolor i område §.",
        "Sju skolor har besökts, § lektioner hölls.",
        "Resterande skolor i område § har inte besökts då tiden inte räckte till.",
    ),
    (
        "Kommunen ska se över belysningen på de § platser som invånarna pekat ut.",
        "Ett antal platser i område § har setts över.",
        "Belysningen har förbättrats på § platser.",
    ),
)


def make_report(pages: int) -> bytes:
    """A report of that many pages: a heading, a paragraph and a table of four columns on each."""
    return typst.compile(
        "\n".join([_PAGE_SET, *(_page(number) for number in range(pages))]).encode(), format="pdf"
    )


_PAGE_SET = '#set page(paper: "a4", flipped: true, margin: 2cm)\n#set text(size: 10pt, lang: "sv")'


def _page(number: int) -> str:
    stroke = "0.5pt" if number % 2 else "none"
    return (
        f"#pagebreak(weak: true)\n= Uppföljning del {number}\nArbetet följs upp varje tertial.\n"
        f"#table(columns: (2cm, 1fr, 1fr, 1fr), stroke: {stroke}, "
        "table.header[Område][Löfte][Tertial 1 2025][Tertial 2 2025], "
        + ", ".join(f"[{cell}]" for cell in _cells(number))
        + ")"
    )


def _cells(number: int) -> list[str]:
    return [
        cell.replace("§", str(number))
        for index, row in enumerate(ROWS)
        for cell in (f"Område §.{index}", *row)
    ]


def bare_text(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def whole_reading(path: Path) -> None:
    from loftet.reading.reader import read

    read(path.read_bytes(), path.name)


READERS: dict[str, Callable[[Path], None]] = {"bare": bare_text, "reading": whole_reading}


def measure_here(reader: str, path: Path) -> None:
    """Run in the process of its own: the best of fifteen times, and the peak of memory."""
    if reader == "reading":
        import loftet.reading.pdf
        import loftet.reading.reader  # noqa: F401 - imports are no part of the time

        gc.disable()  # as the guarded reading does in its process
    times = []
    for _ in range(15):
        started = time.process_time()
        READERS[reader](path)
        times.append(time.process_time() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": min(times), "megabytes": memory}))


def measure(reader: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", reader, str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603
    return found


def compare(path: Path) -> bool:
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    document.close()
    bare, reading = measure("bare", path), measure("reading", path)
    ratio = reading["seconds"] / bare["seconds"]
    a_page = 1000 * reading["seconds"] / pages
    is_within = ratio <= BUDGET_RATIO and a_page < BUDGET_PAGE and reading["megabytes"] < BUDGET_MEMORY
    print(f"{path.name}: {pages} pages")
    print(f"  bare text  {1000 * bare['seconds'] / pages:8.2f} ms a page")
    print(f"  reading    {a_page:8.2f} ms a page   {ratio:.1f} × the bare text")
    print(f"  memory     {reading['megabytes']:8.0f} MB at most")
    budget = f"{BUDGET_RATIO:g} ×, {BUDGET_PAGE:g} ms, {BUDGET_MEMORY:g} MB"
    print(f"  budget     {budget}: {'kept' if is_within else 'EXCEEDED'}")
    return is_within


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--measure", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure_here(options.measure, options.files[0])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        if not options.files:
            made.write_bytes(make_report(options.pages))
        within = [compare(path) for path in options.files or [made]]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
