"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from loftet.promises.models import (
    Commitment,
    FocusArea,
    NoPersonAnswer,
    Promise,
    PromiseSet,
    PromiseSetSignatory,
)
from tests.factories import Cast

from .making import add, shared


def refuses(constraint: str, act: Callable[[], Any]) -> None:
    """At once, or at the end of the transaction where the constraint waits for it."""
    with pytest.raises(IntegrityError, match=constraint):
        _attempt(act)


@transaction.atomic
def _attempt(act: Callable[[], Any]) -> None:
    act()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def update(row: Any, **fields: Any) -> Callable[[], Any]:
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_set_that_makes_no_sense(draft: PromiseSet, cast: Cast) -> None:
    handed = shared(cast)
    refuses("a_promise_set_ends_after_it_starts", update(draft, starts_on="2026-02-01", ends_on="2026-01-31"))
    refuses("a_promise_set_past_draft_is_shared", update(draft, state="shared"))
    refuses("an_ended_promise_set_has_its_day", update(handed, state="ended"))
    refuses("a_valid_promise_set_has_its_first_day", update(handed, valid_version=1))
    refuses("what_is_let_out_is_a_valid_version", update(handed, let_out_version=1))
    refuses("a_signed_promise_set_is_valid_as_last_shared", update(handed, state="running"))
    refuses("promiseset_is_shared_wholly_or_not", update(draft, shared_version=1))
    refuses("promiseset_is_at_or_past_what_is_shared", update(handed, version=0))


def test_what_stands_once_and_in_order(draft: PromiseSet, cast: Cast) -> None:
    add(cast, draft, title="Två")
    add(cast, draft, focus_area="Trafik", title="Tre")
    first, second = FocusArea.objects.all()
    refuses("focus_areas_stand_in_order", update(second, order=first.order))
    refuses("a_focus_area_stands_once", update(second, name=first.name))
    refuses("promises_stand_in_order", lambda: Promise.objects.filter(focus_area=first).update(order=0))
    seat = draft.signatories.all()[0]
    refuses(
        "a_set_is_signed_once_by_a_position",
        lambda: PromiseSetSignatory.objects.create(
            promise_set=draft, organisation=seat.organisation, position=seat.position
        ),
    )
    promise = Promise.objects.filter(focus_area=first)[0]
    refuses("promises_promise_key", lambda: Promise.objects.exclude(pk=promise.pk).update(key=promise.key))


def test_numbers_that_make_no_sense(draft: PromiseSet) -> None:
    commitment = Commitment.objects.get()
    refuses("a_number_is_compared_in_one_way", update(commitment, comparator=""))
    refuses("a_number_is_compared_in_one_way", update(commitment, number=None))
    refuses("a_number_is_not_below_zero", update(commitment, number=-1))
    refuses("a_range_ends_after_it_starts", update(commitment, number_max=F("number") - 1))
    refuses("a_range_ends_after_it_starts", update(commitment, number=None, comparator="", number_max=4))
    refuses(
        "commitments_stand_in_order",
        lambda: Commitment.objects.create(promise=commitment.promise, order=0, kind="direction"),
    )


def test_no_number_stands_beside_without_target(draft: PromiseSet, cast: Cast) -> None:
    promise = Promise.objects.get()
    refuses("a promise without target has no number", update(promise, stands_without_target=True))
    general = add(cast, draft, text="Kommunen ska verka för trygghet.", stands_without_target=True)
    commitment = Commitment.objects.get(promise=general)
    refuses("a promise without target has no number", update(commitment, number=4, comparator="="))


def test_an_answer_has_its_reason_and_stands_once(draft: PromiseSet, cast: Cast) -> None:
    def answer(reason: str) -> NoPersonAnswer:
        return NoPersonAnswer.objects.create(
            promise_set=draft, words="växeln", reason=reason, answered_by=cast.asta.person
        )

    refuses("an_answer_has_its_reason", lambda: answer(""))
    answer("ett nummer")
    refuses("words_are_answered_once", lambda: answer("ett nummer"))
