"""No write to a plan, or to what is told of it, goes without its audit event."""

from django.db import migrations

from loftet.organisations import triggers

AUDITED = [
    "function",
    "activity",
    "occurrence",
    "occurrence_parties",
    "occurrencecount",
    "report",
    "calendaraddress",
]


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [triggers.audited(f"activities_{table}") for table in AUDITED]
