"""Promise sets are found by their Swedish words, and the newest edition of each by its name."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import loftet.publication.models.edition


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_progress_may_be_published_by_itself"),
        ("organisations", "0004_mail_in_two_forms"),
        ("publication", "0005_public_contact"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["identifier"], name="editions_of_one_thing"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                loftet.publication.models.edition.WordsOf("document"),
                condition=models.Q(("kind", "promise_set")),
                name="promise_sets_by_their_words",
            ),
        ),
    ]
