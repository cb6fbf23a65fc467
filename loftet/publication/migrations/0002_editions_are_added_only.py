"""Editions are numbered without gaps and never changed; only withdrawal empties one, as its owner's act."""

from django.db import migrations

from loftet.organisations import triggers

TABLES = ["edition", "editionfile", "ledgerentry", "checkpoint"]

# The house's trigger lets the owner delete (removal of the demo); here the owner may also empty.
FUNCTIONS = """
CREATE FUNCTION publication_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('loftet.owner_act', true) = 'on'
       AND current_user::regrole::oid = (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN CASE WHEN TG_OP = 'UPDATE' THEN NEW ELSE OLD END;
    END IF;
    RAISE EXCEPTION 'Rows of % are added, never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION publication_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number <> (
        SELECT coalesce(max(number), 0) + 1 FROM publication_edition WHERE is_demo = NEW.is_demo
    ) THEN
        RAISE EXCEPTION 'Edition % does not follow the last one.', NEW.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'editions_have_no_gap';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION publication_refuse_other_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.index + 1 <> (SELECT number FROM publication_edition WHERE id = NEW.edition_id) THEN
        RAISE EXCEPTION 'The entry is not in the place of its edition.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'an_entry_has_its_place';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION publication_refuse_other_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM publication_ledgerentry
        WHERE id = NEW.entry_id AND index + 1 = NEW.size AND root = NEW.root
    ) THEN
        RAISE EXCEPTION 'The checkpoint is not the head of the ledger at its entry.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_checkpoint_is_a_head';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER without_gap BEFORE INSERT ON publication_edition
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_gap();
CREATE TRIGGER in_place BEFORE INSERT ON publication_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_other_place();
CREATE TRIGGER is_head BEFORE INSERT ON publication_checkpoint
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_other_head();
"""
BACK = """
DROP TRIGGER is_head ON publication_checkpoint;
DROP TRIGGER in_place ON publication_ledgerentry;
DROP TRIGGER without_gap ON publication_edition;
DROP FUNCTION publication_refuse_other_head();
DROP FUNCTION publication_refuse_other_place();
DROP FUNCTION publication_refuse_gap();
DROP FUNCTION publication_refuse_change();
"""


def added_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER added_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION publication_refuse_change();"
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION publication_refuse_change();",
        f"DROP TRIGGER added_only ON {table}; DROP TRIGGER never_emptied ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, BACK),
        *(added_only(f"publication_{table}") for table in TABLES),
        *(triggers.audited(f"publication_{table}") for table in TABLES),
    ]
