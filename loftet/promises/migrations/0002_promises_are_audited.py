"""No write to a promise goes without its audit event. Shared versions are added only where they live."""

from django.db import migrations

from loftet.organisations import triggers

AUDITED = [
    "promiseset",
    "promiseset_municipalities",
    "promisesetsignatory",
    "nopersonanswer",
    "focusarea",
    "promise",
    "commitment",
    "commitment_performers",
    "commitment_responsible",
]


class Migration(migrations.Migration):
    dependencies = [
        ("promises", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [triggers.audited(f"promises_{table}") for table in AUDITED]
