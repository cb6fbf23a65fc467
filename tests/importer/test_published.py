"""Beginning a promise with one that is published."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.domain.canonical import digest
from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText
from loftet.domain.suggestion import PromiseStatus
from loftet.followup.models import FollowUp
from loftet.followup.services import confirm_closing
from loftet.importer.models import Precedent
from loftet.importer.precedents import PublishedSet, as_edition_file, read_edition_file
from loftet.importer.selectors import (
    find_published,
    get_published,
    list_drafts,
    list_precedents,
    list_published_rows,
)
from loftet.importer.selectors.published import Outcome
from loftet.importer.services import borrow_promise
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Organisation
from loftet.promises.models import Promise, PromiseSet
from loftet.promises.services import make_ready, remove_promise, share_set
from loftet.publication.models import Edition, EditionKind
from loftet.publication.services import publish_follow_up, publish_promise_set
from tests.factories import Cast, make_cast, signed_in
from tests.followup import making
from tests.followup.making import World
from tests.permission_rows.importer import promise_in
from tests.promises.making import document, empty_set, fresh, sign_all
from tests.publication.making import published, republished


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return published(cast)


@pytest.fixture
def draft(cast: Cast) -> PromiseSet:
    return empty_set(cast, title="Nästa års löfte")


def source_of(by: Actor, edition: Edition) -> PublishedSet:
    found = get_published(by, edition.pk, key_of(edition))
    assert found
    return found


def key_of(edition: Edition) -> str:
    return promise_in(edition)


def titles(by: Actor, typed: str = "", code: str = "") -> list[str]:
    editions = find_published(by, typed=typed, code=code)
    return [each.title for row in list_published_rows(by, editions, typed) for each in row.promises]


def test_it_is_found_by_other_forms_of_its_words_by_everybody(cast: Cast, edition: Edition) -> None:
    for actor in (cast.asta, cast.petra, cast.cesar):
        for typed in ("mätning", "mätningarna drogerna", "", f"https://x.se/lofte/{key_of(edition)}.html"):
            assert titles(actor, typed) == ["Vi mäter droger i avloppsvattnet"], typed
        assert titles(actor, "belysning") == []
    assert titles(cast.asta, code="0580") != []
    assert titles(cast.asta, code="0781") == []


def test_only_the_newest_edition_is_found(cast: Cast) -> None:
    newest = republished(cast)
    assert [each.pk for each in find_published(cast.asta, typed="mätning", code="")] == [newest.pk]


@pytest.fixture
def world(cast: Cast) -> World:
    """A published promise set of one promise, with periods to account for."""
    made = making.make_world(cast)
    ready = make_ready(by=cast.asta, promise_set=fresh(made.promise_set))
    publish_promise_set(by=cast.asta, promise_set=ready)
    return made


def followed_up(world: World) -> Outcome:
    """What others see of it when the period that is accounted for has been closed and published."""
    cast = world.cast
    follow_up = making.propose(cast.asta, world)
    confirm_closing(by=cast.petra, follow_up=follow_up)
    sign_all(cast, follow_up)  # type: ignore[arg-type]
    publish_follow_up(by=cast.asta, follow_up=FollowUp.objects.get(pk=follow_up.pk))
    (row,) = list_published_rows(cast.cesar, find_published(cast.cesar, typed="", code=""), "")
    (outcome,) = (each.outcome for each in row.promises)
    assert outcome
    return outcome


def test_where_nothing_was_counted_each_party_tells_how_it_went(world: World) -> None:
    making.hand_in(world.cast.asta, world, making.not_done())
    making.hand_in(world.cast.petra, world, AccountText(CellState.DONE, words="Vi höll i mötet."))
    outcome = followed_up(world)
    assert outcome.counted == ()
    assert outcome.told == (("Inte gjort", "Kommunen", ""), ("Gjort", "Polisen", "Vi höll i mötet."))
    page = signed_in(world.cast.cesar).get(reverse("importer:published_list")).content.decode()
    assert "Vi höll i mötet." in page


def test_what_came_of_it_stands_beside_it_with_each_judgment(cast: Cast, world: World) -> None:
    making.assess(cast.asta, world, PromiseStatus.FULFILLED)
    making.assess(cast.petra, world, PromiseStatus.PARTLY_FULFILLED, "En mätning gick inte att läsa.")
    making.both_hand_in(world)
    outcome = followed_up(world)
    edition = Edition.objects.get(kind=EditionKind.PROMISE_SET)
    assert outcome.told == ()
    assert outcome.counted == ("2–3 mätningar",)
    judged = [(status, who) for status, who, _why in outcome.judged]
    assert judged == [("Uppfyllt", "Kommunen"), ("Delvis uppfyllt", "Polisen")]
    address = reverse("importer:published_borrow", args=(edition.pk, key_of(edition)))
    shown = HTMLParser(signed_in(cast.cesar).get(address).content.decode()).css_first("main").text()
    for words in ("2–3 mätningar", "Uppfyllt", "Delvis uppfyllt", "En mätning gick inte att läsa."):
        assert words in shown


def test_what_is_not_published_is_not_found(cast: Cast, draft: PromiseSet) -> None:
    assert titles(cast.asta) == []


def test_the_demo_and_what_is_real_are_kept_apart(cast: Cast, edition: Edition) -> None:
    demo = replace(cast.asta, organisation=Organisation(is_demo=True))
    assert titles(demo) == []
    assert get_published(demo, edition.pk, key_of(edition)) is None


def test_words_and_commitments_are_copied_and_nothing_of_how_it_went(
    cast: Cast, edition: Edition, draft: PromiseSet
) -> None:
    source = source_of(cast.asta, edition)
    made = borrow_promise(by=cast.asta, promise_set=draft, source=source, key=key_of(edition))
    (copy,), (original,) = document(draft).promises, source.document.promises
    assert (copy.title, copy.text, copy.why) == (original.title, original.text, original.why)
    assert (copy.background, copy.baseline) == ("", "")
    assert copy.key == str(made.key) != original.key
    (ours,), (theirs,) = copy.commitments, original.commitments
    assert (ours.number, ours.unit, ours.kind) == (theirs.number, theirs.unit, theirs.kind)
    assert ours.key != theirs.key
    assert ours.performers == ours.responsible == (cast.asta.organisation.pk,)


def test_performers_of_another_place_become_the_own_or_are_left_to_choose(
    cast: Cast, edition: Edition, draft: PromiseSet
) -> None:
    """Whatever numbers and names their parties have."""
    data = json.loads(as_edition_file(source_of(cast.asta, edition)))["document"]
    parties = [{**each, "organisation": each["organisation"] + 900, "name": "X"} for each in data["parties"]]
    promise = data["focus_areas"][0]["promises"][0]
    numbers = {each["role"]: each["organisation"] for each in parties}
    both = {
        "performers": sorted(numbers.values()),
        "responsible": [],
        "performer_note": "VA",
        "place": "Torget",
    }
    promise["commitments"] = [{**promise["commitments"][0], **both}]
    source = read_edition_file(file_of(source_of(cast.asta, edition), {**data, "parties": parties}))
    borrow_promise(by=cast.asta, promise_set=draft, source=source, key=promise["key"])
    (copied,) = document(draft).promises[0].commitments
    assert set(copied.performers) == {cast.asta.organisation.pk, cast.petra.organisation.pk}
    assert (copied.responsible, copied.performer_note, copied.place) == ((), "", "")


def file_of(source: PublishedSet, data: dict[str, Any]) -> str:
    """An edition's file with another document, and the digest of that."""
    envelope = {**source.envelope.to_data(), "document_digest": digest(data)}
    return json.dumps({"schema": "loftet.edition_file.v1", "envelope": envelope, "document": data})


