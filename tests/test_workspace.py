"""What the pages of the workspace ask of the database: as much for many promises as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_cast, signed_in
from tests.workspace import fill, list_pages

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 60  # the many stand in two sets, and on three pages of their follow-up


def test_every_page_asks_the_database_as_often_for_many_promises_as_for_few() -> None:
    cast, costs = make_cast(), []
    for promises in (FEW, MANY):
        pages = list_pages(fill(cast, promises=promises))
        browser = signed_in(cast.asta)
        costs.append({page: cost(browser, address) for page, address in pages.items()})
    assert costs[0] == costs[1]


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)
