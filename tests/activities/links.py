"""Report links for tests, as they come by mail, and forms as a browser sends them."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from loftet.activities import services
from loftet.activities.authors import LinkAuthor
from loftet.activities.models import Activity, Function, ReportLink
from loftet.activities.report_rows import DoneRow
from loftet.organisations.actor import Actor
from loftet.organisations.models import OutboxMessage, Person
from loftet.promises.models import PromiseSet

from .making import function, told, window


def asked(by: Actor, promise_set: PromiseSet, **overrides: Any) -> tuple[Activity, Function]:
    """A measurement that is due, assigned to a function."""
    unit = Function.objects.filter(organisation=by.organisation).first() or function(by)
    return window(by, promise_set, assigned_function=unit, **overrides), unit


def mailed(by: Actor, recipient: Function | Person) -> str:
    """The token of a link, as it stands in the mail."""
    services.send_report_link(by=by, recipient=recipient)
    letter = OutboxMessage.objects.filter(recipient=recipient.email).latest("pk")
    found = re.search(r"/aktiviteter/rapport/([\w-]+)/", letter.text)
    assert found, letter.text
    return found[1]


def author() -> LinkAuthor:
    return LinkAuthor(ReportLink.objects.latest("pk"))


def done(activity: Activity, **overrides: Any) -> DoneRow:
    return DoneRow(activity, told(activity.promise_set, **overrides))


def page(token: str) -> str:
    return reverse("activities:report_link", args=(token,))


def key_on(html: str) -> str:
    found = re.search(r'name="key" value="([\w-]+)"', html)
    assert found, html
    return found[1]


def typed(*activities: Activity, key: str, **first: Any) -> dict[str, Any]:
    """One row for each activity; the first says what is given, `done` if nothing else."""
    data: dict[str, Any] = {"key": key, "activity": [str(each.pk) for each in activities]}
    data["rows-0-answer"] = "done"
    data["rows-0-number"] = "1"
    return data | {f"rows-0-{name}": value for name, value in first.items()}


def report(token: str, *activities: Activity, **first: Any) -> Any:
    """Open the page, answer for the first row, and send."""
    browser = Client()
    key = key_on(browser.get(page(token)).content.decode())
    return browser.post(page(token), typed(*activities, key=key, **first), follow=True)
