"""Every entry keeps the proof that leads from its leaf to its root, and the database reckons it once again.

When an entry is added it is the last one, so all that stands beside it on the way up stands to its left.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

from loftet.domain.ledger import next_proof

FUNCTION = """
CREATE FUNCTION publication_refuse_other_proof() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reached bytea := decode(NEW.leaf_digest, 'hex');
    beside text;
BEGIN
    FOREACH beside IN ARRAY NEW.proof LOOP
        reached := sha256('\\x01'::bytea || decode(beside, 'hex') || reached);
    END LOOP;
    IF cardinality(NEW.proof) <> bit_count(NEW.index::bit(32)) OR encode(reached, 'hex') <> NEW.root THEN
        RAISE EXCEPTION 'The proof does not lead from the entry to its root.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_proof_leads_to_its_root';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_proved BEFORE INSERT ON publication_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION publication_refuse_other_proof();
"""
BACK = """
DROP TRIGGER is_proved ON publication_ledgerentry;
DROP FUNCTION publication_refuse_other_proof();
"""


def prove(apps, schema_editor):
    """Those that are there get the proof that they would have got."""
    entries = apps.get_model("publication", "LedgerEntry").objects.using(schema_editor.connection.alias)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('loftet.owner_act', 'on', true)")
        after = []
        for entry in list(entries.order_by("edition__is_demo", "index")):
            proof = after if entry.index else []
            after = next_proof(proof, bytes.fromhex(entry.leaf_digest), entry.index)
            told = [each.hex() for each in proof]
            cursor.execute("UPDATE publication_ledgerentry SET proof = %s WHERE id = %s", (told, entry.pk))
        cursor.execute("SELECT set_config('loftet.owner_act', 'off', true)")


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_withdrawal_empties_an_edition")]

    operations = [
        migrations.AddField(
            "ledgerentry",
            "proof",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=64), default=list),
        ),
        migrations.RunSQL(FUNCTION, BACK),
        migrations.RunPython(prove, migrations.RunPython.noop),
    ]
