"""The audit trail is never rewritten, and no write goes without its event."""

from django.db import migrations

from loftet.organisations import triggers


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_municipalities")]

    operations = [
        triggers.functions(),
        triggers.added_only("organisations_auditevent"),
        triggers.audited("organisations_organisation"),
        triggers.audited("organisations_localpolicearea"),
        triggers.audited("organisations_membership"),
        triggers.audited("organisations_invitation"),
    ]
