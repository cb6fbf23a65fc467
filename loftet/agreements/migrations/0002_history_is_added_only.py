"""What was shared and signed is never rewritten, and no write goes without its audit event."""

from django.db import migrations

from loftet.organisations import triggers

ADDED_ONLY = ["sharedversion", "sharing", "signature", "storedfile"]
AUDITED = [
    *ADDED_ONLY,
    "agreement",
    "agreement_municipalities",
    "agreementparty",
    "councilmember",
    "signatory",
    "signaturerequest",
]


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
        ("organisations", "0003_history_is_added_only"),
    ]

    operations = [
        *(triggers.added_only(f"agreements_{table}") for table in ADDED_ONLY),
        *(triggers.audited(f"agreements_{table}") for table in AUDITED),
    ]
