"""Brings the database to the shape this version needs, as its owner, and hands it to the role that runs."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.sql import SQL, Identifier

from .environment import BadSetting

OWNER = "owner"
GRANTS = SQL(
    "GRANT USAGE ON SCHEMA public TO {role};"
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};"
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};"
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role};"
)


def needs_migration() -> bool:
    """Whether a migration of this version has not been applied; reads as the role that runs."""
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(*, verbosity: int = 0) -> None:
    """Apply every migration as the owner. Two machines at once wait for each other."""
    if OWNER not in settings.DATABASES:
        raise BadSetting("DATABASE_OWNER_URL is not set: migrating takes the database's owner.")
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('loftet migrate'))")
        call_command("migrate", database=OWNER, verbosity=verbosity, interactive=False)
        call_command("createcachetable", database=OWNER, verbosity=0)
        cursor.execute(GRANTS.format(role=Identifier(settings.DATABASES["default"]["USER"])))
        cursor.execute("SELECT pg_advisory_unlock(hashtext('loftet migrate'))")
    connections[OWNER].close()
