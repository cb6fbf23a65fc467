from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loftet.agreements.selectors import export_documents, list_waiting_for
from tests.factories import Cast, signed_in

from .making import draft, in_force, next_version, shared


def grow(cast: Cast, number: int) -> None:
    """Own and received, drafts, shared ones and new versions, in turn."""
    for place in range(number):
        match place % 5:
            case 0:
                draft(cast.asta, cast.petra)
            case 1:
                shared(cast.asta, cast.petra)
            case 2:
                shared(cast.petra, cast.asta)
            case 3:
                next_version(cast.petra, shared(cast.petra, cast.asta), title="Ny")
            case 4:
                next_version(cast.asta, in_force(cast.asta, cast.petra), title="Ny")


def test_the_list_asks_as_many_questions_for_fifty_as_for_ten(cast: Cast) -> None:
    client, url = signed_in(cast.asta), reverse("agreements:agreement_list")
    questions = []
    for number in (10, 40):
        grow(cast, number)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        questions.append(len(asked))
    assert questions[0] == questions[1] <= 20


def test_export_and_my_day_ask_as_many_questions_for_twenty_as_for_ten(cast: Cast) -> None:
    questions = []
    for _time in range(2):
        grow(cast, 10)
        with CaptureQueriesContext(connection) as asked:
            export_documents(cast.asta)
            list_waiting_for(cast.asta)
        questions.append(len(asked))
    assert questions[0] == questions[1]
