"""The page that everybody starts from, and how they are told of what comes to stand there."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("konto/aviseringar/", views.notice_settings, name="notice_settings"),
    path("aviseringar/avsluta/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
