"""What was planned by mistake is taken out of the plan on a page of its own."""

from __future__ import annotations

from django.urls import reverse

from loftet.activities.models import Activity
from loftet.promises.models import PromiseSet
from tests.factories import Cast, signed_in

from .making import window


def test_the_page_says_what_is_removed_and_removes_it(cast: Cast, promise_set: PromiseSet) -> None:
    activity = window(cast.asta, promise_set)
    browser, page = signed_in(cast.asta), reverse("activities:activity_remove", args=(activity.pk,))

    assert activity.title in browser.get(page).content.decode()
    assert Activity.objects.exists(), "to look removes nothing"
    assert browser.post(page).status_code == 302
    assert not Activity.objects.exists()
