"""The URL table: one line a room, Swedish paths."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("loftet.notices.urls")),
    path("", include("loftet.config.demo.urls")),
    path("", include("loftet.organisations.urls")),
    path("", include("loftet.organisations.signin_urls")),  # allauth's names stand in no namespace
    path("overenskommelser/", include("loftet.agreements.urls")),
    path("loften/", include("loftet.promises.urls")),
    path("aktiviteter/", include("loftet.activities.urls")),
    path("uppfoljning/", include("loftet.followup.urls")),
    path("publicering/", include("loftet.publication.urls")),
    path("invanare/", include("loftet.residents.urls")),
    path("las-in/", include("loftet.importer.urls")),
    path("", include("loftet.web.urls")),
]

handler400 = "loftet.web.errors.bad_request"
handler403 = "loftet.web.errors.permission_denied"
handler404 = "loftet.web.errors.page_not_found"
handler500 = "loftet.web.errors.server_error"
