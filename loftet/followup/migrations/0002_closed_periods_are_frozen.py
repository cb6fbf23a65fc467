"""Nothing of a closed period changes; reminders are added only; no write goes without its audit event."""

from django.db import migrations

from loftet.followup import triggers as closing
from loftet.organisations import triggers

AUDITED = [
    "reportingperiod",
    "reminder",
    "partyaccount",
    "statement",
    "statementcount",
    "assessment",
    "followup",
    "confirmation",
]
CLOSED_WITH_THEIR_PERIOD = [
    "reportingperiod",
    "partyaccount",
    "statement",
    "statementcount",
    "assessment",
    "confirmation",
]
NEVER_REMOVED_ONCE_SHARED = ["followup", "partyaccount"]


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [
        closing.functions(),
        triggers.added_only("followup_reminder"),
        *(triggers.audited(f"followup_{table}") for table in AUDITED),
        *(closing.closes_with_its_period(f"followup_{table}") for table in CLOSED_WITH_THEIR_PERIOD),
        *(closing.never_removed_once_shared(f"followup_{table}") for table in NEVER_REMOVED_ONCE_SHARED),
    ]
