from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "loftet.notices"
    default_auto_field = "django.db.models.BigAutoField"
