"""Database triggers as migration operations, for this room and those above."""

from __future__ import annotations

from django.db.migrations import RunSQL

# The owner's own functions (removal of the demo, withdrawal) may pass, and say so by a local setting.
FUNCTIONS = """
CREATE FUNCTION loftet_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('loftet.owner_act', true) = 'on'
       AND current_user::regrole::oid = (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Rows of % are added, never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION loftet_require_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user::regrole::oid = (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (
        SELECT FROM organisations_auditevent WHERE transaction_id = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'A write to % came without its audit event.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION loftet_refuse_change(); DROP FUNCTION loftet_require_audit_event();"


def functions() -> RunSQL:
    return RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def added_only(table: str) -> RunSQL:
    """Rows of the table are never changed, deleted or truncated, whoever asks."""
    return RunSQL(
        f"CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION loftet_refuse_change();"
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION loftet_refuse_change();",
        f"DROP TRIGGER added_only ON {table}; DROP TRIGGER never_emptied ON {table};",
    )


def audited(table: str) -> RunSQL:
    """A transaction that writes to the table is refused at its end unless it wrote an audit event too."""
    return RunSQL(
        f"CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION loftet_require_audit_event();",
        f"DROP TRIGGER audited ON {table};",
    )
