"""An agreement may hold the standing decision that what is recorded is shared at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_history_is_added_only")]

    operations = [
        migrations.AddField(
            "agreement",
            "shares_when_recorded",
            models.BooleanField(default=False, verbose_name="shares when recorded"),
        )
    ]
