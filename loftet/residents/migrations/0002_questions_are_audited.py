"""No write to a question goes without its audit event. Followers are no records of ours: they come and go."""

from django.db import migrations

from loftet.organisations import triggers

AUDITED = ["question", "receipt", "answertimeconsent"]


class Migration(migrations.Migration):
    dependencies = [
        ("residents", "0001_questions_and_followers"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [triggers.audited(f"residents_{table}") for table in AUDITED]
