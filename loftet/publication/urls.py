"""Addresses of this room, below `/publicering/`."""

from __future__ import annotations

from django.urls import path

from .views import contact, editions, progress, records

app_name = "publication"
urlpatterns = [
    path("", editions.edition_list, name="edition_list"),
    path("kontakt/", contact.public_contact_edit, name="public_contact_edit"),
    path("utgava/<int:pk>/", editions.edition_detail, name="edition_detail"),
    path("utgava/<int:pk>/aterkalla/", editions.edition_withdraw, name="edition_withdraw"),
    path("utgava/<int:pk>/<slug:edition_format>/", editions.edition_file, name="edition_file"),
    path("medborgarlofte/<int:pk>/", records.promise_set_editions, name="promise_set_editions"),
    path("medborgarlofte/<int:pk>/publicera/", records.promise_set_publish, name="promise_set_publish"),
    path("medborgarlofte/<int:pk>/lage/", progress.progress_publish, name="progress_publish"),
    path("uppfoljning/<int:pk>/", records.follow_up_editions, name="follow_up_editions"),
    path("uppfoljning/<int:pk>/publicera/", records.follow_up_publish, name="follow_up_publish"),
]
