from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "loftet.organisations"
    default_auto_field = "django.db.models.BigAutoField"
