"""`loftet run` starts, ends and starts again, whatever happened in between."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from loftet.config import embedded
from tests.processes import answers, await_page, end, environment, free_port, kill_group, run_to_end, running


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with an embedded server of its own, that has run once and was ended in order."""
    folder = tmp_path_factory.mktemp("installation")
    folder.parent.chmod(0o755)  # as root the server runs as another user, who must reach its folder
    static = run_to_end("manage", "collectstatic", "--noinput", env=environment(LOFTET_DATA=str(folder)))
    assert static.returncode == 0, static.stderr
    try:
        start_once(folder)
        yield folder
    finally:
        embedded.stop(folder)


def start_once(folder: Path, *, kills: bool = False) -> None:
    """Run until the first page. Ended by Ctrl+C, or with -9 everything at once."""
    port, log = free_port(), folder / "run.log"
    env = environment(LOFTET_DATA=str(folder), PORT=str(port))
    with running("run", "--no-demo", env=env, log=log) as process:
        await_page(port, process, log=log)
        if kills:
            kill_group(process)
            kill_server(folder)
        else:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def kill_server(folder: Path) -> None:
    """The postmaster dies and all its children with it; one that saw it die may have ended of its own."""
    server, *children = server_processes(folder)
    os.kill(server, signal.SIGKILL)
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def server_processes(folder: Path) -> list[int]:
    with psycopg.connect(embedded.addresses(folder).owner_url) as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
    return [postmaster(folder), *(pid for (pid,) in rows)]


def postmaster(folder: Path) -> int:
    (pid_file,) = folder.glob("postgres/*/postmaster.pid")
    return int(pid_file.read_text().split()[0])


def note(folder: Path, words: str) -> None:
    with psycopg.connect(embedded.ensure_running(folder).owner_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words text)")
        connection.execute("INSERT INTO note VALUES (%s)", [words])


def notes(folder: Path) -> set[str]:
    with psycopg.connect(embedded.ensure_running(folder).owner_url) as connection:
        return {words for (words,) in connection.execute("SELECT words FROM note")}


def test_ended_in_order_it_leaves_nothing_running(installation: Path) -> None:
    assert not list(installation.glob("postgres/*/postmaster.pid"))


def test_a_second_start_loses_nothing(installation: Path) -> None:
    note(installation, "kept over a start")
    embedded.stop(installation)

    start_once(installation)
    assert "kept over a start" in notes(installation)


def test_killed_outright_it_starts_again_by_itself(installation: Path) -> None:
    note(installation, "kept over a kill")
    start_once(installation, kills=True)

    start_once(installation)
    assert "kept over a kill" in notes(installation)


def test_it_ends_though_somebody_never_finishes_sending(installation: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "run.log"
    env = environment(LOFTET_DATA=str(installation), PORT=str(port))
    with running("run", "--no-demo", env=env, log=log) as process:
        await_page(port, process, log=log)
        with socket.create_connection(("127.0.0.1", port)) as sender:
            sender.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")
            time.sleep(1)
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=40)
    assert not list(installation.glob("postgres/*/postmaster.pid"))


def test_it_gets_new_connections_when_the_old_are_cut(installation: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "run.log"
    with running(
        "run", "--no-demo", env=environment(LOFTET_DATA=str(installation), PORT=str(port)), log=log
    ) as process:
        await_page(port, process, log=log)
        assert answers(port, "/logga-in/")
        with psycopg.connect(embedded.addresses(installation).app_url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = current_user AND pid <> pg_backend_pid()"
            )
        await_page(port, process, log=log, path="/logga-in/", seconds=15)


def test_it_ends_all_that_it_started_when_it_is_told_to_stop(installation: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "run.log"
    with running(
        "run", "--no-demo", env=environment(LOFTET_DATA=str(installation), PORT=str(port)), log=log
    ) as process:
        await_page(port, process, log=log)
        server = postmaster(installation)
        end(process)

    deadline = time.monotonic() + 5
    while Path(f"/proc/{server}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(installation.glob("postgres/*/postmaster.pid"))
