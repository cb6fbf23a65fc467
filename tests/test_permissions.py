"""Who gets what at every address: the table of tests/permission_table.py, tried with real requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.database import connected_to, fresh_clone
from tests.permission_rows.residents import STATES as ANSWERING
from tests.permission_table import ANY_STATE, COLUMNS, ROWS, Row
from tests.permission_world import ROUTES, World, make_world


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once, with real commits; every request of this file is undone."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        fresh_clone() as clone,
        connected_to(clone.name),
    ):
        patch.setattr(settings, "MAIL_FOLDER", make_mailbox(tmp_path_factory.mktemp("mail")))
        yield make_world()


def make_mailbox(folder: Path) -> Path:
    """With the one letter that the address of the table names."""
    letter = "Message-ID: <1@localhost>\nTo: a@kommunen.example\nDate: Thu, 1 Jan 2026 08:00:00 +0100\n\nHej"
    (folder / f"{'0' * 32}.eml").write_text(letter)
    return folder


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(row: Row, world: World) -> None:
    # A method that an address does not know is refused before anybody is asked for.
    columns = COLUMNS[:3] if set(row.statuses) == {"405"} else COLUMNS
    address, data = world.address(row.name, row.state), world.data(row) if row.method == "POST" else {}
    got = {column: answer_to(world.browser(column), row.method, address, data) for column in columns}

    assert got == {column: row.expected[column] for column in columns}


def test_the_table_is_complete() -> None:
    """A new address has a row for reading and one for writing, or this fails."""
    rows = {(row.method, row.name) for row in ROWS}

    assert rows == {(method, name) for name in ROUTES for method in ("GET", "POST")}


def test_a_row_stands_once() -> None:
    assert len({str(row) for row in ROWS}) == len(ROWS)


def test_an_address_of_what_has_a_life_has_a_row_for_every_state() -> None:
    lives: list[set[str]] = [{"-"}, set(ANY_STATE), set(ANSWERING)]
    states: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        states.setdefault((row.method, row.name), set()).add(row.state)

    assert {address for address, found in states.items() if found not in lives} == set()


def test_every_address_has_a_name() -> None:
    assert [name for name in ROUTES if "unnamed" in name] == []


def answer_to(browser: Client, method: str, address: str, data: Any) -> str:
    """What one person gets, undone afterwards; what was written has brought its audit event."""
    with transaction.atomic():
        if method == "GET":
            response = browser.get(address)
        else:
            response = browser.post(address, rewound(data))
            connection.check_constraints()
        transaction.set_rollback(True)
    return shown(response)


def rewound(data: Any) -> Any:
    """A file has been read by whoever sent it before."""
    for value in data.values():
        if isinstance(value, UploadedFile):
            value.seek(0)
    return data


def shown(response: HttpResponseBase) -> str:
    """The status, or `in` for being led to sign in."""
    place = response.get("Location", "")
    return "in" if place.startswith(resolve_url(settings.LOGIN_URL)) else str(response.status_code)
