"""How fast `loftet run` serves the public folder, beside nginx with the same bytes in the same run.

usage: python bench/public_pages.py [--seconds N] [--rounds N]

Needs nginx and wrk (Debian: apt install nginx-light wrk). Each server gets one process; wrk asks both for the
same pages, by turns.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from loftet.portal.building import build  # noqa: E402
from loftet.portal.store import Store  # noqa: E402
from tests.portal.examples import a_country  # noqa: E402
from tests.portal.published import Published, make_site  # noqa: E402

BUDGET = 0.30
PAGES = (
    "index.html",
    "kommun/0781-ljungby/index.html",
    "kommun/0781-ljungby/2024-uppfoljning-1.html",
    "kommun/0781-ljungby/lofte/0b1f6c1e-8d0a-4c35-9e6e-000000000001.html",
    "kommun/0580-linkoping/2024-medborgarlofte-1.html",
)
NGINX = """
{user} worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; default_type text/html;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}; location / {{ expires 5m; }} }}
}}
"""
SERVE = """
import django
django.setup()
from loftet.config.running import serve
serve(host="127.0.0.1", workers=1)
"""
ASK = """
local pages = {{{pages}}}
local turn = 0
request = function()
  turn = turn % #pages + 1
  return wrk.format("GET", pages[turn])
end
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if missing := [name for name in ("nginx", "wrk") if not find(name)]:
        print(f"missing: {', '.join(missing)}")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(Published(a_country()), Store.at(folder / "offentligt"), make_site(), tell=lambda words: None)
        with nginx(folder) as other, loftet(folder) as ours:
            return compare(folder, other, ours, arguments)


def compare(folder: Path, other: int, ours: int, arguments: argparse.Namespace) -> int:
    script = folder / "ask.lua"
    script.write_text(ASK.format(pages=", ".join(f'"/offentligt/{page}"' for page in PAGES)))
    found: dict[int, list[float]] = {other: [], ours: []}
    for _round in range(arguments.rounds):
        for port in (other, ours):
            found[port].append(requests_a_second(port, script, arguments.seconds))
    theirs, mine = median(found[other]), median(found[ours])
    print(f"nginx       {theirs:8.0f} requests/s")
    print(f"loftet run  {mine:8.0f} requests/s")
    print(f"ratio       {mine / theirs:8.2f}  (budget {BUDGET:.2f})")
    return 0 if mine / theirs >= BUDGET else 1


def requests_a_second(port: int, script: Path, seconds: int) -> float:
    command = [find("wrk"), "-t1", "-c16", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}/"]
    said = subprocess.run(  # noqa: S603 our own command
        command, capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


@contextmanager
def nginx(folder: Path) -> Iterator[int]:
    port = free_port()
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker is nobody, who may not read here
    conf.write_text(NGINX.format(folder=folder, port=port, user=user))
    with running([find("nginx"), "-c", str(conf)], port, {}):
        yield port


@contextmanager
def loftet(folder: Path) -> Iterator[int]:
    """The very server of `loftet run`; the public folder is answered for without the database."""
    port = free_port()
    places = {"PORT": str(port), "PUBLIC_FOLDER": str(folder / "offentligt"), "LOFTET_DATA": str(folder)}
    settings = {"DJANGO_SETTINGS_MODULE": "loftet.config.settings"}
    with running([sys.executable, "-c", SERVE], port, {**places, **settings}):
        yield port


@contextmanager
def running(command: list[str], port: int, variables: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 our own commands
        command, env={**os.environ, **variables}
    )
    try:
        for _attempt in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def find(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
