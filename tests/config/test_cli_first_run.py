"""The very first start, as a newcomer makes it: tables, demo, server, and a page to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from loftet.config import embedded
from tests.processes import await_page, environment, free_port, run_to_end, running


@pytest.fixture
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("first")
    folder.parent.chmod(0o755)  # as root the server runs as another user, who must reach its folder
    try:
        yield folder
    finally:
        embedded.stop(folder)


def sign_in(browser: OpenerDirector, address: str) -> None:
    page = browser.open(f"{address}/demo/", timeout=30).read().decode()
    token, card = (
        re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("csrfmiddlewaretoken", "card")
    )
    assert token
    assert card
    answers = urlencode({"csrfmiddlewaretoken": token[1], "card": card[1]}).encode()
    browser.open(f"{address}/demo/logga-in/", answers, timeout=30)


def test_the_first_start_shows_the_demo_and_prints(empty_folder: Path) -> None:
    port, log = free_port(), empty_folder / "run.log"
    address = f"http://localhost:{port}"
    env = environment(LOFTET_DATA=str(empty_folder), PORT=str(port), BASE_URL=address)
    run_to_end("manage", "collectstatic", "--noinput", env=env)
    with running("run", env=env, log=log) as process:
        await_page(port, process, log=log)
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        sign_in(browser, address)
        agreements = browser.open(f"{address}/overenskommelser/", timeout=30).read().decode()
        shared = next(
            page
            for path in re.findall(r'href="(/overenskommelser/\d+/)"', agreements)
            if "/version/1/" in (page := browser.open(address + path, timeout=30).read().decode())
        )
        paper = re.search(r"/overenskommelser/\d+/version/1/", shared)
        assert paper
        printed = browser.open(f"{address}{paper[0]}pdf/", timeout=30)
        assert printed.read().startswith(b"%PDF-")
