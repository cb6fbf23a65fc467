"""Reports come by personal links, are taken in once, and are compared between parties."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from loftet.organisations import triggers

HISTORY = ["submission", "occurrencesharing", "sameortwo"]


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0002_activities_are_audited"),
        ("organisations", "0003_history_is_added_only"),
        ("promises", "0002_promises_are_audited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_to", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "function",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_links",
                        to="activities.function",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.outboxmessage",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_links",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SameOrTwo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one_key", models.UUIDField()),
                ("other_key", models.UUIDField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("one", "The same"), ("different", "Two different")], max_length=9
                    ),
                ),
                ("marked_as", models.CharField(max_length=120)),
                ("marked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "promise_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promises.promiseset",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("content_digest", models.CharField(max_length=64)),
                ("told", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report_link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="activities.reportlink",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OccurrenceSharing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shared_at", models.DateTimeField(auto_now_add=True)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="activities.occurrence",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occurrence", "organisation"), name="an_occurrence_is_handed_over_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reportlink",
            index=models.Index(fields=["organisation", "-sent_at"], name="report_links_of_a_party"),
        ),
        migrations.AddConstraint(
            model_name="reportlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("function__isnull", False), ("person__isnull", True)),
                    models.Q(("function__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="a_report_link_goes_to_a_function_or_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_to", ""), _negated=True), name="a_report_link_says_whom_it_is_for"
            ),
        ),
        migrations.AddIndex(
            model_name="sameortwo",
            index=models.Index(fields=["promise_set", "one_key", "other_key"], name="marks_of_a_pair"),
        ),
        migrations.AddConstraint(
            model_name="sameortwo",
            constraint=models.CheckConstraint(
                condition=models.Q(("one_key__lt", models.F("other_key"))),
                name="a_pair_is_named_in_one_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("organisation", "key"), name="a_submission_is_recorded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("report_link__isnull", False)),
                    models.Q(("person__isnull", False), ("report_link__isnull", True)),
                    _connector="OR",
                ),
                name="a_submission_comes_by_a_link_or_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("told__len__gt", 0)), name="a_submission_tells_something"
            ),
        ),
        *(triggers.audited(f"activities_{table}") for table in ["reportlink", *HISTORY]),
        *(triggers.added_only(f"activities_{table}") for table in HISTORY),
    ]
