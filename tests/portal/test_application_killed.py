"""The application and its database die at a stroke; the folder goes on behind nginx and Python alone."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from loftet.config import embedded
from loftet.domain.manifest import MANIFEST, Manifest
from tests.nginx import NGINX, nginx_with, serving
from tests.processes import (
    REPOSITORY,
    await_page,
    environment,
    free_port,
    kill_group,
    run_to_end,
    running,
)

HOW_TO = REPOSITORY / "docs/how-to/public-site.md"
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "xml": "application/atom+xml",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a start with the demo left on the disk when all its processes were killed with -9."""
    folder = tmp_path_factory.mktemp("killed")
    folder.parent.chmod(0o755)  # as root the database runs as another user, who must reach its folder
    folder.chmod(0o755)
    try:
        port, log = free_port(), folder / "run.log"
        env = environment(LOFTET_DATA=str(folder), PORT=str(port), BASE_URL=f"http://localhost:{port}")
        run_to_end("manage", "collectstatic", "--noinput", env=env)
        with running("run", env=env, log=log) as process:
            await_page(port, process, log=log)
            await_page(port, process, log=log, path="/offentligt/index.html")
            database = int(next(folder.rglob("postmaster.pid")).read_text().split("\n", 1)[0])
            kill_group(process)
            os.kill(database, signal.SIGKILL)
        yield folder / "public"
    finally:
        embedded.stop(folder)


def nginx_as_told(folder: Path, port: int, own: Path) -> list[str]:
    """The example of the how-to, on a port of this machine and without its certificate."""
    told = re.search(r"```nginx\n(server \{.*?\n\})\n```", HOW_TO.read_text(encoding="utf-8"), re.S)
    assert told
    server = re.sub(r"\n    ssl_\S+ [^;]+;", "", told[1])
    server = server.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    return nginx_with(server.replace("root /var/lib/loftet/public;", f"root {folder};"), own)


def listed(folder: Path) -> dict[str, str]:
    """Every file below the signed manifest, through the manifests that it lists, with its digest."""
    found: dict[str, str] = {}
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    for each in Manifest.read(text.split("\n\n—")[0].rstrip("\n") + "\n").files:
        found[each.path] = each.digest
        if each.path.endswith(f"/{MANIFEST}"):
            inside = (folder / each.path).parent
            below = Manifest.read((folder / each.path).read_text(encoding="utf-8"))
            found |= {
                f"{inside.relative_to(folder).as_posix()}/{file.path}": file.digest for file in below.files
            }
    return found


def check_every_file(folder: Path, address: str, *, types: dict[str, str]) -> None:
    files = listed(folder)
    assert len(files) > 100
    assert any(path.endswith(".pdf") for path in files)
    for path, digest in files.items():
        with urlopen(f"{address}{path}", timeout=10) as answer:
            assert hashlib.sha256(answer.read()).hexdigest() == digest, path
            expected = types.get(path.rpartition(".")[2])
            assert expected in (None, answer.headers["Content-Type"]), path


def check_that_only_cards_may_be_framed(folder: Path, address: str) -> None:
    card = next(folder.glob("kommun/*/kort/*.html")).relative_to(folder).as_posix()
    framing = []
    for path in (card, card.replace("/kort/", "/lofte/"), ""):
        with urlopen(f"{address}{path}", timeout=10) as answer:
            framing.append(answer.headers["Content-Security-Policy"])
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert framing == [None, "frame-ancestors 'none'", "frame-ancestors 'none'"]


def check_that_it_verifies(address: str) -> None:
    checked = run_to_end("verify", address, env=environment())
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "all is as it was published" in checked.stdout


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed on this machine")
def test_nginx_as_the_how_to_has_it_serves_every_file_and_verifies(left: Path, tmp_path: Path) -> None:
    port = free_port()
    with serving(nginx_as_told(left, port, tmp_path), f"http://127.0.0.1:{port}/") as address:
        check_every_file(left, address, types=TYPES)
        check_that_only_cards_may_be_framed(left, address)
        check_that_it_verifies(address)


def test_pythons_own_server_serves_every_file_and_verifies(left: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(left)]
    with serving(command, f"http://127.0.0.1:{port}/") as address:
        check_every_file(left, address, types={"html": "text/html", "css": "text/css"})
        check_that_it_verifies(address)
