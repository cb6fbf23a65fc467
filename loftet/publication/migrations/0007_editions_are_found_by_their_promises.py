"""What came of a promise is found by its key, without reading the follow-ups of the whole country."""

import django.contrib.postgres.indexes
from django.db import migrations

import loftet.publication.models.edition


class Migration(migrations.Migration):
    dependencies = [("publication", "0006_promise_sets_are_found_by_their_words")]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                loftet.publication.models.edition.PromisesOf("document"), name="editions_by_their_promises"
            ),
        ),
    ]
