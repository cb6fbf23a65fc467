"""Addresses of this room, below `/aktiviteter/`."""

from __future__ import annotations

from django.urls import path

from .report_urls import urlpatterns as report_urlpatterns
from .views import plans, registers, telling

app_name = "activities"
urlpatterns = [
    *report_urlpatterns,
    path("", plans.activity_list, name="activity_list"),
    path("kalender/", plans.activity_calendar, name="activity_calendar"),
    path("lofte/<int:pk>/", plans.activity_plan, name="activity_plan"),
    path("lofte/<int:pk>/skriv-ut/", plans.activity_plan_print, name="activity_plan_print"),
    path("lofte/<int:pk>/gor-plan/", plans.plan_create, name="plan_create"),
    path("lofte/<int:pk>/planera/", plans.activity_create, name="activity_create"),
    path("lofte/<int:pk>/redovisa/", telling.occurrence_create, name="occurrence_create"),
    path("<int:pk>/", plans.activity_detail, name="activity_detail"),
    path("<int:pk>/redigera/", plans.activity_edit, name="activity_edit"),
    path("<int:pk>/flytta/", plans.activity_move, name="activity_move"),
    path("<int:pk>/dela-upp/", plans.activity_split, name="activity_split"),
    path("<int:pk>/klar/", plans.activity_finish, name="activity_finish"),
    path("<int:pk>/planera-igen/", plans.activity_reopen, name="activity_reopen"),
    path("<int:pk>/ta-bort/", plans.activity_remove, name="activity_remove"),
    path("<int:pk>/redovisa/", telling.activity_tell, name="activity_tell"),
    path("<int:pk>/inte-gjord/", telling.activity_leave, name="activity_leave"),
    path("tillfallen/", telling.occurrence_list, name="occurrence_list"),
    path("tillfallen/mottagna/", telling.occurrence_received, name="occurrence_received"),
    path("tillfallen/<int:pk>/", telling.occurrence_detail, name="occurrence_detail"),
    path("tillfallen/<int:pk>/ratta/", telling.occurrence_correct, name="occurrence_correct"),
    path("tillfallen/<int:pk>/aterta/", telling.occurrence_withdraw, name="occurrence_withdraw"),
    path("rapporter/<int:pk>/aterta/", telling.report_withdraw, name="report_withdraw"),
    path("funktioner/", registers.function_list, name="function_list"),
    path("funktioner/ny/", registers.function_create, name="function_create"),
    path("funktioner/<int:pk>/", registers.function_edit, name="function_edit"),
    path("funktioner/<int:pk>/avsluta/", registers.function_end, name="function_end"),
    path("kalenderadresser/", registers.calendar_addresses, name="calendar_addresses"),
    path("kalenderadresser/ny/", registers.calendar_make, name="calendar_make"),
    path("kalenderadresser/aterkalla/", registers.calendar_revoke, name="calendar_revoke"),
    path("kalender/<str:token>.ics", registers.calendar_feed, name="calendar_feed"),
]
