from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "loftet.config"
    label = "loftet_config"
