"""Addresses of this room: what residents meet, and what the parties do with it."""

from __future__ import annotations

from django.urls import path

from .views import public, work

app_name = "residents"
urlpatterns = [
    path("skriv/<int:edition_pk>/<uuid:promise_key>/", public.question_ask, name="question_ask"),
    path("skriv/tack/", public.question_sent, name="question_sent"),
    path("folj/<int:edition_pk>/", public.follow_ask, name="follow_ask"),
    path("folj/skickat/", public.follow_sent, name="follow_sent"),
    path("folj/bekrafta/<str:token>/", public.follow_confirm, name="follow_confirm"),
    path("folj/avsluta/<str:token>/", public.follow_leave, name="follow_leave"),
    path("fragor/", work.question_list, name="question_list"),
    path("fragor/<int:pk>/", work.question_detail, name="question_detail"),
    path("fragor/<int:pk>/ta/", work.question_take, name="question_take"),
    path("fragor/<int:pk>/svara/", work.question_answer, name="question_answer"),
    path("fragor/<int:pk>/publicera/", work.question_publish, name="question_publish"),
    path("fragor/<int:pk>/avsluta/", work.question_close, name="question_close"),
    path("fragor/<int:pk>/diarienummer/", work.question_register, name="question_register"),
    path("fragor/<int:pk>/tom/", work.question_empty, name="question_empty"),
    path("svarstid/", work.consent_list, name="consent_list"),
    path("svarstid/<int:pk>/lova/", work.consent_give, name="consent_give"),
    path("svarstid/<int:pk>/ta-tillbaka/", work.consent_withdraw, name="consent_withdraw"),
]
