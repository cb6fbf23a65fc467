"""The two roles: one owns the database and migrates it, the other runs and owns nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from .embedded_tools import DatabaseUnavailable

SUPERUSER = "postgres"
OWNER = "loftet_owner"
APP = "loftet_app"
DATABASE = "loftet"
OLDEST_SERVER = 15
CONNECT_SECONDS = 5


class _Session(NamedTuple):
    """What the server says of who has connected."""

    role: str
    is_superuser: bool
    database: str
    is_owner: bool
    major: int


_WHO = """
    SELECT session_user, r.rolsuper, d.datname, pg_has_role(session_user, d.datdba, 'MEMBER'),
           current_setting('server_version_num')::int / 10000
    FROM pg_roles r, pg_database d
    WHERE r.rolname = session_user AND d.datname = current_database()
"""


def answers(url: str) -> bool:
    """Whether this role gets into this database now."""
    try:
        psycopg.connect(url, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.OperationalError:
        return False
    return True


def provide_roles(superuser_url: str, *, may_create_databases: bool) -> None:
    """Create what is missing. The database comes last, so that where it answers nothing is missing."""
    with psycopg.connect(superuser_url, autocommit=True, connect_timeout=CONNECT_SECONDS) as connection:
        for role in (OWNER, APP):
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount:
                connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(role)))
        if may_create_databases:
            connection.execute(SQL("ALTER ROLE {} CREATEDB").format(Identifier(OWNER)))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            statement = SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(Identifier(DATABASE), Identifier(OWNER)))


def check_roles(owner_url: str | None, app_url: str) -> None:
    """Refuse to start on a database that is away, too old, or whose history the application could rewrite.

    Machines that only run and never migrate have no `owner_url`.
    """
    app = _session(app_url, setting="DATABASE_URL")
    owner = _session(owner_url, setting="DATABASE_OWNER_URL") if owner_url else None
    for fault in _faults(owner, app):
        raise DatabaseUnavailable(fault)


def _faults(owner: _Session | None, app: _Session) -> list[str]:
    faults = []
    if app.major < OLDEST_SERVER:
        faults.append(f"PostgreSQL {app.major} is too old: use a server of version {OLDEST_SERVER} or later.")
    if owner and owner.role == app.role:
        faults.append(
            f"DATABASE_OWNER_URL and DATABASE_URL are the same role '{app.role}': give the application a role"
            " of its own that owns nothing, so that it cannot rewrite history."
        )
    if app.is_superuser or app.is_owner:
        power = "a superuser" if app.is_superuser else f"(a member of) the owner of database '{app.database}'"
        faults.append(
            f"The role '{app.role}' of DATABASE_URL is {power}: use a plain role that owns nothing, so that"
            " the application cannot rewrite history."
        )
    if owner and owner.database != app.database:
        faults.append(
            f"DATABASE_OWNER_URL leads to database '{owner.database}' but DATABASE_URL to '{app.database}':"
            " name the same one in both."
        )
    if owner and not owner.is_owner:
        faults.append(
            f"The role '{owner.role}' of DATABASE_OWNER_URL does not own database '{owner.database}': run"
            f' ALTER DATABASE "{owner.database}" OWNER TO "{owner.role}" there.'
        )
    return faults


def _session(url: str, *, setting: str) -> _Session:
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_SECONDS) as connection:
            row = connection.execute(_WHO).fetchone()
    except psycopg.Error as error:
        raise DatabaseUnavailable(_unreachable(url, setting, error)) from error
    assert row is not None
    return _Session(*row)


def _unreachable(url: str, setting: str, error: psycopg.Error) -> str:
    """One sentence without the password, whatever the driver wrote on how many lines."""
    said = re.findall(r"(?:.*failed: )?(?:FATAL: *)?(\S.*)", str(error).split("\n\t")[0])
    reason = said[-1].rstrip(".") if said else type(error).__name__
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return f"{setting} is no database address: write postgresql://user:password@host:5432/name."
    place = f"'{parts.get('dbname', '')}' at {parts.get('host', 'this machine')}:{parts.get('port', 5432)}"
    return f"The database {place} cannot be opened ({reason}): start it or correct {setting}."
