"""How long a start takes until the first page is answered: with the demo, on an empty folder, and then again.

usage: python bench/starting.py [--again N]

What `script/run` starts once all is set up: the database, the migrations, the worker and the server. The
first start also makes the database and loads the demo. Times are by the clock, since several processes take
part; run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from loftet.config import embedded
from tests.processes import await_page, environment, free_port, run_to_end, running

BUDGET = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root the server runs as another user, who must reach its folder
        run_to_end("manage", "collectstatic", "--noinput", env=environment(LOFTET_DATA=name))
        try:
            print(f"first start, with the demo  {start(folder):5.1f} s")
            again = statistics.median(start(folder) for _time in range(arguments.again))
        finally:
            embedded.stop(folder)
    print(f"a start after that          {again:5.1f} s  (budget {BUDGET:.0f} s)")
    return 0 if again < BUDGET else 1


def start(folder: Path) -> float:
    """Seconds to the first page; everything is ended in order after it."""
    port, log = free_port(), folder / "run.log"
    with running("run", env=environment(LOFTET_DATA=str(folder), PORT=str(port)), log=log) as process:
        seconds = await_page(port, process, log=log)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
