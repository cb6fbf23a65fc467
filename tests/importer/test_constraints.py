"""What the database refuses by itself, whoever asks."""

from __future__ import annotations

from loftet.domain.review_states import ReviewAct
from loftet.importer import services
from loftet.importer.models import ItemKind, Upload
from tests.factories import Cast
from tests.promises.test_constraints import refuses, update

from .making import FOLLOW_UP, example, item_of, uploaded


def test_an_upload_that_makes_no_sense(cast: Cast, upload: Upload) -> None:
    waiting = uploaded(cast.asta)
    refuses("a_read_upload_has_its_reading", update(upload, reading=None))
    refuses("a_read_upload_has_its_reading", update(waiting, state="read"))
    refuses("a_failed_upload_says_why", update(waiting, state="failed"))
    refuses("a_failed_upload_says_why", update(upload, failure="stopped"))
    refuses("an_upload_being_read_has_begun", update(waiting, state="reading"))
    refuses("an_upload_s_period_ends_after_it_starts", update(upload, ends_on="2024-01-01"))


def test_an_item_that_makes_no_sense(cast: Cast, upload: Upload) -> None:
    item = item_of(upload)
    refuses("an_item_has_words", update(item, text=""))
    refuses("an_item_ends_after_it_starts", update(item, start=9, end=8))
    refuses("a_confidence_is_a_share", update(item, confidence=1.5))
    refuses("an_item_is_decided_by_a_person", update(item, state="accepted"))
    refuses("only_an_outcome_answers_a_promise", update(item, outcome_state="done"))
    accepted = services.decide(by=cast.asta, item=item, act=ReviewAct.ACCEPT, revision=0)
    refuses("a_merged_item_is_in_another", update(accepted, state="merged"))
    refuses("a_drafted_promise_has_its_key", update(accepted, state="drafted"))
    outcome = item_of(example(cast.asta, FOLLOW_UP), kind=ItemKind.OUTCOME)
    refuses("only_an_outcome_answers_a_promise", update(outcome, kind="promise"))
