"""Who gets what at the addresses of reporting, and what they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from loftet.activities import services
from loftet.activities.authors import LinkAuthor
from loftet.activities.content import CountContent, OccurrenceContent
from loftet.activities.models import Activity, Function, Occurrence, ReportLink
from loftet.activities.report_rows import DoneRow
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage, Role
from loftet.promises.models import PromiseSet
from tests.activities.making import TODAY, first_key, function, occurrence, window

# Behind a link without account; signed in, who reports. Only coordinators send links, and only their own.
TABLE = """
GET  activities:report_link              -           200
POST activities:report_link              -           302
GET  activities:report_receipt           -           200
POST activities:report_receipt           -           405
GET  activities:report_due               -           in  200 200 403 | 403 200 403 403 200 403
POST activities:report_due               -           in  404 404 403 | 403 302 403 403 302 403
GET  activities:report_sent              -           in  404 404 403 | 403 200 403 403 200 403
POST activities:report_sent              -           405
GET  activities:report_link_list         -           in  200 200 403 | 403 200 403
POST activities:report_link_list         -           405
GET  activities:report_link_send_all     -           405
POST activities:report_link_send_all     -           in  302 302 403 | 403 302 403
GET  activities:report_link_send         -           405
POST activities:report_link_send         -           in  404 404 403 | 403 302 403
GET  activities:report_link_revoke       -           405
POST activities:report_link_revoke       -           in  404 404 403 | 403 302 403
GET  activities:paste                    -           in  200 200 403 | 403 200 403 403 200 403
POST activities:paste                    -           in  422 422 403 | 403 302 403 403 302 403
GET  activities:duplicate_list           -           in  404 200 200 | 200 200 200 200 403 200 200
POST activities:duplicate_list           -           405
GET  activities:duplicate_mark           -           405
POST activities:duplicate_mark           -           in  404 302 403 | 403 302 403
"""
BY_LINK, BY_ACCOUNT, NEW = "sent-by-link", "sent-by-account", "not-sent-yet"


@dataclass(frozen=True)
class Reporting:
    """A function with a link and something to report, and something for the reporter."""

    function: Function
    token: str
    for_function: Activity
    for_reporter: Activity
    own: Occurrence
    other: Occurrence

    def values(self, name: str) -> dict[str, Any]:
        """What stands in the addresses of the table above."""
        if f" {name} " not in TABLE:
            return {}
        key = BY_LINK if name == "activities:report_receipt" else BY_ACCOUNT
        return {
            "token": self.token,
            "key": key,
            "slug": f"funktion-{self.function.pk}",
            "pk": self.own.promise_set.pk,
            "one": self.own.key,
            "other": self.other.key,
        }

    def data(self, name: str) -> dict[str, Any]:
        """What would be accepted of somebody who may."""
        asked = {"activities:report_link": self.for_function, "activities:report_due": self.for_reporter}
        if name == "activities:duplicate_mark":
            return {"verdict": "one"}
        if name == "activities:paste":
            promise_set = self.own.promise_set
            file = SimpleUploadedFile("rader.csv", f"Datum;Antal\n{TODAY.isoformat()};7".encode())
            key = first_key(promise_set)
            return {"promise_set": str(promise_set.pk), "commitment": key, "file": file, "act": "save"}
        if name not in asked:
            return {}
        return {
            "key": NEW,
            "activity": str(asked[name].pk),
            "rows-0-answer": "done",
            "rows-0-number": "1",
        }


def make_reporting(coordinator: Actor, reporter: Actor, other: Actor, promise_set: PromiseSet) -> Reporting:
    assert Role.REPORTER in reporter.roles
    unit = function(coordinator)
    made = Reporting(
        function=unit,
        token=_mailed(coordinator, unit),
        for_function=window(coordinator, promise_set, assigned_function=unit),
        for_reporter=window(coordinator, promise_set, assigned_person=reporter.person),
        own=handed_over(coordinator, promise_set, other),
        other=handed_over(other, promise_set, coordinator),
    )
    link = ReportLink.objects.get(function=unit)
    other = {"amount": None, "title": "Löpande"}
    _send(LinkAuthor(link), window(coordinator, promise_set, assigned_function=unit, **other), BY_LINK)
    _send(reporter, window(coordinator, promise_set, assigned_person=reporter.person, **other), BY_ACCOUNT)
    return made


def handed_over(by: Actor, promise_set: PromiseSet, other: Actor) -> Occurrence:
    """Something told, and handed over to the other party."""
    told = occurrence(by, promise_set)
    services.share_occurrences(
        by=by, promise_set=promise_set, occurrences=[told], organisations=[other.organisation]
    )
    return told


def _mailed(by: Actor, unit: Function) -> str:
    services.send_report_link(by=by, recipient=unit)
    letter = OutboxMessage.objects.filter(recipient=unit.email).latest("pk")
    found = re.search(r"/rapport/([\w-]+)/", letter.text)
    assert found, letter.text
    return found[1]


def _send(by: Actor | LinkAuthor, activity: Activity, key: str) -> None:
    counts = (CountContent(first_key(activity.promise_set)),)
    row = DoneRow(activity, OccurrenceContent(starts_on=TODAY, counts=counts))
    services.submit_report(by=by, key=key, rows=[row])
