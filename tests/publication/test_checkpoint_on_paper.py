"""Every kind of edition carries its checkpoint in the PDF, for whoever keeps the paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from loftet.domain.checkpoint import kept_note, open_checkpoint
from loftet.domain.edition import EditionKind
from loftet.followup.models import FollowUp
from loftet.promises.services import make_ready
from loftet.publication import services
from loftet.publication.keys import public_key
from loftet.publication.models import Edition
from loftet.residents.services import answer_question, publish_answer, take_question
from tests.factories import Cast
from tests.followup import making
from tests.followup.making import count, done
from tests.promises.making import fresh, sign_all
from tests.residents.making import asked

from .making import published
from .test_files import contents, text_of_pdf


def follow_up(cast: Cast) -> Edition:
    closed = making.closed(making.make_world(cast))
    sign_all(cast, closed)  # type: ignore[arg-type]
    return services.publish_follow_up(by=cast.asta, follow_up=FollowUp.objects.get(pk=closed.pk))


def progress(cast: Cast) -> Edition:
    world = making.make_world(cast)
    make_ready(by=cast.asta, promise_set=world.promise_set)
    services.publish_promise_set(by=cast.asta, promise_set=world.promise_set)
    told = done(count(2, "m0", commitment=world.promise.commitments[0].key))
    making.hand_in(cast.asta, world, told, period=0)
    return services.publish_progress(by=cast.asta, promise_set=fresh(world.promise_set))


def answer(cast: Cast) -> Edition:
    question = take_question(by=cast.asta, question=asked(cast))
    question = answer_question(by=cast.asta, question=question, answer="I mars.", now=timezone.now())
    return publish_answer(by=cast.asta, question=question, asked="När görs det?", answer="I mars.")


KINDS: dict[EditionKind, Callable[[Cast], Edition]] = {
    EditionKind.PROMISE_SET: published,
    EditionKind.FOLLOW_UP: follow_up,
    EditionKind.PROGRESS: progress,
    EditionKind.ANSWER: answer,
}


def test_no_kind_is_forgotten() -> None:
    assert KINDS.keys() == set(EditionKind)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_pdf_carries_the_checkpoint_of_its_edition(cast: Cast, kind: EditionKind) -> None:
    """Read as a reader would copy it out of the paper, and opened with the key."""
    edition = KINDS[kind](cast)
    assert edition.kind == kind
    text = text_of_pdf(contents(edition)["pdf"])
    head = open_checkpoint(kept_note(text), public_key(is_demo=edition.is_demo))
    assert head.size == edition.number
    assert head == open_checkpoint(edition.entry.checkpoint.note, public_key(is_demo=edition.is_demo))
