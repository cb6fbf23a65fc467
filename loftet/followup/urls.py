"""Addresses of this room, below `/uppfoljning/`."""

from __future__ import annotations

from django.urls import include, path

from .views import closing, comparing, entering, periods, reading, thread, writing

app_name = "followup"
FILES = {
    "print": "pdf",
    "word": "word",
    "excel": "excel",
    "csv": "csv",
    "json": "json",
    "page": "webbsida",
    "annex": "bilaga",
    "annex_word": "bilaga-word",
}
urlpatterns = [
    path("", reading.follow_up_list, name="follow_up_list"),
    path("medborgarlofte/<int:pk>/", reading.promise_set_periods, name="promise_set_periods"),
    path("medborgarlofte/<int:pk>/rod-trad/", thread.promise_set_thread, name="promise_set_thread"),
    path("perioder/<int:pk>/", periods.periods_edit, name="periods_edit"),
    path("perioder/<int:pk>/serie/", periods.series_choose, name="series_choose"),
    path("<int:pk>/", reading.period_detail, name="period_detail"),
    path("<int:pk>/lofte/<uuid:key>/", writing.statement_edit, name="statement_edit"),
    path("<int:pk>/lofte/<uuid:key>/bedomning/", writing.assessment_edit, name="assessment_edit"),
    path("<int:pk>/part/<int:party>/", entering.entered_detail, name="entered_detail"),
    path("<int:pk>/part/<int:party>/lofte/<uuid:key>/", entering.statement_enter, name="statement_enter"),
    path("<int:pk>/part/<int:party>/lamna-in/", entering.entered_hand_in, name="entered_hand_in"),
    path("<int:pk>/part/<int:party>/andra/", entering.entered_reopen, name="entered_reopen"),
    path("<int:pk>/samma-eller-tva/", comparing.pair_list, name="pair_list"),
    path("<int:pk>/samma-eller-tva/<slug:one>/<slug:other>/", comparing.pair_mark, name="pair_mark"),
    path("<int:pk>/lamna-in/", writing.account_hand_in, name="account_hand_in"),
    path("<int:pk>/andra/", writing.account_reopen, name="account_reopen"),
    path("<int:pk>/foresla-stangning/", closing.closing_propose, name="closing_propose"),
    path("<int:pk>/bekrafta/", closing.closing_confirm, name="closing_confirm"),
    path("<int:pk>/stang-utan-svar/", closing.closing_silence, name="closing_silence"),
    path("<int:pk>/dra-tillbaka/", closing.closing_withdraw, name="closing_withdraw"),
    path("stangd/<int:pk>/version/<int:number>/", reading.follow_up_version, name="follow_up_version"),
    *(
        path(
            f"stangd/<int:pk>/version/<int:number>/{place}/",
            reading.follow_up_file,
            {"form": form},
            name=f"follow_up_{form}",
        )
        for form, place in FILES.items()
    ),
    path("stangd/<int:pk>/", include("loftet.agreements.signature_urls"), {"kind": "follow_up"}),
]
