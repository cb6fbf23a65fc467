"""How residents reach a municipality, for its public pages."""

import django.db.models.deletion
from django.db import migrations, models

from loftet.organisations import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_mail_in_two_forms"),
        ("publication", "0004_entries_keep_their_proof"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(max_length=40)),
                ("web_address", models.URLField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_contact",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["organisation"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(email="") & ~models.Q(phone=""),
                        name="a_public_contact_can_be_reached",
                    )
                ],
            },
        ),
        triggers.audited("publication_publiccontact"),
    ]
