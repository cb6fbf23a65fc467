"""What `loftet run`, `loftet web` and `loftet worker` do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from threading import Thread
from time import sleep

from . import embedded
from .environment import BadSetting, data_folder
from .orphans import end_with_parent

PORT = os.environ.get("PORT", "8000")


def port() -> int:
    if not PORT.isdigit() or not 0 < int(PORT) < 65_536:
        raise BadSetting(f"PORT is '{PORT}': write a number from 1 to 65535.")
    return int(PORT)


def refuse_taken_port(host: str, number: int) -> None:
    """Say so before anything is started when another program listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            raise BadSetting(
                f"Port {number} is taken or not allowed ({error.strerror}): stop the other program, or choose"
                f" another port: PORT={number + 1}."
            ) from error


def open_database() -> None:
    """Start the embedded database where no DATABASE_URL is given, then set Django up."""
    from django.conf import settings

    # Read before anything is started: no server must stay behind a command that is refused for its settings.
    if settings.USES_EMBEDDED_DATABASE:
        embedded.ensure_running(settings.DATA_FOLDER)
    else:
        embedded.check_roles(os.environ.get("DATABASE_OWNER_URL"), os.environ["DATABASE_URL"])
    import django

    django.setup()


def run(*, loads_demo: bool) -> int:
    """Database, migrations, demo data at first, worker and server; ends all that it started."""
    refuse_taken_port("127.0.0.1", port())
    with ExitStack() as ending:
        if "DATABASE_URL" not in os.environ:
            ending.callback(embedded.stop, data_folder())
        open_database()
        _bring_up_to_date(loads_demo=loads_demo)
        ending.callback(_end, _start_worker())
        Thread(target=_say_where, daemon=True).start()
        return serve(host="127.0.0.1", workers=1)


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "loftet.config.cli", "worker"]
    return subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: S603


def _say_where() -> None:
    """Print the address once it answers, so that a click on it never fails."""
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port())) == 0:
                print(f"Löftet: http://localhost:{port()}  (end with Ctrl+C)", flush=True)  # noqa: T201
                return
        sleep(0.1)


def _bring_up_to_date(*, loads_demo: bool) -> None:
    from .database import migrate, needs_migration
    from .demo.loading import wants_demo

    if needs_migration():
        migrate()
    if loads_demo and wants_demo():
        _load_demo()


def _load_demo() -> None:
    """In a process of its own: it prints PDFs, and a process that has printed must not fork into a server."""
    demo = subprocess.run([sys.executable, "-m", "loftet.config.cli", "demo"])
    if demo.returncode:  # which it has told why
        sys.exit(demo.returncode)


def serve(*, host: str, workers: int) -> int:
    """The web server, until it is told to stop."""
    refuse_taken_port(host, port())
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _let_go_of_the_database()
    Granian(
        "loftet.config.wsgi:application",
        address=host,
        port=port(),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        static_path_expires=31_536_000,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # A request that is never finished must not keep the server from ending; granian sets no limit itself.
        workers_kill_timeout=10,
    ).serve()
    return 0


def _let_go_of_the_database() -> None:
    """The server forks: a pool that came along would be without its threads, and never connect anew."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def work() -> int:
    """The worker, until it is told to stop. While the database is away it waits and tries again."""
    import psycopg
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import ConnectorException

    while True:
        # The worker has connections of its own; jobs that its tasks defer still go by Django's.
        worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        try:
            worker.run_worker(concurrency=2, install_signal_handlers=True)
            return 0
        except (ConnectorException, psycopg.OperationalError) as error:
            print(f"loftet worker: the database is away, trying again: {error}", file=sys.stderr)  # noqa: T201
            sleep(2)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
