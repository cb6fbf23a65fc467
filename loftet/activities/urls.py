"""Addresses of this room, below `/aktiviteter/`."""

from __future__ import annotations

from .report_urls import urlpatterns as report_urlpatterns

app_name = "activities"
urlpatterns = [*report_urlpatterns]
