"""The register of municipalities, from `domain`."""

from typing import Any

from django.db import migrations

from loftet.domain.municipalities import MUNICIPALITIES
from loftet.domain.sort_key import sort_key


def fill(apps: Any, schema_editor: Any) -> None:
    municipality = apps.get_model("organisations", "Municipality")
    municipality.objects.using(schema_editor.connection.alias).bulk_create(
        municipality(
            code=each.code,
            name=each.name,
            county_code=each.county_code,
            county=each.county,
            sort_key=sort_key(each.name),
        )
        for each in MUNICIPALITIES
    )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
