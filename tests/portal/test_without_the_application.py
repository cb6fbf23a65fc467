"""With everything stopped, a copy of the folder behind Python's own server has every page, and verifies."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.error import URLError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest

from tests.portal.test_building import build_in
from tests.processes import environment, free_port, run_to_end

LINK = re.compile(r'(?:href|src)="([^"]+)"')
# Runs a program in an interpreter that can import what the program says it needs. cffi is cryptography's own.
ALONE = """
import runpy, sys

class Refusing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "cryptography", "cffi", "_cffi_backend"}:
            raise ModuleNotFoundError(f"{name} is not there for somebody who has only cryptography")

sys.meta_path.insert(0, Refusing)
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
OUTSIDE = ("mailto:", "http://", "https://")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is left when Löftet is gone: plain files, its links followed."""
    made = tmp_path_factory.mktemp("left")
    build_in(made)
    shutil.copytree(made / "public", made / "copy")
    shutil.rmtree(made / "public.store")
    return made / "copy"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(address: str) -> None:
    for _attempt in range(300):
        try:
            fetch(address)
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def fetch(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:
        content: bytes = answer.read()
        return content


def test_every_page_and_everything_that_it_links_to_is_there(folder: Path, address: str) -> None:
    """Beginning with the start page, by following links as a reader does."""
    waiting, seen = [address], {address}
    while waiting:
        page = waiting.pop()
        content = fetch(page)
        if not page.endswith((".html", "/")):
            continue
        for link in LINK.findall(content.decode()):
            target = urldefrag(urljoin(page, link)).url
            if target.startswith(address) and target not in seen:
                seen.add(target)
                waiting.append(target)
            assert target.startswith(address) or link.startswith(OUTSIDE), f"{page} leads to {link}"
    found = {normpath(target.removeprefix(address) or "index.html") for target in seen}
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert pages - found == {"404.html"}


def test_the_folder_and_its_address_verify(folder: Path, address: str) -> None:
    for place in (str(folder), address):
        checked = run_to_end("verify", place, env=environment())
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "all is as it was published" in checked.stdout


def test_the_program_from_the_folder_agrees(folder: Path, address: str, tmp_path: Path) -> None:
    """Alone: with Python's own library and cryptography, and nothing else that could be imported."""
    program = tmp_path / "kontrollera.py"
    program.write_bytes(fetch(f"{address}kontrollera.py"))
    (tmp_path / "sparad.txt").write_bytes((folder / "ledger/checkpoint").read_bytes())
    for place in (str(folder), address):
        checked = run_alone(program, place, "--kontrollpunkt", str(tmp_path / "sparad.txt"))
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "Allt är som när det publicerades." in checked.stdout
    (tmp_path / "sparad.txt").write_text("ingen")
    checked = run_alone(program, str(folder), "--kontrollpunkt", str(tmp_path / "sparad.txt"))
    assert (checked.returncode, "är ingen kontrollpunkt" in checked.stdout) == (1, True)


@pytest.mark.parametrize("module", ["django", "loftet", "loftet.domain.checkpoint", "rfc8785"])
def test_a_program_that_needs_more_does_not_run_alone(folder: Path, tmp_path: Path, module: str) -> None:
    """What the test above leans on: this interpreter has those packages, and they are refused."""
    program = tmp_path / "kontrollera.py"
    program.write_text(f"import {module}\n{(folder / 'kontrollera.py').read_text(encoding='utf-8')}")
    checked = run_alone(program, str(folder))
    assert checked.returncode == 1
    assert f"ModuleNotFoundError: {module.partition('.')[0]} is not there for somebody who" in checked.stderr


def run_alone(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", ALONE, str(program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=program.parent)


def test_one_flipped_bit_is_found(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    page = copy / "kommun/0781-ljungby/index.html"
    content = bytearray(page.read_bytes())
    content[len(content) // 2] ^= 1
    page.write_bytes(bytes(content))
    checked = run_to_end("verify", str(copy), env=environment())
    assert checked.returncode == 1
    assert "kommun/0781-ljungby/index.html is not as it was published." in checked.stdout
