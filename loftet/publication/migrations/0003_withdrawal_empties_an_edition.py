"""Withdrawal: the one function that empties an edition, with its legal ground and its audit event.

It belongs to the owner, since an edition is added only for everybody else. Number, envelope, digests and the
row of the ledger stay, so the ledger still verifies and anybody can see that something was taken away, when and why.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION loftet_withdraw_edition(
    edition bigint, ground text, reason text, by_organisation bigint, by_person bigint, by_shown_as text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    named text;
BEGIN
    SELECT identifier INTO named
    FROM publication_edition WHERE id = edition AND withdrawn_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no edition % with content.', edition USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM set_config('loftet.owner_act', 'on', true);
    UPDATE publication_editionfile SET content = NULL WHERE edition_id = edition;
    UPDATE publication_edition
    SET document = NULL, withdrawn_at = clock_timestamp(),
        withdrawal_ground = ground, withdrawal_reason = reason
    WHERE id = edition;
    PERFORM set_config('loftet.owner_act', 'off', true);
    INSERT INTO organisations_auditevent
        (at, organisation_id, person_id, person_shown_as, kind, subject_kind, subject_id, subject_name, data)
    VALUES (clock_timestamp(), by_organisation, by_person, by_shown_as, 'edition_withdrawn', 'edition',
            edition::text, named, jsonb_build_object('ground', ground, 'reason', reason));
END $$;
"""
NAME = "loftet_withdraw_edition(bigint, text, text, bigint, bigint, text)"


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_editions_are_added_only")]

    operations = [migrations.RunSQL(SQL, f"DROP FUNCTION {NAME};")]
