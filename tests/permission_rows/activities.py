"""The rows of the room of activities, and what stands at its addresses.

The set whose plan is made has just been signed, and nothing is planned of it yet. What is planned and told is
of the set that runs: one activity given to the reporter, who has told of two other things.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from loftet.activities import services
from loftet.activities.content import (
    ActivityContent,
    Assignee,
    CountContent,
    NotDoneContent,
    OccurrenceContent,
)
from loftet.activities.signed import signed_set
from loftet.domain.activity_states import ActivityKind
from loftet.domain.cells import NotDoneReason
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet

TABLE = """
# --- activities: a plan is its organisation's own; a reporter meets what is theirs -------------------
GET  activities:activity_list            -           in  200
POST activities:activity_list            -           405
GET  activities:activity_calendar        -           in  200
POST activities:activity_calendar        -           405
GET  activities:activity_plan            -           in  404 200 200 | 200
POST activities:activity_plan            -           405
GET  activities:activity_plan_print      -           in  404 200 200 | 200
POST activities:activity_plan_print      -           405
GET  activities:plan_create              -           in  404 200 403 | 403 200 403
POST activities:plan_create              -           in  404 422 403 | 403 302 403
GET  activities:activity_create          -           in  404 200 403 | 403 200 403
POST activities:activity_create          -           in  404 302 403 | 403 302 403
GET  activities:activity_detail          -           in  404         | 200
POST activities:activity_detail          -           405
GET  activities:activity_edit            -           in  404 404 403 | 403 200 403
POST activities:activity_edit            -           in  404 404 403 | 403 302 403
GET  activities:activity_move            -           in  404 404 403 | 403 200 403
POST activities:activity_move            -           in  404 404 403 | 403 302 403
GET  activities:activity_split           -           in  404 404 403 | 403 200 403
POST activities:activity_split           -           in  404 404 403 | 403 302 403
GET  activities:activity_finish          -           in  404 404 403 | 403 200 403
POST activities:activity_finish          -           in  404 404 403 | 403 302 403
GET  activities:activity_reopen          -           in  404 404 403 | 403 200 403
POST activities:activity_reopen          -           in  404 404 403 | 403 422 403
GET  activities:activity_remove          -           in  404 404 403 | 403 200 403
POST activities:activity_remove          -           in  404 404 403 | 403 302 403
GET  activities:occurrence_create        -           in  404 200 403 | 403 200 403 403 200 403
POST activities:occurrence_create        -           in  404 302 403 | 403 302 403 403 302 403
GET  activities:activity_tell            -           in  404 404 403 | 403 200 403 403 200 403
POST activities:activity_tell            -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:activity_leave           -           in  404 404 403 | 403 200 403 403 200 403
POST activities:activity_leave           -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:occurrence_list          -           in  200
POST activities:occurrence_list          -           405
GET  activities:occurrence_received      -           in  200         | 200 200 200 200 403 200 200
POST activities:occurrence_received      -           405
GET  activities:occurrence_detail        -           in  404         | 200
POST activities:occurrence_detail        -           405
GET  activities:occurrence_correct       -           in  404 404 403 | 403 200 403 403 200 403
POST activities:occurrence_correct       -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:occurrence_withdraw      -           in  404 404 403 | 403 200 403 403 200 403
POST activities:occurrence_withdraw      -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:report_withdraw          -           in  404 404 403 | 403 200 403 403 200 403
POST activities:report_withdraw          -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:function_list            -           in  200         | 200 200 200 200 403 200 200
POST activities:function_list            -           405
GET  activities:function_create          -           in  200 200 403 | 403 200 403
POST activities:function_create          -           in  302 302 403 | 403 302 403
GET  activities:function_edit            -           in  404 404 403 | 403 200 403
POST activities:function_edit            -           in  404 404 403 | 403 302 403
GET  activities:function_end             -           in  404 404 403 | 403 200 403
POST activities:function_end             -           in  404 404 403 | 403 302 403
GET  activities:calendar_addresses       -           in  200
POST activities:calendar_addresses       -           405
GET  activities:calendar_make            -           405
POST activities:calendar_make            -           in  200
GET  activities:calendar_revoke          -           405
POST activities:calendar_revoke          -           in  302
# Whoever has the secret address of a calendar reads that plan, without session.
GET  activities:calendar_feed            -           200
POST activities:calendar_feed            -           405
"""


@dataclass
class Planned:
    """What the addresses of the room lead to."""

    unplanned_set: int
    activity: int
    occurrence: int
    report: int
    function: int
    token: str
    commitment: str
    unplanned_commitment: str

    def pk(self, name: str) -> int:
        """By the end of the address's name."""
        match name.removeprefix("activities:").split("_"):
            case (
                ["plan", _]
                | ["activity", "plan" | "create"]
                | ["activity", "plan", "print"]
                | ["occurrence", "create"]
            ):
                return self.unplanned_set
            case ["occurrence", _]:
                return self.occurrence
            case ["report", _]:
                return self.report
            case ["function", _]:
                return self.function
            case _:
                return self.activity

    def data(self, name: str) -> dict[str, Any]:
        """What would be accepted of somebody who may."""
        today = timezone.localdate()
        days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat()}
        function = {"name": "Parkenheten", "email": "park@kommunen.example"}
        activity = {**days, "title": "En mätning till", "amount": "1"}
        data: dict[str, dict[str, Any]] = {
            "activity_create": {**activity, "kind": "window", "commitment": self.unplanned_commitment},
            "activity_edit": {**activity, "revision": "0"},
            "activity_move": days,
            "activity_split": {"on": today.isoformat(), "amount_before": "1"},
            "activity_leave": {"reason": "closed", "concerns_on": today.isoformat()},
            "activity_tell": _told(self.commitment, today),
            "occurrence_create": _told(self.unplanned_commitment, today),
            "occurrence_correct": {**_told(self.commitment, today), "revision": "0"},
            "occurrence_withdraw": {"reason": "Fel dag"},
            "report_withdraw": {"reason": "Fel dag"},
            "function_create": {**function, "name": "Fritidsgården"},
            "function_edit": function,
        }
        return data.get(name.removeprefix("activities:"), {})


