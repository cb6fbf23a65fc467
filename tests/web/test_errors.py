"""Answers when a page cannot be given."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.template import loader
from django.test import Client, RequestFactory
from pytest_django import Settings

from loftet.web import errors

PAGES = [
    ("/refused/", 403, "Du får inte göra det här"),
    ("/old-form/", 403, "Sidan var öppen för länge"),
    ("/finns-inte/", 404, "Sidan finns inte här"),
    ("/broken/", 500, "Något gick fel"),
    ("/away/", 503, "Löftet går inte att nå just nu"),
]


@pytest.mark.parametrize(("path", "status", "heading"), PAGES)
def test_every_error_has_a_page_in_the_same_design(
    site: Client, path: str, status: int, heading: str
) -> None:
    answer = site.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert '<html lang="sv" data-color-scheme="auto"' in page
    assert "site.css" in page
    assert answer["Content-Security-Policy"]


def menu_in(page: str) -> bool:
    return 'aria-label="Huvudmeny"' in page


@pytest.mark.parametrize(("path", "keeps_it"), [(path, status < 500) for path, status, _heading in PAGES])
def test_whoever_is_signed_in_keeps_the_menu_unless_the_fault_is_ours(
    site: Client, path: str, keeps_it: bool
) -> None:
    assert menu_in(site.get(path).content.decode()) is keeps_it


def test_a_menu_that_cannot_be_made_leaves_the_page_without(
    site: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("loftet.web.context.make_shell", lambda _request: 1 / 0)
    with caplog.at_level(logging.CRITICAL):
        page = site.get("/finns-inte/").content.decode()
    assert "<h1>Sidan finns inte här</h1>" in page
    assert not menu_in(page)


def test_error_pages_wear_the_readers_language_and_colours(site: Client) -> None:
    site.cookies.load({"lf_language": "en", "lf_scheme": "dark"})
    page = site.get("/broken/").content.decode()
    assert '<html lang="en" data-color-scheme="dark"' in page
    assert "<h1>Something went wrong</h1>" in page


def test_a_refusal_says_why(site: Client) -> None:
    assert "Endast samordnare kan dela en överenskommelse." in site.get("/refused/").content.decode()


def test_a_database_that_is_away_says_when_to_come_back(site: Client) -> None:
    assert site.get("/away/")["Retry-After"] == "10"


def test_it_answers_503_when_the_database_was_away_outside_a_view(rf: RequestFactory) -> None:
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        assert errors.server_error(rf.get("/")).status_code == 503


def test_it_answers_503_when_the_database_was_away_before_any_view(site: Client, settings: Settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.web.sample.views.lost_database_middleware"]
    answer = site.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def caused(kind: type[Exception], cause: BaseException | None) -> Exception:
    fault = kind("fault")
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "is_away"),
    [
        (caused(OperationalError, psycopg.OperationalError("refused")), True),
        (caused(InterfaceError, psycopg.InterfaceError("closed")), True),
        (caused(OperationalError, psycopg.errors.AdminShutdown()), True),
        (caused(OperationalError, psycopg.errors.TooManyConnections()), True),
        (caused(OperationalError, psycopg.errors.ConnectionFailure()), True),
        (caused(OperationalError, psycopg.errors.QueryCanceled()), False),
        (caused(OperationalError, psycopg.errors.DeadlockDetected()), False),
        (caused(IntegrityError, psycopg.errors.UniqueViolation()), False),
        (ValueError("database"), False),
        (None, False),
    ],
)
def test_it_tells_a_lost_connection_from_a_failed_query(fault: Exception | None, is_away: bool) -> None:
    assert errors.is_database_away(fault) is is_away


def test_a_broken_template_still_gives_a_page(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_name: str) -> Any:
        raise OSError("disk gone")

    monkeypatch.setattr(loader, "get_template", broken)
    with caplog.at_level(logging.CRITICAL):
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Något gick fel" in answer.content.decode()


def test_what_is_too_large_gets_a_page_of_its_own(site: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = site.post("/form/", {"title": "x" * 2000})
    assert answer.status_code == 413
    assert "Det var för mycket på en gång" in answer.content.decode()


def test_too_many_fields_get_the_same_page(site: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert site.post("/form/", {f"f{n}": "" for n in range(11)}).status_code == 413


def test_what_is_too_large_is_taken_in_before_the_answer(rf: RequestFactory) -> None:
    request = rf.post("/", "x" * 200_000, content_type="text/plain")
    errors._read_rest(request)
    assert request.read() == b""


def test_a_sender_who_hangs_up_is_no_fault() -> None:
    def hung_up(_size: int) -> bytes:
        raise OSError("gone")

    request: Any = SimpleNamespace(read=hung_up)
    errors._read_rest(request)


def test_a_strange_request_is_answered(rf: RequestFactory) -> None:
    answer = errors.bad_request(rf.get("/"), ValueError())
    assert answer.status_code == 400
    assert "Begäran gick inte att förstå" in answer.content.decode()


def test_a_form_without_its_token_is_told_so(settings: Settings, site: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/form/", {})
    assert answer.status_code == 403
    assert "Sidan var öppen för länge" in answer.content.decode()
