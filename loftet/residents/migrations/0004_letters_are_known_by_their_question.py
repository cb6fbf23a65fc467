from django.db import migrations, models


def _letter() -> models.OneToOneField:
    return models.OneToOneField(
        "organisations.OutboxMessage", models.SET_NULL, null=True, blank=True, related_name="+"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_mail_in_two_forms"),
        ("residents", "0003_a_question_can_be_emptied"),
    ]

    operations = [
        migrations.AddField("question", "receipt_letter", _letter()),
        migrations.AddField("question", "answer_letter", _letter()),
    ]
