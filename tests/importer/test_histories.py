"""Whatever a person does in a review of any reading: nothing is lost, and the draft is what was accepted.

And whatever bytes are uploaded: the answer is a review or a sentence, and the file is kept.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loftet.agreements.models import Agreement
from loftet.domain.review_states import ReviewAct, ReviewState
from loftet.importer import services
from loftet.importer.content import ItemContent
from loftet.importer.demo_documents import DEMO_DOCUMENTS, read_demo_document
from loftet.importer.models import ItemKind, ReviewItem, Upload
from loftet.importer.services import reading as reading_service
from loftet.importer.storing import storable
from loftet.importer.words import failure_sentence
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.models import PromiseSet
from loftet.reading.model import Decision, OutcomeState, Reading, ReadOutcome, ReadPromise
from loftet.reading.source import Place
from tests.factories import Cast, signed_in
from tests.promises.making import agreement_of, document
from tests.reading.test_guarded import broken

from .making import fresh, uploaded

WORDS = (
    "Polisen ska",
    "Kommunen ska",
    "minst två",
    "fotpatrullera",
    "varje vecka.",
    "\x00",
    "Åhus – ½",
    "100 %",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    st.text(min_size=1, max_size=40),
).filter(lambda text: bool(storable(text).strip()))
PARTS = st.lists(TEXTS, min_size=2, max_size=3)
WHICH = st.integers(0, 30)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Promises, outcomes that answer one of them or none, and background; any words at all."""
    kinds = draw(st.lists(st.sampled_from(("promise", "outcome", "background")), min_size=1, max_size=7))
    text, promises, outcomes, decisions = "", list[ReadPromise](), list[ReadOutcome](), list[Decision]()
    for number, kind in enumerate(kinds):
        words = draw(TEXTS)
        place = Place(None, number + 1, len(text), len(text) + len(words))
        text += f"{words}\n"
        decisions.append(Decision(place, words, kind, "any"))
        if kind == "promise":
            promises.append(ReadPromise(number, words, place, draw(st.floats(0.1, 0.99))))
        elif kind == "outcome":
            answered = draw(st.sampled_from([None, *(each.id for each in promises)]))
            state = draw(st.sampled_from(OutcomeState))
            outcomes.append(
                ReadOutcome(words, place, 0.5, answered, draw(st.sampled_from((None, "T1"))), state)
            )
    return Reading(
        "fil.txt", text, promises=tuple(promises), outcomes=tuple(outcomes), decisions=tuple(decisions)
    )


class Review:
    """Does what is drawn, as far as it is allowed, and remembers what every item should say by then."""

    def __init__(self, cast: Cast, agreement: Agreement, upload: Upload) -> None:
        self.by, self.agreement, self.upload = cast.asta, agreement, upload
        self.items = {each.pk: (each.text, each.state) for each in upload.items.all()}

    def item(self, which: int) -> ReviewItem | None:
        keys = list(self.items)
        return ReviewItem.objects.select_related("upload").get(pk=keys[which % len(keys)]) if keys else None

    def decide(self, which: int, act: ReviewAct, becomes: ReviewState) -> None:
        if item := self.item(which):
            services.decide(by=self.by, item=item, act=act, revision=item.revision)
            self.items[item.pk] = (self.items[item.pk][0], becomes)

    def accept_all(self) -> None:
        services.accept_all(by=self.by, upload=self.upload)
        for pk, (text, state) in self.items.items():
            self.items[pk] = (text, ReviewState.ACCEPTED if state == ReviewState.WAITING else state)

    def edit(self, which: int, text: str, kind: ItemKind, *, accepts: bool) -> None:
        if item := self.item(which):
            content = ItemContent(kind, "Rubrik", text, answers=item.answers_id)
            services.edit_item(
                by=self.by, item=item, content=content, revision=item.revision, accepts=accepts
            )
            state = self.items[item.pk][1]
            is_taken = accepts and state == ReviewState.WAITING
            self.items[item.pk] = (text, ReviewState.ACCEPTED if is_taken else state)

    def merge(self, which: int) -> None:
        if item := self.item(which):
            into = services.merge_item(by=self.by, item=item, revision=item.revision)
            text, state = self.items[into.pk]
            self.items[into.pk] = (f"{text} {self.items[item.pk][0]}", state)
            self.items[item.pk] = (self.items[item.pk][0], ReviewState.MERGED)

    def split(self, which: int, texts: list[str]) -> None:
        if item := self.item(which):
            state = self.items[item.pk][1]
            made = services.split_item(by=self.by, item=item, texts=texts, revision=item.revision)
            for each, text in zip(made, texts, strict=True):
                self.items[each.pk] = (text.strip(), state)

    def take_background(self, which: int) -> None:
        made = services.take_background(by=self.by, upload=self.upload, number=which)
        self.items[made.pk] = (made.read_text, ReviewState.WAITING)

    def draft(self) -> PromiseSet:
        kept = fresh(self.upload)
        return services.make_draft(by=self.by, upload=kept, agreement=self.agreement, title="Löfte")

    def assert_nothing_is_lost(self) -> None:
        rows = list(self.upload.items.all())
        assert {each.pk: (each.text, each.state) for each in rows} == self.items
        assert len({each.order for each in rows}) == len(rows)

    def assert_the_draft_is_what_is_accepted(self) -> None:
        accepted = [
            self.items[each.pk][0]
            for each in self.upload.items.filter(kind=ItemKind.PROMISE)
            if self.items[each.pk][1] == ReviewState.ACCEPTED
        ]
        assert not PromiseSet.objects.exists()
        if accepted:
            assert sorted(each.text for each in document(self.draft()).promises) == sorted(accepted)
            return
        with suppress(NotAllowed):
            self.draft()
        assert not PromiseSet.objects.exists()


