"""Where a promise of a draft comes from, when it began with a published one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loftet.organisations import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("importer", "0002_what_is_read_in_is_audited"),
        ("organisations", "0004_mail_in_two_forms"),
        ("promises", "0004_promises_are_easy_to_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Precedent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("promise_key", models.UUIDField(unique=True)),
                ("title", models.CharField(max_length=200)),
                ("published_for", models.CharField(max_length=200)),
                ("published_on", models.DateField()),
                ("edition_number", models.PositiveIntegerField()),
                ("document_digest", models.CharField(max_length=64)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "promise_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="precedents",
                        to="promises.promiseset",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("document_digest__regex", "^[0-9a-f]{64}$")),
                        name="a_precedent_is_known_by_its_digest",
                    )
                ],
            },
        ),
        triggers.audited("importer_precedent"),
    ]
