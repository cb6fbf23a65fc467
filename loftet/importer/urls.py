"""Addresses of this room, below `/las-in/`."""

from __future__ import annotations

from django.urls import path

from .views import drafting, items, published, reading, uploads

app_name = "importer"
urlpatterns = [
    path("", reading.upload_list, name="upload_list"),
    path("nytt/", uploads.upload_create, name="upload_create"),
    path("exempel/", uploads.upload_try, name="upload_try"),
    path("publicerade/", published.published_list, name="published_list"),
    path("publicerade/fil/", published.published_file, name="published_file"),
    path("publicerade/<int:pk>/<uuid:key>/", published.published_borrow, name="published_borrow"),
    path("kalla/<int:pk>/", reading.promise_set_sources, name="promise_set_sources"),
    path("<int:pk>/", reading.upload_detail, name="upload_detail"),
    path("<int:pk>/original/", reading.upload_file, name="upload_file"),
    path("<int:pk>/sida/<int:number>/", reading.upload_page, name="upload_page"),
    path("<int:pk>/skillnad/<int:earlier>/", reading.upload_differences, name="upload_differences"),
    path("<int:pk>/igen/", uploads.upload_retry, name="upload_retry"),
    path("<int:pk>/om/", uploads.upload_edit, name="upload_edit"),
    path("<int:pk>/godta/", items.items_accept, name="items_accept"),
    path("<int:pk>/bakgrund/", items.background_take, name="background_take"),
    path("<int:pk>/punkt/<int:item_pk>/", items.item_edit, name="item_edit"),
    path("<int:pk>/punkt/<int:item_pk>/beslut/", items.item_decide, name="item_decide"),
    path("<int:pk>/punkt/<int:item_pk>/dela/", items.item_split, name="item_split"),
    path("<int:pk>/skillnad/<int:earlier>/bara/", items.known_leave_out, name="known_leave_out"),
    path("<int:pk>/medborgarlofte/", drafting.upload_draft, name="upload_draft"),
    path("<int:pk>/uppfoljning/", drafting.upload_enter, name="upload_enter"),
    path("<int:pk>/overenskommelse/", drafting.upload_agreement, name="upload_agreement"),
]
