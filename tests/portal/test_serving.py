"""The application's own server shows the public folder, and leaves the rest to Django."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loftet.portal.serving import PublicPages
from tests.portal.examples import a_country, edition_of, make_set
from tests.portal.published import Published
from tests.portal.test_building import build_in


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reader:
    """Asks as a browser would."""

    pages: PublicPages
    passed_on: list[str] = field(default_factory=list)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        said: dict[str, Any] = {}

        def start(status: str, found: list[tuple[str, str]]) -> None:
            said.update(status=status, headers=dict(found))

        environ = {"PATH_INFO": path.encode().decode("latin-1"), "REQUEST_METHOD": method, **headers}
        body = b"".join(self.pages(environ, start))
        return Answer(said["status"], said["headers"], body)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    build_in(tmp_path)

    def django(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"Django"]

    return Reader(PublicPages(django, tmp_path / "public", "/offentligt"))


def test_it_serves_pages_with_tags(reader: Reader) -> None:
    page = reader.get("/offentligt/")
    assert page.status == "200 OK"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "max-age=300"
    assert b"lovat d\xc3\xa4r du bor" in page.body
    again = reader.get("/offentligt/", HTTP_IF_NONE_MATCH=page.headers["ETag"])
    assert (again.status, again.body) == ("304 Not Modified", b"")


def test_text_is_compressed_for_who_can_unpack_it(reader: Reader) -> None:
    plain = reader.get("/offentligt/")
    packed = reader.get("/offentligt/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert len(packed.body) < len(plain.body)
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("path", ["/offentligt/kommun/0781-ljungby/", "/offentligt/en/kommun/0781-ljungby/"])
def test_a_folder_shows_its_index(reader: Reader, path: str) -> None:
    assert reader.get(path).body == reader.get(f"{path}index.html").body


def test_only_a_card_may_stand_in_the_pages_of_others(reader: Reader) -> None:
    own = "/offentligt/kommun/0781-ljungby"
    key = "0b1f6c1e-8d0a-4c35-9e6e-000000000001"
    framing = {
        kind: reader.get(f"{own}/{kind}/{key}.html").headers.get("Content-Security-Policy")
        for kind in ("lofte", "kort")
    }
    assert framing == {"lofte": "frame-ancestors 'none'", "kort": None}
    assert reader.get("/offentligt/").headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_what_never_changes_may_be_kept(reader: Reader, tmp_path: Path) -> None:
    style = next((tmp_path / "public/resurser").glob("stil.*.css"))
    assert "immutable" in reader.get(f"/offentligt/resurser/{style.name}").headers["Cache-Control"]


def test_the_rest_is_left_to_the_application(reader: Reader) -> None:
    for path in ("/", "/loften/", "/offentligtvis/"):
        assert reader.get(path).body == b"Django"
    assert reader.get("/offentligt").headers["Location"] == "/offentligt/"


@pytest.mark.parametrize(
    "path",
    ["/offentligt/../ledger.key", "/offentligt/kommun/../../x", "/offentligt//etc/passwd", "/offentligt/a\0b",
     "/offentligt/finns-inte.html", "/offentligt/kommun"],
)  # fmt: skip
def test_what_is_not_there_is_said(reader: Reader, path: str) -> None:
    answer = reader.get(path)
    assert answer.status == "404 Not Found"
    assert b"Sidan finns inte" in answer.body


def test_it_only_reads(reader: Reader) -> None:
    assert reader.get("/offentligt/", method="POST").status == "405 Method Not Allowed"
    head, page = reader.get("/offentligt/", method="HEAD"), reader.get("/offentligt/")
    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(page.body)))


def test_a_new_site_is_seen_at_once(reader: Reader, tmp_path: Path) -> None:
    before = reader.get("/offentligt/kommun/0580-linkoping/").body
    build_in(tmp_path, Published([*a_country(), edition_of(make_set("0580", 2025), 8, date(2025, 1, 10))]))
    assert reader.get("/offentligt/kommun/0580-linkoping/").body != before


def test_before_anything_is_built_nothing_is_there(tmp_path: Path) -> None:
    reader = Reader(PublicPages(lambda environ, start: [b""], tmp_path / "public", "/offentligt"))
    assert reader.get("/offentligt/").status == "404 Not Found"
