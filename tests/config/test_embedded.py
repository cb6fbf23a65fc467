from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from loftet.config import embedded, embedded_roles, embedded_server, embedded_tools
from loftet.config.embedded import Addresses, DatabaseUnavailable

SUPERUSER = "postgres"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose server was cut short while it was made, and then made."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "postgres").mkdir(mode=0o700)
    (folder / "postgres/cluster.unfinished").mkdir()
    (folder / "postgres/cluster.unfinished/PG_VERSION").write_text("18\n")
    embedded.ensure_running(folder, for_tests=True)
    yield folder
    embedded.stop(folder)


@pytest.fixture
def running(folder: Path) -> Addresses:
    return embedded.ensure_running(folder)


def _ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def _tell(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _as(role: str, url: str, *, database: str | None = None) -> str:
    name = urlsplit(url).username or ""
    found = url.replace(f"//{name}@", f"//{role}@", 1)
    return found.replace("/loftet?", f"/{database}?") if database else found


def _server_process(folder: Path) -> int:
    return int((folder / "postgres/cluster/postmaster.pid").read_text().split("\n")[0])


def _kill(folder: Path) -> None:
    os.kill(_server_process(folder), signal.SIGKILL)


# --- addresses ------------------------------------------------------------------------------------


def test_it_tells_the_same_addresses_without_starting_anything(tmp_path: Path) -> None:
    found = embedded.addresses(tmp_path / "data")
    assert found == embedded.addresses(tmp_path / "other" / ".." / "data")
    assert found.owner_url.startswith("postgresql://loftet_owner@/loftet?host=")
    assert found.app_url.startswith("postgresql://loftet_app@/loftet?host=")
    assert list(tmp_path.iterdir()) == []


def test_it_finds_a_short_place_for_the_socket_of_a_long_path(tmp_path: Path) -> None:
    long = tmp_path / ("å" * 100)
    socket = embedded_server.socket_folder(long) / embedded_server.SOCKET_NAME
    assert len(os.fsencode(socket)) <= embedded_server.LONGEST_SOCKET
    assert embedded_server.socket_folder(long) != embedded_server.socket_folder(tmp_path / ("ä" * 100))


# --- a server -------------------------------------------------------------------------------------


def test_the_application_owns_nothing_and_the_owner_is_no_superuser(running: Addresses) -> None:
    assert _ask(running.app_url, "SELECT current_user") == "loftet_app"
    assert _ask(running.app_url, "SELECT pg_has_role('loftet_owner', 'MEMBER')") is False
    assert _ask(
        running.owner_url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'loftet'"
    ) == ("loftet_owner")
    assert _ask(running.owner_url, "SELECT count(*) FROM pg_roles WHERE rolsuper AND rolname ~ 'loftet'") == 0


def test_the_database_knows_capital_letters_of_swedish(running: Addresses) -> None:
    assert _ask(running.app_url, "SHOW server_encoding") == "UTF8"
    assert _ask(running.app_url, "SELECT lower('ÅÄÖÉ')") == "åäöé"


def test_only_its_own_user_may_enter_the_folders(folder: Path, running: Addresses) -> None:
    for private in (folder / "postgres", embedded_server.socket_folder(folder)):
        assert private.stat().st_mode & 0o077 == 0
    assert _ask(running.app_url, "SHOW listen_addresses") == ""


def test_a_second_start_changes_nothing(folder: Path, running: Addresses) -> None:
    before = _server_process(folder)
    assert embedded.ensure_running(folder) == running
    assert embedded.ensure_running(folder, for_tests=True) == running
    assert _server_process(folder) == before


def test_it_stops_and_starts_with_what_was_written(folder: Path, running: Addresses) -> None:
    _tell(running.owner_url, "CREATE TABLE kept AS SELECT 'ja' AS answer")
    embedded.stop(folder)
    embedded.stop(folder)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.app_url)
    embedded.ensure_running(folder)
    assert _ask(running.owner_url, "SELECT answer FROM kept") == "ja"