Act = Callable[[Review], None]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda n: lambda it: it.decide(n, ReviewAct.ACCEPT, ReviewState.ACCEPTED), WHICH),
    st.builds(lambda n: lambda it: it.decide(n, ReviewAct.LEAVE_OUT, ReviewState.LEFT_OUT), WHICH),
    st.builds(lambda n: lambda it: it.decide(n, ReviewAct.RECONSIDER, ReviewState.WAITING), WHICH),
    st.just(lambda it: it.accept_all()),
    st.builds(
        lambda n, text, kind, accepts: lambda it: it.edit(n, text, kind, accepts=accepts),
        WHICH,
        TEXTS.map(storable),
        st.sampled_from(ItemKind),
        st.booleans(),
    ),
    st.builds(lambda n: lambda it: it.merge(n), WHICH),
    st.builds(lambda n, parts: lambda it: it.split(n, [storable(each) for each in parts]), WHICH, PARTS),
    st.builds(lambda n: lambda it: it.take_background(n), WHICH),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(reading=readings(), acts=st.lists(ACTS, max_size=12))
def test_no_review_loses_an_item_or_drafts_what_nobody_accepted(
    cast: Cast, reading: Reading, acts: list[Act]
) -> None:
    with transaction.atomic():
        agreement, upload = agreement_of(cast), uploaded(cast.asta)
        with patch.object(reading_service, "read_guarded", return_value=reading):
            services.read_upload(upload_id=upload.pk)
        review = Review(cast, agreement, fresh(upload))
        assert len(review.items) == len(reading.promises) + len(reading.outcomes)
        for act in acts:
            with suppress(NotAllowed):
                act(review)
        review.assert_nothing_is_lost()
        review.assert_the_draft_is_what_is_accepted()
        transaction.set_rollback(True)


def hostile_files() -> list[SimpleUploadedFile]:
    """The examples with bytes changed, cut out, doubled and put in; and bytes that are nothing."""
    chance = random.Random(6)
    files = []
    for document_ in DEMO_DOCUMENTS:
        example = read_demo_document(document_.key)
        assert example is not None
        files += [SimpleUploadedFile(example.name, broken(example.content, chance)) for _ in range(4)]
    endings = ("pdf", "docx", "html", "txt")
    return files + [SimpleUploadedFile(f"slump.{each}", chance.randbytes(3000)) for each in endings]


def test_any_bytes_are_answered_by_a_review_or_a_sentence_and_kept(cast: Cast) -> None:
    client, files = signed_in(cast.asta), hostile_files()
    contents = [each.read() for each in files]
    for each in files:
        each.seek(0)
    client.post(reverse("importer:upload_create"), {"documents": files})
    uploads = list(Upload.objects.order_by("pk"))
    assert len(uploads) == len(files)
    for upload, content in zip(uploads, contents, strict=True):
        services.read_upload(upload_id=upload.pk)
        assert_answered(client, fresh(upload), content)


def assert_answered(client: Client, upload: Upload, content: bytes) -> None:
    shown = client.get(upload.get_absolute_url())
    assert shown.status_code == 200
    if upload.failure:
        assert failure_sentence(upload.failure) in shown.content.decode()
    assert bool(upload.failure) != upload.is_read
    original = client.get(reverse("importer:upload_file", args=(upload.pk,)))
    assert original.content == content
    assert not PromiseSet.objects.exists()
