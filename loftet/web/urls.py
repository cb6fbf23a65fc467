"""Addresses of the shell itself."""

from django.urls import path

from loftet.web import views

app_name = "web"

urlpatterns = [
    path("installningar/sprak/", views.language_choose, name="language_choose"),
    path("installningar/utseende/", views.scheme_choose, name="scheme_choose"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("om/", views.about, name="about"),
]
