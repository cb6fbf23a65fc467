"""Fixtures for every test. Ordinary tests use pytest-django's `db`; nothing ever empties a table."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from loftet.config import messages
from tests.database import Clone, connected_to, fresh_clone, stop_server
from tests.scheduling import ByCost

# Tests run in parallel on few cores: a slow moment of the machine is no fault of the code. It stands here
# and not further in, for settings are as they were when a module of tests was loaded.
settings.register_profile("loftet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("loftet")

EMPTYING = {"transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse what would empty tables that are only added to."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        emptying = EMPTYING & set(getattr(item, "fixturenames", ()))
        if emptying or (marker and (marker.args or marker.kwargs.get("transaction"))):
            raise pytest.UsageError(f"{item.nodeid}: use the fixture committed_database in place of a flush")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _compile_stale_catalogues()


def _compile_stale_catalogues() -> None:
    """So that a test never shows words older than the catalogue."""
    catalogues = [room / "locale/sv/LC_MESSAGES/django.po" for room in messages.rooms_with_words()]
    made = [path.with_suffix(".mo") for path in catalogues]
    if any(
        not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
        for po, mo in zip(catalogues, made, strict=True)
    ):
        messages.compile_catalogues()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        stop_server()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByCost | None:
    if config.getoption("dist") != "load":
        return None
    config.option.loadscopereorder = False  # the browser, which takes longest, stands early
    return ByCost(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One clone of the template for each worker, in place of pytest-django's own databases."""
    with (
        django_db_blocker.unblock(),
        fresh_clone() as clone,
        connected_to(clone.name),
        django_db_blocker.block(),
    ):
        yield


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Clone]:
    """A database of the test's own, with real commits: for threads, other processes and deferred triggers.

    Django's connections lead there; close those of threads before the test ends.
    """
    with django_db_blocker.unblock(), fresh_clone() as clone, connected_to(clone.name):
        yield clone


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """No test reaches another machine, nor asks a name server."""
    with pytest.MonkeyPatch.context() as patch:
        _guard(patch, "connect")
        _guard(patch, "connect_ex")
        look_up = socket.getaddrinfo

        def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
            _refuse_unless_loopback(host)
            return look_up(host, *arguments, **options)

        patch.setattr(socket, "getaddrinfo", guarded)
        yield


def _guard(patch: pytest.MonkeyPatch, method: str) -> None:
    connect = getattr(socket.socket, method)

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_unless_loopback(address[0])
        return connect(self, address)

    patch.setattr(socket.socket, method, guarded)


def _refuse_unless_loopback(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"} or _is_loopback(name):
        return
    _refuse(name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse(name: str) -> NoReturn:
    raise PermissionError(f"tests stay on this machine, and do not reach {name}")