def test_its_source_is_kept_with_the_draft_and_told_in_the_audit_trail(
    cast: Cast, edition: Edition, draft: PromiseSet
) -> None:
    made = borrow_promise(
        by=cast.asta, promise_set=draft, source=source_of(cast.asta, edition), key=key_of(edition)
    )
    (precedent,) = list_precedents(cast.asta, draft)
    assert precedent.promise_key == made.key
    assert precedent.document_digest == edition.document_digest
    assert precedent.address.endswith(f"/kommun/0580-linkoping/lofte/{key_of(edition)}.html")
    assert AuditEvent.objects.filter(kind="promise_borrowed", subject_id=draft.pk).count() == 1
    assert list_precedents(cast.petra, draft) == []
    page = signed_in(cast.asta).get(reverse("importer:promise_set_sources", args=(draft.pk,)))
    assert edition.document_digest in page.content.decode()
    remove_promise(by=cast.asta, promise=Promise.objects.get(pk=made.pk))
    assert list_precedents(cast.asta, draft) == []


def test_nothing_is_taken_into_what_is_shared_or_anothers(
    cast: Cast, edition: Edition, draft: PromiseSet
) -> None:
    source, key = source_of(cast.asta, edition), key_of(edition)
    with pytest.raises(NotAllowed):
        borrow_promise(by=cast.petra, promise_set=draft, source=source, key=key)
    borrow_promise(by=cast.asta, promise_set=draft, source=source, key=key)
    assert draft in list_drafts(cast.asta)
    assert list_drafts(cast.petra) == []
    share_set(by=cast.asta, promise_set=fresh(draft))
    assert draft not in list_drafts(cast.asta)
    with pytest.raises(NotAllowed):
        borrow_promise(by=cast.asta, promise_set=fresh(draft), source=source, key=key)


