"""Triggers of this room: nothing of a closed period changes, whoever asks."""

from __future__ import annotations

from django.db.migrations import RunSQL

# A correction opens the period again: then a version is being written past the one that is frozen.
FUNCTIONS = """
CREATE FUNCTION followup_is_closed(asked bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM followup_followup f WHERE f.period_id = asked AND f.version = f.shared_version)
$$;

CREATE FUNCTION followup_period_of(place text, line jsonb) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE place
        WHEN 'followup_reportingperiod' THEN
            RETURN (line->>'id')::bigint;
        WHEN 'followup_partyaccount' THEN
            RETURN (line->>'period_id')::bigint;
        WHEN 'followup_statementcount' THEN
            RETURN (SELECT a.period_id FROM followup_statement s JOIN followup_partyaccount a
                    ON a.id = s.account_id WHERE s.id = (line->>'statement_id')::bigint);
        WHEN 'followup_confirmation' THEN
            RETURN (SELECT f.period_id FROM followup_followup f WHERE f.id = (line->>'follow_up_id')::bigint);
        ELSE
            RETURN (SELECT a.period_id FROM followup_partyaccount a
                    WHERE a.id = (line->>'account_id')::bigint);
    END CASE;
END $$;

CREATE FUNCTION followup_refuse_after_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('loftet.owner_act', true) = 'on'
       AND current_user::regrole::oid = (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF (TG_OP <> 'INSERT' AND followup_is_closed(followup_period_of(TG_TABLE_NAME, to_jsonb(OLD))))
       OR (TG_OP <> 'DELETE' AND followup_is_closed(followup_period_of(TG_TABLE_NAME, to_jsonb(NEW)))) THEN
        RAISE EXCEPTION 'The period is closed: nothing of it in % changes.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION followup_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.shared_version IS NULL OR current_setting('loftet.owner_act', true) = 'on'
       AND current_user::regrole::oid = (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What was handed over from % is not removed.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION followup_refuse_removal();
DROP FUNCTION followup_refuse_after_closing();
DROP FUNCTION followup_period_of(text, jsonb);
DROP FUNCTION followup_is_closed(bigint);
"""


def functions() -> RunSQL:
    return RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def closes_with_its_period(table: str) -> RunSQL:
    """Rows are neither added, changed nor removed once their period is closed."""
    return RunSQL(
        f"CREATE TRIGGER closes_with_its_period BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION followup_refuse_after_closing();",
        f"DROP TRIGGER closes_with_its_period ON {table};",
    )


def never_removed_once_shared(table: str) -> RunSQL:
    return RunSQL(
        f"CREATE TRIGGER never_removed_once_shared BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION followup_refuse_removal();",
        f"DROP TRIGGER never_removed_once_shared ON {table};",
    )
