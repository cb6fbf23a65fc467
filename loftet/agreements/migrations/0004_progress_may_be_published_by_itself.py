"""The parties of an agreement may agree on days on which progress is published by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_an_agreement_may_share_at_once")]

    operations = [
        migrations.AddField(
            "agreement",
            "progress_days",
            models.CharField(
                blank=True,
                choices=[
                    ("month", "month"),
                    ("quarter", "quarter"),
                    ("tertial", "tertial"),
                    ("half_year", "half_year"),
                ],
                default="",
                max_length=9,
            ),
            preserve_default=False,
        )
    ]
