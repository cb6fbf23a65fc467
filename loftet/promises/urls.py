"""Addresses of this room, below `/loften/`."""

from __future__ import annotations

from django.urls import include, path

from .views import drafting, easy_read, handing_over, importing, reading, workshop

app_name = "promises"
urlpatterns = [
    path("", reading.promise_set_list, name="promise_set_list"),
    path("nytt/", drafting.promise_set_create, name="promise_set_create"),
    path("las-in/", importing.promise_set_import, name="promise_set_import"),
    path("<int:pk>/", reading.promise_set_detail, name="promise_set_detail"),
    path("<int:pk>/redigera/", drafting.promise_set_edit, name="promise_set_edit"),
    path("<int:pk>/lattlast/", easy_read.promise_set_easy_read, name="promise_set_easy_read"),
    path("<int:pk>/las-in/", importing.promise_set_read_in, name="promise_set_read_in"),
    path("<int:pk>/kopiera/", drafting.promise_set_copy, name="promise_set_copy"),
    path("<int:pk>/slang-utkast/", drafting.promise_set_discard, name="promise_set_discard"),
    path("<int:pk>/ny-version/", drafting.promise_set_new_version, name="promise_set_new_version"),
    path("<int:pk>/dela/", handing_over.promise_set_share, name="promise_set_share"),
    path("<int:pk>/personuppgifter/", handing_over.personal_data_answer, name="personal_data_answer"),
    path("<int:pk>/slapp-ut/", handing_over.promise_set_make_ready, name="promise_set_make_ready"),
    path("<int:pk>/avsluta/", handing_over.promise_set_end, name="promise_set_end"),
    path("<int:pk>/version/<int:number>/", reading.promise_set_version, name="promise_set_version"),
    path("<int:pk>/version/<int:number>/pdf/", reading.promise_set_print, name="promise_set_print"),
    path(
        "<int:pk>/skillnader/<int:old>/<int:new>/",
        reading.promise_set_differences,
        name="promise_set_differences",
    ),
    path("<int:pk>/word/", reading.promise_set_word, name="promise_set_word"),
    path("<int:pk>/excel/", reading.promise_set_excel, name="promise_set_excel"),
    path("<int:pk>/json/", reading.promise_set_json, name="promise_set_json"),
    path("<int:pk>/nytt-lofte/", workshop.promise_set_add, name="promise_set_add"),
    path("<int:pk>/tips/", workshop.promise_hints, name="promise_hints"),
    path("<int:pk>/lofte/<int:promise_pk>/", workshop.promise_edit, name="promise_edit"),
    path("<int:pk>/lofte/<int:promise_pk>/ta-bort/", workshop.promise_remove, name="promise_remove"),
    path("<int:pk>/lofte/<int:promise_pk>/flytta/", workshop.promise_move, name="promise_move"),
    path("<int:pk>/lofte/<int:promise_pk>/rakna/", workshop.promise_companion, name="promise_companion"),
    path("<int:pk>/omrade/<int:area_pk>/", workshop.focus_area_edit, name="focus_area_edit"),
    path("<int:pk>/omrade/<int:area_pk>/flytta/", workshop.focus_area_move, name="focus_area_move"),
    path("<int:pk>/", include("loftet.agreements.signature_urls"), {"kind": "promise_set"}),
]