def test_it_does_not_make_a_folder_only_to_stop_in_it(tmp_path: Path) -> None:
    embedded.stop(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


# --- after a killing ------------------------------------------------------------------------------


def test_it_starts_after_the_server_was_killed_under_a_busy_session(folder: Path, running: Addresses) -> None:
    busy = threading.Thread(target=_be_busy, args=[running.owner_url])
    busy.start()
    while not _ask(running.owner_url, "SELECT count(*) FROM pg_stat_activity WHERE query ~ 'LOOP END'"):
        pass
    _kill(folder)
    embedded.ensure_running(folder)
    assert _ask(running.app_url, "SELECT 1") == 1
    busy.join(timeout=10)
    assert not busy.is_alive()


def _be_busy(url: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        _tell(url, "DO $$ BEGIN LOOP END LOOP; END $$")


def test_it_starts_when_a_stranger_got_the_process_number(folder: Path, running: Addresses) -> None:
    _kill(folder)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        lock = folder / "postgres/cluster/postmaster.pid"
        lock.write_text(lock.read_text().replace(lock.read_text().split("\n")[0], str(stranger.pid), 1))
        embedded.ensure_running(folder)
        assert stranger.poll() is None
        stranger.kill()
    assert _ask(running.app_url, "SELECT 1") == 1


def test_it_starts_anew_when_its_socket_was_swept_away(folder: Path, running: Addresses) -> None:
    (embedded_server.socket_folder(folder) / embedded_server.SOCKET_NAME).unlink()
    embedded.ensure_running(folder)
    assert _ask(running.app_url, "SELECT 1") == 1


def test_it_starts_once_when_several_ask_at_the_same_moment(folder: Path, running: Addresses) -> None:
    _kill(folder)
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(lambda _number: embedded.ensure_running(folder), range(4)))
    assert found == [running] * 4
    assert _ask(running.app_url, "SELECT 1") == 1


# --- what can be wrong ----------------------------------------------------------------------------


def _fault_of(deed: Callable[[], object]) -> str:
    with pytest.raises(DatabaseUnavailable) as caught:
        deed()
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_it_says_that_the_disk_is_full_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(2**30, 2**30, 0))
    assert "is full: free at least" in _fault_of(lambda: embedded.ensure_running(tmp_path))


@pytest.mark.parametrize("program", ["initdb", "pg_ctl"])
def test_it_says_that_the_disk_is_full_when_a_program_finds_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    def run(self: embedded_tools.Tools, name: str, *arguments: str, seconds: int = 0) -> None:
        if name == program:
            raise embedded_tools.ToolFailed("FATAL:  could not write: No space left on device")
        Path(arguments[-1]).mkdir()
        (Path(arguments[-1]) / "PG_VERSION").write_text("18")

    monkeypatch.setattr(embedded_tools.Tools, "run", run)
    assert "is full: free at least" in _fault_of(lambda: embedded.ensure_running(tmp_path))


def test_it_says_what_the_server_said(folder: Path, running: Addresses) -> None:
    embedded.stop(folder)
    settings = folder / "postgres/cluster/postgresql.conf"
    sound = settings.read_text()
    settings.write_text(sound + "nonsense = 1\n")
    message = _fault_of(lambda: embedded.ensure_running(folder))
    settings.write_text(sound)
    assert "contains errors" in message
    assert str(folder / "postgres/log") in message


def test_it_says_that_the_data_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way")
    assert "set LOFTET_DATA" in _fault_of(lambda: embedded.ensure_running(tmp_path / "data"))


