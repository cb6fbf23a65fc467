"""The demo, loaded once for a file of tests, and a browser that runs on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from loftet.config.demo.loading import load_demo
from loftet.organisations.models import Person
from tests.database import connected_to, fresh_clone

Row = tuple[str, str]


@pytest.fixture(scope="module")
def demo_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database with the demo in it; what a test does to it is rolled back by `db`."""
    with django_db_blocker.unblock(), fresh_clone() as clone, connected_to(clone.name):
        load_demo()
        with django_db_blocker.block():
            yield


@pytest.fixture
def demo(demo_database: None, db: None) -> None:
    """The demo, for one test."""


def local_client() -> Client:
    """A browser at this machine, which asked for localhost."""
    return Client(headers={"host": "localhost:8000"})


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def all_rows(*, but: tuple[str, ...] = ("procrastinate_",)) -> set[Row]:
    """Every row of every table, byte by byte, with its table. The queue only names what it was for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith(but)]
        return {(name, text) for name in tables for text in _rows_of(cursor, name)}


def _rows_of(cursor: object, table: str) -> list[str]:
    cursor.execute(f'SELECT t::text FROM "{table}" t')  # type: ignore[attr-defined]
    return [text for (text,) in cursor.fetchall()]  # type: ignore[attr-defined]
