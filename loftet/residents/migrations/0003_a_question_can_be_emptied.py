"""Where law demands that a withdrawn answer is not kept either: the one function that empties its question.

It belongs to the owner, since what a resident wrote is a public record that nobody else may change. That it was
asked, by when it was answered and its number in the diary stay, and every party reads in its trail that it was emptied.
"""

from django.db import migrations, models
from django.db.models import Q

SQL = """
CREATE FUNCTION residents_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text IS DISTINCT FROM OLD.text OR NEW.emptied_at IS DISTINCT FROM OLD.emptied_at THEN
        IF coalesce(current_setting('loftet.owner_act', true), '') <> 'on'
           OR current_user::regrole::oid <> (SELECT relowner FROM pg_class WHERE oid = TG_RELID) THEN
            RAISE EXCEPTION 'What a resident wrote is never rewritten.'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_question_is_never_rewritten';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER never_rewritten BEFORE UPDATE ON residents_question
    FOR EACH ROW EXECUTE FUNCTION residents_refuse_rewriting();

CREATE FUNCTION loftet_empty_question(
    question bigint, by_organisation bigint, by_person bigint, by_shown_as text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    named text;
    why text;
    who text;
BEGIN
    SELECT asked.promise_title, edition.withdrawal_ground INTO named, why
    FROM residents_question AS asked JOIN publication_edition AS edition ON edition.id = asked.published_as_id
    WHERE asked.id = question AND asked.emptied_at IS NULL
    AND edition.withdrawn_at IS NOT NULL AND edition.withdrawal_ground IN ('personal_data', 'decision')
    FOR UPDATE OF asked;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'No law demands that question % is emptied.', question USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM set_config('loftet.owner_act', 'on', true);
    UPDATE residents_question SET text = '', answer = '', email = '', emptied_at = clock_timestamp()
    WHERE id = question;
    PERFORM set_config('loftet.owner_act', 'off', true);
    SELECT name INTO who FROM organisations_organisation WHERE id = by_organisation;
    INSERT INTO organisations_auditevent
        (at, organisation_id, person_id, person_shown_as, kind, subject_kind, subject_id, subject_name, data)
    SELECT clock_timestamp(), receipt.organisation_id,
           CASE WHEN receipt.organisation_id = by_organisation THEN by_person END,
           CASE WHEN receipt.organisation_id = by_organisation THEN by_shown_as ELSE '' END,
           CASE WHEN receipt.organisation_id = by_organisation THEN 'question_emptied'
                ELSE 'question_emptied_by_party' END,
           'question', question::text, named, jsonb_build_object('ground', why, 'by', who)
    FROM residents_receipt AS receipt WHERE receipt.question_id = question;
END $$;
"""
BACK = """
DROP FUNCTION loftet_empty_question(bigint, bigint, bigint, text);
DROP TRIGGER never_rewritten ON residents_question;
DROP FUNCTION residents_refuse_rewriting();
"""
ANSWERED = "a_question_answered_has_its_answer"


class Migration(migrations.Migration):
    dependencies = [
        ("residents", "0002_questions_are_audited"),
        ("publication", "0003_withdrawal_empties_an_edition"),
    ]

    operations = [
        migrations.AddField("question", "emptied_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("question", ANSWERED),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                name=ANSWERED,
                condition=Q(state__in=("answered", "published"), answered_at__isnull=False)
                & (~Q(answer="") | Q(emptied_at__isnull=False))
                | ~Q(state__in=("answered", "published")) & Q(answered_at__isnull=True, answer=""),
            ),
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                name="a_question_is_emptied_whole",
                condition=Q(emptied_at__isnull=True) | Q(text="", answer="", email=""),
            ),
        ),
        migrations.RunSQL(SQL, BACK),
    ]
