"""What is marked may be any two counts, not occurrences alone: their keys are texts, and there is a motive."""

from django.db import migrations, models
from django.db.models import F, Q

KEYS = ("one_key", "other_key")
ORDERED = models.CheckConstraint(name="a_pair_is_named_in_one_order", condition=Q(one_key__lt=F("other_key")))


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_reports_come_by_links")]

    operations = [
        migrations.AddField("sameortwo", "motive", models.TextField(blank=True)),
        migrations.RemoveConstraint("sameortwo", ORDERED.name),
        *(
            migrations.AlterField("sameortwo", key, models.CharField(max_length=80, db_collation="C"))
            for key in KEYS
        ),
        migrations.AddConstraint("sameortwo", ORDERED),
    ]
