"""A draft is found by its words, what was let out is known, and no number stands beside "without target"."""

from django.db import migrations, models
from django.db.models import F, Q

# Across two tables, so no check constraint can say it; held at the end of the transaction, since both change in one.
REFUSE = """
CREATE FUNCTION promises_number_without_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM promises_promise AS promise
        JOIN promises_commitment AS commitment ON commitment.promise_id = promise.id
        WHERE promise.id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
        AND promise.stands_without_target AND commitment.number IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a promise without target has no number'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_promise_without_target_has_no_number';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER no_number_without_target AFTER INSERT OR UPDATE ON promises_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_number_without_target('id');
CREATE CONSTRAINT TRIGGER no_number_without_target AFTER INSERT OR UPDATE ON promises_commitment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_number_without_target('promise_id');
"""
ALLOW = """
DROP TRIGGER no_number_without_target ON promises_commitment;
DROP TRIGGER no_number_without_target ON promises_promise;
DROP FUNCTION promises_number_without_target();
"""


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_promises_are_audited")]

    operations = [
        migrations.AddField("promiseset", "search_text", models.TextField(blank=True, default=""), False),
        migrations.AddField(
            "promiseset", "let_out_version", models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            "promiseset",
            models.CheckConstraint(
                name="what_is_let_out_is_a_valid_version",
                condition=Q(let_out_version__isnull=True)
                | Q(valid_version__isnull=False, let_out_version__lte=F("valid_version")),
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