def make_planned(
    coordinator: Actor, reporter: Actor, *, unplanned: PromiseSet, signed: PromiseSet
) -> Planned:
    today = timezone.localdate()
    key, unplanned_key = _first_key(signed), _first_key(unplanned)
    function = services.add_function(by=coordinator, name="Parkförvaltningen", email="drift@kommunen.example")
    activity = services.plan_activity(
        by=coordinator,
        promise_set=signed,
        commitment_key=key,
        kind=ActivityKind.WINDOW,
        content=ActivityContent(
            title="En mätning",
            starts_on=today - timedelta(days=5),
            ends_on=today + timedelta(days=5),
            amount=Decimal(2),
            assignee=Assignee(person=reporter.person.pk),
        ),
    )
    occurrence = services.record_occurrence(
        by=reporter, promise_set=signed, content=OccurrenceContent(today, (CountContent(key),))
    )
    report = services.report_not_done(
        by=reporter,
        promise_set=signed,
        commitment_key=key,
        concerns_on=today,
        content=NotDoneContent(NotDoneReason.CLOSED),
    )
    token = services.make_calendar_address(by=coordinator, function=function)
    return Planned(
        unplanned.pk, activity.pk, occurrence.pk, report.pk, function.pk, token, key, unplanned_key
    )


def _first_key(promise_set: PromiseSet) -> str:
    signed = signed_set(promise_set)
    assert signed is not None
    return next(iter(signed.commitments))


def _told(commitment: str, day: date) -> dict[str, Any]:
    return {
        "starts_on": day.isoformat(),
        "commitment_1": commitment,
        "how_1": "number",
        "number_1": "1",
        "public_note": "Prov under ett dygn.",
    }
