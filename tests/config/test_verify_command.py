"""`loftet verify` names what differs, in a folder and at an address, and needs no database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from loftet.config.cli import main
from loftet.config.verify_command import SENTENCES
from loftet.domain.finding import Finding
from loftet.domain.manifest import MANIFEST
from tests.domain.public_folders import KEY, envelopes, head_of, make_folder
from tests.web_server import served

Said = pytest.CaptureFixture[str]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests are quiet."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in make_folder().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(partial(Quiet, directory=str(folder))) as host:
        yield f"http://{host}"


def test_a_whole_folder(folder: Path, capsys: Said) -> None:
    assert main(["verify", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "3 editions checked: all is as it was published." in said
    assert str(KEY.public) in said


def test_the_key_may_be_given_as_text_or_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("kept") / "key.txt"
    file.write_text(str(KEY.public))
    assert main(["verify", str(folder), "--key", str(KEY.public)]) == 0
    assert main(["verify", str(folder), "--key", str(file)]) == 0
    assert main(["verify", str(folder), "--key", "other+00000000+AAAA"]) == 1


def test_what_differs_is_named(folder: Path, capsys: Said) -> None:
    (folder / "index.html").write_bytes(b"<p>Norge</p>")
    (folder / "kommun/0580/lofte/1.html").unlink()
    (folder / "extra.html").touch()
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "index.html is not as it was published.",
        "kommun/0580/lofte/1.html is missing.",
        "extra.html does not belong to what was published.",
        "13 files and 3 editions checked: 3 things differ from what was published.",
    ]


def test_an_older_folder_than_the_checkpoint(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: Said
) -> None:
    kept = tmp_path_factory.mktemp("kept") / "checkpoint.txt"
    kept.write_text(KEY.sign(head_of(envelopes(5)).text), encoding="utf-8")
    assert main(["verify", str(folder), "--checkpoint", str(kept)]) == 1
    assert "ends with edition 3; the checkpoint that you gave knows 5" in capsys.readouterr().out


def test_checkpoints_out_of_a_mail_and_a_paper(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: Said
) -> None:
    mail, paper = (tmp_path_factory.mktemp("kept") / name for name in ("mail.txt", "paper.txt"))
    note = KEY.sign(head_of(envelopes(2)).text)
    mail.write_text("Hej!\n\n> " + note.replace("\n", "\r\n> ") + "\nLinköpings kommun", encoding="utf-8")
    paper.write_text("Kontrollpunkt\n" + "\n".join(wrapped(note)), encoding="utf-8")
    assert main(["verify", str(folder), "--checkpoint", str(mail), "--checkpoint", str(paper)]) == 0
    mail.write_text(KEY.sign(head_of(envelopes(3)[1:]).text), encoding="utf-8")
    assert main(["verify", str(folder), "--checkpoint", str(mail), "--checkpoint", str(paper)]) == 1
    assert "The first 2 editions are not those" in capsys.readouterr().out


def wrapped(text: str, width: int = 40) -> list[str]:
    """As a narrow column breaks it."""
    return [line[start : start + width] for line in text.splitlines() for start in range(0, len(line), width)]


def test_a_folder_that_links_to_its_parts(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("parts") / "0580"
    (folder / "kommun/0580").rename(elsewhere)
    (folder / "kommun/0580").symlink_to(elsewhere)
    assert main(["verify", str(folder)]) == 0
    (elsewhere / "extra.html").touch()
    assert main(["verify", str(folder)]) == 1


def test_a_served_folder(folder: Path, address: str, capsys: Said) -> None:
    assert main(["verify", address]) == 0
    (folder / "kommun/0580/index.html").write_bytes(b"x")
    assert main(["verify", f"{address}/"]) == 1
    assert "kommun/0580/index.html is not as it was published." in capsys.readouterr().out


def test_a_place_that_cannot_be_read(tmp_path: Path, capsys: Said) -> None:
    assert main(["verify", str(tmp_path / "none")]) == 1
    assert main(["verify", "http://127.0.0.1:9"]) == 1
    assert main(["verify", str(tmp_path), "--checkpoint", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("cannot be checked") == 3


def test_every_finding_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(Finding)
    assert MANIFEST in SENTENCES[Finding.MANIFEST_MISSING].format(path=MANIFEST)
