"""Addresses of reporting, links, pasting and duplicates, below `/aktiviteter/`."""

from __future__ import annotations

from django.urls import path

from .views import duplicates, links, pasting, reporting

urlpatterns = [
    path("rapport/<str:token>/", reporting.report_link, name="report_link"),
    path("rapport/<str:token>/kvitto/<slug:key>/", reporting.report_receipt, name="report_receipt"),
    path("rapportera/", reporting.report_due, name="report_due"),
    path("rapportera/kvitto/<slug:key>/", reporting.report_sent, name="report_sent"),
    path("medborgarlofte/<int:pk>/samma-eller-tva/", duplicates.duplicate_list, name="duplicate_list"),
    path(
        "medborgarlofte/<int:pk>/samma-eller-tva/<uuid:one>/<uuid:other>/",
        duplicates.duplicate_mark,
        name="duplicate_mark",
    ),
    path("klistra-in/", pasting.paste, name="paste"),
    path("rapportlankar/", links.report_link_list, name="report_link_list"),
    path("rapportlankar/skicka/", links.report_link_send_all, name="report_link_send_all"),
    path("rapportlankar/<slug:slug>/skicka/", links.report_link_send, name="report_link_send"),
    path("rapportlankar/<slug:slug>/dra-in/", links.report_link_revoke, name="report_link_revoke"),
]
