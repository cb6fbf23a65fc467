"""Databases for tests: a template that the owner migrates once, and clones of it that the tests use up.

Nothing is ever flushed: tables that are only added to refuse it, also in tests.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.sql import SQL, Identifier, Literal

from loftet.config import embedded
from loftet.config.database import migrate
from loftet.config.embedded_roles import answers

PACKAGE = Path(__file__).resolve().parent.parent / "loftet"
ALIASES = ("default", "owner")
TEMPLATE, CLONE = "loftet_test_template_", "loftet_test_clone_"
# What the template is made of besides the migrations of the rooms.
SHAPED_BY = ("django", "django-allauth", "procrastinate")
_numbers = count(1)


@dataclass(frozen=True)
class Clone:
    """A database of one test run, or of one test."""

    name: str

    @property
    def url(self) -> str:
        return _address_of(settings.DATABASE_URL, self.name)

    @property
    def owner_url(self) -> str:
        return _address_of(settings.DATABASE_OWNER_URL, self.name)


@contextmanager
def fresh_clone() -> Iterator[Clone]:
    """A database as after migration; dropped after the block."""
    template = _template()
    clone = Clone(f"{CLONE}{os.getpid()}_{next(_numbers)}")
    _as_owner(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(clone.name), Identifier(template)))
    try:
        yield clone
    finally:
        # Where the server's own housekeeping is at work just now, the next run drops it.
        with suppress(psycopg.errors.InsufficientPrivilege):
            _as_owner(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(clone.name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Lead Django there while the block lasts: all threads share these dictionaries of settings."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    _point(dict.fromkeys(ALIASES, name))
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    connections.close_all()
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name


@cache
def _template() -> str:
    """The name of a database with all migrations applied, made anew only when they have changed."""
    if settings.USES_EMBEDDED_DATABASE:
        embedded.ensure_running(settings.DATA_FOLDER, for_tests=True)
    name = TEMPLATE + _digest_of_migrations()
    with _owner() as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext('loftet tests'))")  # other workers wait here
        _drop_left_over(owner)
        if not _exists(owner, name):
            _make_template(owner, name)
    return name


def _make_template(owner: psycopg.Connection, name: str) -> None:
    unfinished = f"{name}_unfinished"
    owner.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(unfinished)))
    owner.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished)))
    with connected_to(unfinished):
        migrate()
    owner.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished), Identifier(name)))


def _digest_of_migrations() -> str:
    digest = hashlib.sha256("".join(f"{name}{version(name)}" for name in SHAPED_BY).encode())
    files = [*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("domain/municipalities*")]
    for path in sorted([*files, PACKAGE / "organisations/triggers.py", PACKAGE / "config/database.py"]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _drop_left_over(owner: psycopg.Connection) -> None:
    """Clones of runs that were killed, and templates of other migrations. One in use stays."""
    current = TEMPLATE + _digest_of_migrations()
    found = owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'loftet_test_%'").fetchall()
    for (name,) in found:
        if name == current or _is_of_a_living_run(name):
            continue
        with suppress(psycopg.errors.ObjectInUse):
            owner.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))


def stop_server() -> None:
    """End the embedded server after a run, unless another run still uses it."""
    if not settings.USES_EMBEDDED_DATABASE or not answers(settings.DATABASE_OWNER_URL):
        return
    with _owner() as owner:
        names = owner.execute("SELECT datname FROM pg_database").fetchall()
    if not any(_is_of_a_living_run(name) for (name,) in names):
        embedded.stop(settings.DATA_FOLDER)


def _is_of_a_living_run(name: str) -> bool:
    clone = re.match(rf"{CLONE}(\d+)_", name)
    return clone is not None and _is_alive(int(clone[1]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exists(owner: psycopg.Connection, name: str) -> bool:
    query = SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(Literal(name))
    return owner.execute(query).fetchone() is not None


def _as_owner(query: psycopg.sql.Composed) -> None:
    with _owner() as owner:
        owner.execute(query)


def _owner() -> psycopg.Connection:
    """Connected to the database that the addresses name, where no test writes."""
    return psycopg.connect(settings.DATABASE_OWNER_URL, autocommit=True)


def _address_of(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