def test_it_says_that_another_postgresql_made_the_database(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres/cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("16\n")
    assert "made by PostgreSQL 16" in _fault_of(lambda: embedded.ensure_running(tmp_path))


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root keeps a folder closed to the user of the server.")
def test_it_is_made_by_programs_in_a_folder_closed_to_all_but_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = embedded_tools.Tools.for_home(tmp_path / "data/postgres").programs
    wheel = installed.parent.parent
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(wheel, closed / wheel.name)
    shutil.copytree(wheel.with_suffix(".libs"), closed / f"{wheel.name}.libs")
    programs = closed / installed.relative_to(wheel.parent)
    monkeypatch.setattr(embedded_tools, "_programs", lambda: programs)
    addresses = embedded.ensure_running(tmp_path / "data", for_tests=True)
    assert _ask(addresses.owner_url, "SELECT 1") == 1
    embedded.stop(tmp_path / "data")


def test_it_says_that_the_wheel_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_tools, "find_spec", lambda _name: None)
    assert "set DATABASE_OWNER_URL and DATABASE_URL" in _fault_of(lambda: embedded.ensure_running(tmp_path))


def test_it_refuses_a_folder_for_sockets_that_others_may_enter(folder: Path, running: Addresses) -> None:
    embedded.stop(folder)
    sockets = embedded_server.socket_folder(folder)
    sockets.chmod(0o777)
    message = _fault_of(lambda: embedded.ensure_running(folder))
    sockets.chmod(0o700)
    assert "is not ours alone" in message


# --- two roles ------------------------------------------------------------------------------------


def test_two_roles_of_one_database_are_accepted(running: Addresses) -> None:
    embedded.check_roles(running.owner_url, running.app_url)
    embedded.check_roles(None, running.app_url)


def test_one_role_for_both_is_refused(running: Addresses) -> None:
    message = _fault_of(lambda: embedded.check_roles(running.app_url, running.app_url))
    assert "are the same role 'loftet_app'" in message


def test_a_superuser_may_not_run_the_application(running: Addresses) -> None:
    superuser_url = _as(SUPERUSER, running.app_url)
    assert "is a superuser" in _fault_of(lambda: embedded.check_roles(running.owner_url, superuser_url))


def test_the_owner_may_not_run_the_application_either(running: Addresses) -> None:
    assert "the owner of database" in _fault_of(lambda: embedded.check_roles(None, running.owner_url))


def test_a_member_of_the_owner_may_not_run_the_application(running: Addresses) -> None:
    superuser_url = _as(SUPERUSER, running.app_url)
    _tell(superuser_url, "GRANT loftet_owner TO loftet_app")
    message = _fault_of(lambda: embedded.check_roles(running.owner_url, running.app_url))
    _tell(superuser_url, "REVOKE loftet_owner FROM loftet_app")
    assert "(a member of) the owner" in message


def test_both_addresses_must_lead_to_one_database(running: Addresses) -> None:
    elsewhere = _as("loftet_app", running.app_url, database="postgres")
    message = _fault_of(lambda: embedded.check_roles(running.owner_url, elsewhere))
    assert "'loftet' but DATABASE_URL to 'postgres'" in message


def test_the_owner_must_own_the_database(running: Addresses) -> None:
    superuser_url = _as(SUPERUSER, running.app_url)
    _tell(superuser_url, "CREATE ROLE stranger LOGIN")
    message = _fault_of(lambda: embedded.check_roles(_as("stranger", running.owner_url), running.app_url))
    _tell(superuser_url, "DROP ROLE stranger")
    assert 'ALTER DATABASE "loftet" OWNER TO "stranger"' in message


def test_an_old_server_is_refused(running: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_roles, "OLDEST_SERVER", 99)
    assert "is too old" in _fault_of(lambda: embedded.check_roles(*running))


def test_a_database_that_is_away_is_told_of_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://somebody:secret@/lost?host={tmp_path}"
    message = _fault_of(lambda: embedded.check_roles(None, url))
    assert message.startswith(
        f"The database 'lost' at {tmp_path}:5432 cannot be opened (No such file or directory)"
    )
    assert "secret" not in message


def test_nonsense_is_no_address() -> None:
    message = _fault_of(lambda: embedded.check_roles(None, "nonsense"))
    assert message.startswith("DATABASE_URL is no database address")