def test_a_promise_that_is_not_in_the_edition_is_refused(
    cast: Cast, edition: Edition, draft: PromiseSet
) -> None:
    with pytest.raises(NotAllowed):
        borrow_promise(by=cast.asta, promise_set=draft, source=source_of(cast.asta, edition), key="0" * 36)


def test_the_file_of_an_edition_says_the_same_as_the_edition(cast: Cast, edition: Edition) -> None:
    file = bytes(edition.files.get(format="json").content or b"")
    source = source_of(cast.asta, edition)
    assert read_edition_file(file) == replace(source, address="")
    assert read_edition_file(as_edition_file(source)) == replace(source, address="")


def test_a_file_that_was_altered_is_refused(cast: Cast, edition: Edition) -> None:
    altered = as_edition_file(source_of(cast.asta, edition)).replace('"number":4', '"number":5')
    with pytest.raises(NotAllowed, match="ändrats"):
        read_edition_file(altered)


@pytest.mark.parametrize(
    "content",
    ["", "nej", "[]", "{}", '{"schema": NaN}', "[" * 100_000, b"\xff\xfe",
     '{"schema": "loftet.edition_file.v1"}',
     '{"schema": "loftet.edition_file.v1", "envelope": 3, "document": {}}'],
)  # fmt: skip
def test_what_is_no_edition_is_refused(db: None, content: str | bytes) -> None:
    with pytest.raises(NotAllowed):
        read_edition_file(content)


def test_a_promise_is_taken_from_a_file_in_two_steps(cast: Cast, edition: Edition, draft: PromiseSet) -> None:
    client, address = signed_in(cast.asta), reverse("importer:published_file")
    file = SimpleUploadedFile("1.json", as_edition_file(source_of(cast.asta, edition)).encode())
    picking = client.post(address, {"file": file})
    content = picking.context["form"].initial["content"]
    chosen = {"content": content, "promise": key_of(edition), "promise_set": str(draft.pk)}
    bad = {**chosen, "address": "inte en adress"}
    assert client.post(address, bad).status_code == 422
    assert client.post(address, {**chosen, "promise": "nej"}).status_code == 422
    assert client.post(address, {**chosen, "content": "nej"}).status_code == 422
    there = "https://annan.example.se/kommun/0580-linkoping/lofte/x.html"
    taken = client.post(address, {**chosen, "address": there})
    promise = Promise.objects.get(focus_area__promise_set=draft)
    assert taken.headers["Location"] == reverse("promises:promise_edit", args=(draft.pk, promise.pk))
    assert Precedent.objects.get().address == there


