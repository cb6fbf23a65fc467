"""A promise, and the set as a whole, can be told in easy Swedish."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_drafts_are_found_and_targets_stand_alone")]

    operations = [
        migrations.AddField(
            "promise", "easy_read", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "promiseset", "easy_read", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]
