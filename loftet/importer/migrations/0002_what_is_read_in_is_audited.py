"""No write to what is read in goes without its audit event."""

from django.db import migrations

from loftet.organisations import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("importer", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [triggers.audited(f"importer_{table}") for table in ("upload", "reviewitem")]
