"""What an organisation of the demo wrote goes with it, also to an address that no row holds any more."""

from django.db import migrations

# As in 0001: the addresses that rows of the demo hold, less those that others hold too.
BEGINNING = """
CREATE OR REPLACE FUNCTION loftet_demo_addresses() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
    addresses text[];
    used_by_real text[];
    demo text[] := '{}';
    others text[] := '{}';
BEGIN
    FOR place IN
        SELECT DISTINCT d.place FROM pg_temp.loftet_demo_rows d
        JOIN pg_attribute a ON a.attrelid = d.place AND a.attname = 'email'
        WHERE d.side = 'below'
    LOOP
        EXECUTE format(
            'SELECT array_agg(lower(t.email)) FILTER (WHERE d.line IS NOT NULL),'
            '       array_agg(lower(t.email)) FILTER (WHERE d.line IS NULL)'
            ' FROM %1$s t LEFT JOIN pg_temp.loftet_demo_rows d'
            ' ON d.side = ''below'' AND d.place = %1$L::regclass AND d.line = t.ctid WHERE t.email <> ''''',
            place) INTO addresses, used_by_real;
        demo := demo || coalesce(addresses, '{}');
        others := others || coalesce(used_by_real, '{}');
    END LOOP;
"""
LETTERS = """
    demo := demo || ARRAY(
        SELECT lower(m.recipient) FROM organisations_outboxmessage m JOIN pg_temp.loftet_demo_rows d
        ON d.side = 'below' AND d.place = 'organisations_outboxmessage'::regclass AND d.line = m.ctid);
"""
END = """
    RETURN ARRAY(SELECT unnest(demo) EXCEPT SELECT unnest(others) ORDER BY 1);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("loftet_config", "0001_demo_can_be_removed")]

    operations = [migrations.RunSQL(BEGINNING + LETTERS + END, BEGINNING + END)]
