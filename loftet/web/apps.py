from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, components, forms, middleware and mail; no models."""

    name = "loftet.web"
    label = "web"
