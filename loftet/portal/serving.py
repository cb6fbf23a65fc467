"""Serves the public folder from the application's own server, before Django is asked for anything.

Small files are kept in memory for as long as the same site is shown; that makes it as quick as a web server
(docs/reference/performance.md), and the switch to a new site is seen at once.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from . import addresses

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

A_WHILE = "max-age=300"
FOR_EVER = "max-age=31536000, immutable"
# Text is sent compressed to who can read it; below this it would save nothing.
SMALLEST_COMPRESSED = 1_000
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".jsonld", ".rdf", ".xml", ".csv")
MOST_KEPT = 64_000_000
LARGEST_KEPT = 1_000_000
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    "checkpoint": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".xml": "application/atom+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".py": "text/x-python; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Kept:
    content: bytes
    tag: str
    headers: Headers


@dataclass
class Shown:
    """One site, and what of it has been asked for."""

    site: str
    kept: dict[tuple[str, bool], Kept] = field(default_factory=dict)
    size: int = 0


class PublicPages:
    """A WSGI application that answers below `prefix` out of the folder, and hands the rest on."""

    def __init__(self, application: Application, folder: Path, prefix: str) -> None:
        self._application = application
        self._folder = folder
        self._prefix = prefix
        self._shown = Shown("")

    def __call__(self, request: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = request["PATH_INFO"]
        if not path.startswith(self._prefix):
            return self._application(request, start_response)
        rest = path[len(self._prefix) :]
        if not rest:
            return _answer(start_response, HTTPStatus.PERMANENT_REDIRECT, [("Location", f"{self._prefix}/")])
        if not rest.startswith("/"):
            return self._application(request, start_response)
        if request["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _answer(start_response, HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", "GET, HEAD")])
        return self._serve(rest[1:].encode("latin-1").decode("utf-8", "replace"), request, start_response)

    def _serve(self, name: str, request: Environ, start_response: StartResponse) -> Iterable[bytes]:
        can_unpack = "gzip" in request.get("HTTP_ACCEPT_ENCODING", "")
        page = f"{name}index.html" if not name or name.endswith("/") else name
        found = self._find(page, can_unpack=can_unpack)
        if found is None:
            missing = self._find(addresses.NOT_FOUND)
            headers = missing.headers if missing else []
            return _answer(start_response, HTTPStatus.NOT_FOUND, headers, missing.content if missing else b"")
        if request.get("HTTP_IF_NONE_MATCH") == found.tag:
            return _answer(start_response, HTTPStatus.NOT_MODIFIED, found.headers)
        content = found.content if request["REQUEST_METHOD"] == "GET" else b""
        return _answer(start_response, HTTPStatus.OK, found.headers, content, length=len(found.content))

    def _find(self, name: str, *, can_unpack: bool = False) -> Kept | None:
        shown = self._current()
        kept = shown.kept.get((name, can_unpack))
        if kept is None:
            kept = _read(self._folder, name, can_unpack=can_unpack)
            if kept and len(kept.content) <= LARGEST_KEPT and shown.size < MOST_KEPT:
                shown.kept[name, can_unpack] = kept
                shown.size += len(kept.content)
        return kept

    def _current(self) -> Shown:
        """The link is read each time, so that nobody is shown a page of yesterday's site."""
        try:
            site = os.readlink(self._folder)  # noqa: PTH115 a path object for each request costs more
        except OSError:
            site = ""
        if site != self._shown.site:
            self._shown = Shown(site)
        return self._shown


def _read(folder: Path, name: str, *, can_unpack: bool) -> Kept | None:
    parts = name.split("/")
    if any(part in {"", ".", ".."} or "\0" in part for part in parts):
        return None
    path = folder.joinpath(*parts)
    if not path.is_file():
        return None
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = [*_headers(parts, path.suffix), ("ETag", tag)]
    if path.suffix not in COMPRESSED:
        return Kept(content, tag, headers)
    headers.append(("Vary", "Accept-Encoding"))
    if not can_unpack or not SMALLEST_COMPRESSED <= len(content) <= LARGEST_KEPT:
        return Kept(content, tag, headers)
    return _compressed(Kept(content, tag, headers))


def _compressed(kept: Kept) -> Kept:
    """Other bytes need another tag, or a cache could hand them to who cannot unpack them."""
    tag = f'{kept.tag[:-1]}-gzip"'
    headers = [(name, tag if name == "ETag" else value) for name, value in kept.headers]
    return Kept(gzip.compress(kept.content, mtime=0), tag, [*headers, ("Content-Encoding", "gzip")])


def _headers(parts: list[str], suffix: str) -> Iterator[tuple[str, str]]:
    yield "Content-Type", TYPES.get(suffix or parts[-1], "application/octet-stream")
    yield (
        "Cache-Control",
        FOR_EVER if {addresses.ASSETS, addresses.EDITION_FILES} & set(parts[:-1]) else A_WHILE,
    )
    yield "X-Content-Type-Options", "nosniff"
    # In the page itself a policy cannot say who may frame it. Only cards are made for the pages of others.
    if suffix == ".html" and addresses.CARDS not in parts[:-1]:
        yield "Content-Security-Policy", "frame-ancestors 'none'"


def _answer(
    start_response: StartResponse,
    status: HTTPStatus,
    headers: Headers,
    content: bytes = b"",
    *,
    length: int | None = None,
) -> Iterable[bytes]:
    size = len(content) if length is None else length
    start_response(f"{status.value} {status.phrase}", [*headers, ("Content-Length", str(size))])
    return [content]
