"""A small site that shows every component, for the tests of the look."""

from django.urls import include, path

from tests.web.sample import views

urlpatterns = [
    path("", views.followup, name="followup"),
    path("form/", views.form, name="form"),
    path("confirm/", views.confirm, name="confirm"),
    path("empty/", views.empty, name="empty"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("detail/", views.detail, name="detail"),
    path("broken/", views.broken, name="broken"),
    path("refused/", views.refused, name="refused"),
    path("part/", views.part, name="part"),
    path("away/", views.away, name="away"),
    path("old-form/", views.old_form, name="old_form"),
    path("", include("loftet.web.urls")),
]

handler400 = "loftet.web.errors.bad_request"
handler403 = "loftet.web.errors.permission_denied"
handler404 = "loftet.web.errors.page_not_found"
handler500 = "loftet.web.errors.server_error"