def files_of(world: World) -> tuple[str, str]:
    """The set and its follow-up as the public site of this installation offers them to another."""
    kinds = (EditionKind.PROMISE_SET, EditionKind.FOLLOW_UP)
    editions = [Edition.objects.get(kind=kind) for kind in kinds]
    told, outcome = (bytes(each.files.get(format="json").content or b"").decode() for each in editions)
    return told, outcome


def test_the_follow_ups_file_shows_what_came_of_it(cast: Cast, world: World, draft: PromiseSet) -> None:
    making.both_hand_in(world)
    followed_up(world)
    told, outcome = files_of(world)
    client, address = signed_in(cast.asta), reverse("importer:published_file")
    files = {"file": SimpleUploadedFile("1.json", told.encode())}
    alone = client.post(address, files)
    assert "2–3 mätningar" not in alone.content.decode()
    files = {"file": SimpleUploadedFile("1.json", told.encode())}
    picking = client.post(address, {**files, "follow_up": SimpleUploadedFile("2.json", outcome.encode())})
    assert "2–3 mätningar" in picking.content.decode()
    assert 'enctype="multipart/form-data"' in picking.content.decode()
    kept = {name: picking.context["form"].initial[name] for name in ("content", "follow_up", "promise_set")}
    again = client.post(address, {**kept, "promise": "nej"})
    assert again.status_code == 422
    assert "2–3 mätningar" in again.content.decode()
    assert client.post(address, {**kept, "follow_up": outcome[:-9], "promise": "nej"}).status_code == 422
    taken = client.post(address, {**kept, "promise": world.promise.key})
    assert taken.status_code == 302


def test_a_follow_up_of_something_else_is_refused_by_its_field(cast: Cast, world: World) -> None:
    making.both_hand_in(world)
    followed_up(world)
    told, outcome = files_of(world)
    other = json.loads(told)["document"]
    other["focus_areas"][0]["promises"][0]["key"] = "0b1f6c1e-8d0a-4c35-9e6e-0000000000ff"
    source = get_published(cast.asta, Edition.objects.get(kind=EditionKind.PROMISE_SET).pk, world.promise.key)
    assert source
    client, address = signed_in(cast.asta), reverse("importer:published_file")
    altered = outcome.replace("Kommunen", "Polisen").replace('"number":2', '"number":3')
    for content in ("nej", told, altered, outcome):
        set_file = SimpleUploadedFile("1.json", file_of(source, other).encode())
        follow_up = SimpleUploadedFile("2.json", content.encode())
        answer = client.post(address, {"file": set_file, "follow_up": follow_up})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"follow_up"}


def test_a_file_too_large_or_of_another_kind_is_refused_by_its_field(cast: Cast) -> None:
    client, address = signed_in(cast.asta), reverse("importer:published_file")
    for content in (b"nej", b" " * 2_000_001):
        answer = client.post(address, {"file": SimpleUploadedFile("1.json", content)})
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]


def test_a_precedent_is_known_by_its_digest(cast: Cast, draft: PromiseSet) -> None:
    bad = Precedent(
        owner=cast.asta.organisation,
        promise_set=draft,
        promise_key="0b1f6c1e-8d0a-4c35-9e6e-000000000001",
        title="a",
        published_for="b",
        published_on="2026-01-01",
        edition_number=1,
        document_digest="inget",
        taken_by=cast.asta.person,
    )
    with pytest.raises(IntegrityError, match="a_precedent_is_known_by_its_digest"), transaction.atomic():
        bad.save()
