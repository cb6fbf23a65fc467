"""One act removes the demo: all rows that hang on rows marked `is_demo`, and nothing else.

What hangs on what is read from the database's own foreign keys, so a room built later is covered when it
comes. The function belongs to the owner, since history is added only for everybody else.
"""

from django.db import migrations

# The temporary table holds each row by table and place: `below` hangs on a demo row, `above` is what a row
# below hangs on. A row that stands above and is not the demo's own means that demo and real are mixed.
SQL = """
CREATE FUNCTION loftet_foreign_keys() RETURNS TABLE (child regclass, parent regclass, matches text)
LANGUAGE sql STABLE AS $$
    SELECT f.conrelid::regclass, f.confrelid::regclass,
           (SELECT string_agg(format('c.%I = p.%I', c.attname, p.attname), ' AND ')
            FROM unnest(f.conkey, f.confkey) AS pair(child, parent)
            JOIN pg_attribute c ON c.attrelid = f.conrelid AND c.attnum = pair.child
            JOIN pg_attribute p ON p.attrelid = f.confrelid AND p.attnum = pair.parent)
    FROM pg_constraint f
    WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace
$$;

CREATE FUNCTION loftet_demo_marked() RETURNS SETOF regclass LANGUAGE sql STABLE AS $$
    SELECT a.attrelid::regclass
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE a.attname = 'is_demo' AND t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
$$;

CREATE FUNCTION loftet_demo_lock() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
BEGIN
    FOR place IN
        WITH RECURSIVE reached(place) AS (
            SELECT loftet_demo_marked()
            UNION
            SELECT k.child FROM loftet_foreign_keys() k JOIN reached r ON r.place = k.parent
        )
        SELECT r.place FROM reached r ORDER BY r.place
    LOOP
        EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', place);
    END LOOP;
END $$;

CREATE FUNCTION loftet_demo_find() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
    key record;
    side text;
    added bigint;
    found bigint;
BEGIN
    FOR place IN SELECT loftet_demo_marked() LOOP
        EXECUTE format(
            'INSERT INTO pg_temp.loftet_demo_rows SELECT ''below'', %L::regclass, ctid FROM %s WHERE is_demo',
            place, place);
    END LOOP;
    FOREACH side IN ARRAY ARRAY['below', 'above'] LOOP
        LOOP
            added := 0;
            FOR key IN SELECT * FROM loftet_foreign_keys() LOOP
                EXECUTE format(
                    CASE side
                        WHEN 'below' THEN
                            'INSERT INTO pg_temp.loftet_demo_rows SELECT ''below'', %1$L::regclass, c.ctid'
                            ' FROM %1$s c JOIN %2$s p ON %3$s JOIN pg_temp.loftet_demo_rows d'
                            ' ON d.side = ''below'' AND d.place = %2$L::regclass AND d.line = p.ctid'
                            ' ON CONFLICT DO NOTHING'
                        ELSE
                            'INSERT INTO pg_temp.loftet_demo_rows SELECT ''above'', %2$L::regclass, p.ctid'
                            ' FROM %1$s c JOIN %2$s p ON %3$s JOIN pg_temp.loftet_demo_rows d'
                            ' ON d.place = %1$L::regclass AND d.line = c.ctid'
                            ' ON CONFLICT DO NOTHING'
                    END,
                    key.child, key.parent, key.matches);
                GET DIAGNOSTICS found = ROW_COUNT;
                added := added + found;
            END LOOP;
            EXIT WHEN added = 0;
        END LOOP;
    END LOOP;
END $$;

CREATE FUNCTION loftet_demo_refuse_mixture() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
    mixed bigint;
BEGIN
    FOR place IN SELECT loftet_demo_marked() LOOP
        EXECUTE format(
            'SELECT count(DISTINCT t.ctid) FROM %1$s t JOIN pg_temp.loftet_demo_rows d'
            ' ON d.place = %1$L::regclass AND d.line = t.ctid WHERE NOT t.is_demo',
            place) INTO mixed;
        IF mixed > 0 THEN
            RAISE EXCEPTION 'Demo and real data are tied together: % rows of % would be touched.', mixed, place
                USING ERRCODE = 'integrity_constraint_violation',
                      TABLE = place::text, CONSTRAINT = 'demo_stays_apart';
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION loftet_demo_addresses() RETURNS text[] LANGUAGE plpgsql AS $$
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
    RETURN ARRAY(SELECT unnest(demo) EXCEPT SELECT unnest(others) ORDER BY 1);
END $$;

CREATE FUNCTION loftet_demo_delete_events() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
BEGIN
    DELETE FROM organisations_auditevent e WHERE e.organisation_id IN (
        SELECT o.id FROM organisations_organisation o WHERE o.is_demo
    ) OR e.organisation_id IS NULL AND e.person_id IN (
        SELECT p.id FROM organisations_person p WHERE p.is_demo
    );
    FOR place IN
        SELECT DISTINCT d.place FROM pg_temp.loftet_demo_rows d
        JOIN pg_attribute a ON a.attrelid = d.place AND a.attname = 'id'
        WHERE d.side = 'below'
    LOOP
        EXECUTE format(
            'DELETE FROM organisations_auditevent e'
            ' USING %1$s t JOIN pg_temp.loftet_demo_rows d'
            ' ON d.side = ''below'' AND d.place = %1$L::regclass AND d.line = t.ctid'
            ' WHERE e.organisation_id IS NULL AND e.person_id IS NULL AND e.subject_id = t.id::text'
            ' AND %2$L LIKE ''%%\\_'' || e.subject_kind',
            place, place::text);
    END LOOP;
END $$;

CREATE FUNCTION loftet_demo_delete_rows() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    place regclass;
    deleted bigint;
    total bigint := 0;
BEGIN
    FOR place IN SELECT DISTINCT d.place FROM pg_temp.loftet_demo_rows d WHERE d.side = 'below' LOOP
        EXECUTE format(
            'DELETE FROM %1$s t USING pg_temp.loftet_demo_rows d'
            ' WHERE d.side = ''below'' AND d.place = %1$L::regclass AND d.line = t.ctid',
            place);
        GET DIAGNOSTICS deleted = ROW_COUNT;
        total := total + deleted;
    END LOOP;
    RETURN total;
END $$;

CREATE FUNCTION loftet_remove_demo(by_organisation bigint, by_person bigint, by_shown_as text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET lock_timeout = '10s'
AS $$
DECLARE
    outcome jsonb;
    addresses text[];
BEGIN
    PERFORM set_config('loftet.owner_act', 'on', true);
    PERFORM loftet_demo_lock();
    CREATE TEMPORARY TABLE loftet_demo_rows (
        side text, place regclass, line tid, PRIMARY KEY (side, place, line)
    ) ON COMMIT DROP;
    PERFORM loftet_demo_find();
    PERFORM loftet_demo_refuse_mixture();
    outcome := jsonb_build_object(
        'organisations', (SELECT count(*) FROM organisations_organisation WHERE is_demo),
        'people', (SELECT count(*) FROM organisations_person WHERE is_demo));
    addresses := loftet_demo_addresses();
    DELETE FROM organisations_outboxmessage WHERE lower(recipient) = ANY (addresses);
    PERFORM loftet_demo_delete_events();
    outcome := outcome || jsonb_build_object('rows', loftet_demo_delete_rows());
    DROP TABLE pg_temp.loftet_demo_rows;
    PERFORM set_config('loftet.owner_act', 'off', true);
    INSERT INTO organisations_auditevent
        (at, organisation_id, person_id, person_shown_as, kind, subject_kind, subject_id, subject_name, data)
    VALUES (clock_timestamp(), by_organisation, by_person, by_shown_as, 'demo_removed', 'demo', '', '', outcome);
    RETURN outcome || jsonb_build_object('addresses', to_jsonb(addresses));
END $$;
"""
NAMES = [
    "loftet_remove_demo(bigint, bigint, text)",
    "loftet_demo_delete_rows()",
    "loftet_demo_delete_events()",
    "loftet_demo_addresses()",
    "loftet_demo_refuse_mixture()",
    "loftet_demo_find()",
    "loftet_demo_lock()",
    "loftet_demo_marked()",
    "loftet_foreign_keys()",
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("organisations", "0003_history_is_added_only"),
        ("agreements", "0002_history_is_added_only"),
    ]

    operations = [migrations.RunSQL(SQL, "".join(f"DROP FUNCTION {name};" for name in NAMES))]
