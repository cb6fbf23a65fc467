"""Addresses of this room, below `/overenskommelser/`."""

from __future__ import annotations

from django.urls import include, path

from .views import drafting, handing_over, link, reading

app_name = "agreements"
urlpatterns = [
    path("", reading.agreement_list, name="agreement_list"),
    path("export/", reading.agreement_export, name="agreement_export"),
    path("ny/", drafting.agreement_create, name="agreement_create"),
    path("underskrift/<str:token>/", link.signature_link, name="signature_link"),
    path("underskrift/<str:token>/kod/", link.signature_code, name="signature_code"),
    path("<int:pk>/", reading.agreement_detail, name="agreement_detail"),
    path("<int:pk>/redigera/", drafting.agreement_edit, name="agreement_edit"),
    path("<int:pk>/slang-utkast/", drafting.agreement_discard, name="agreement_discard"),
    path("<int:pk>/ny-version/", drafting.agreement_new_version, name="agreement_new_version"),
    path("<int:pk>/dela/", handing_over.agreement_share, name="agreement_share"),
    path(
        "<int:pk>/trad-i-kraft/", handing_over.agreement_enter_into_force, name="agreement_enter_into_force"
    ),
    path("<int:pk>/avsluta/", handing_over.agreement_end, name="agreement_end"),
    path("<int:pk>/historik/", reading.agreement_history, name="agreement_history"),
    path("<int:pk>/version/<int:number>/", reading.agreement_version, name="agreement_version"),
    path("<int:pk>/version/<int:number>/pdf/", reading.agreement_print, name="agreement_print"),
    path(
        "<int:pk>/skillnader/<int:old>/<int:new>/",
        reading.agreement_differences,
        name="agreement_differences",
    ),
    path("<int:pk>/", include("loftet.agreements.signature_urls"), {"kind": "agreement"}),
]
