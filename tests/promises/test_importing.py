"""JSON out and in: the same bytes, in this installation and in another."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loftet.agreements.models import Agreement
from loftet.domain.canonical import canonical_json
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.promises import services
from loftet.promises.models import PromiseSet
from tests.factories import Cast, signed_in

from .making import (
    add,
    document,
    drafted,
    fresh,
    newest,
    promise_content,
    rewrite_details,
    shared,
    signed,
    the_promise,
    titles,
)

UNPROCESSABLE = 422
Data = dict[str, Any]
letters = st.characters(exclude_categories=["C", "Z"])
words = st.text(st.one_of(letters, st.just(" ")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
texts = st.one_of(st.just(""), words)
keys = st.uuids().map(str)


@st.composite
def commitments(draw: st.DrawFn) -> Data:
    """A commitment as it is written out; 1 and 2 stand for the parties until the cast is known."""
    number = draw(
        st.none() | st.integers(0, 10_000).map(float) | st.integers(1, 99).map(lambda tenths: tenths / 10)
    )
    parties = st.sets(st.sampled_from([1, 2])).map(sorted)
    return {
        "key": draw(keys),
        "performers": draw(parties),
        "performer_note": draw(texts),
        "responsible": draw(parties),
        "kind": draw(st.sampled_from(CommitmentClass)).value,
        "comparator": None if number is None else draw(st.sampled_from(Comparator)).value,
        "number": number,
        "number_max": draw(st.none() | st.integers(0, 9).map(lambda more: number + more)) if number else None,
        "unit": draw(texts),
        "every": draw(st.none() | st.sampled_from(Cadence).map(str)),
        "window": draw(st.none() | st.sampled_from(Window).map(str)),
        "per": draw(texts),
        "place": draw(texts),
        "groups": draw(st.lists(words, max_size=2)),
    }


@st.composite
def promises(draw: st.DrawFn) -> Data:
    undertaken = draw(st.lists(commitments(), max_size=3))
    has_number = any(each["number"] is not None for each in undertaken)
    told = {name: draw(texts) for name in ("background", "why", "baseline")}
    easy = draw(texts)
    return {
        "key": draw(keys),
        "title": draw(words),
        "text": draw(words),
        **told,
        **({"easy_read": easy} if easy else {}),
        "stands_without_target": False if has_number else draw(st.booleans()),
        "commitments": undertaken,
    }


areas = st.fixed_dictionaries({"name": words, "promises": st.lists(promises(), min_size=1, max_size=3)})
changes = st.fixed_dictionaries(
    {
        "title": words,
        "introduction": texts,
        "starts_on": st.none() | st.dates().map(str),
        "ends_on": st.none(),
        "version": st.integers(1, 9),
        "change_reason": words,
        "focus_areas": st.lists(areas, max_size=3, unique_by=lambda area: area["name"]),
    }
)


def written(promise_set: PromiseSet) -> bytes:
    return canonical_json(document(promise_set).to_data())


def read_in(cast: Cast, agreement: Agreement, content: bytes) -> PromiseSet:
    return services.import_set(by=cast.asta, agreement=agreement, data=json.loads(content))


def same(number: Any) -> Any:
    return number


def as_if_elsewhere(data: Any, number_of: Callable[[Any], Any] = same) -> Any:
    """The data as another installation may hold it: other keys, and other numbers of organisations."""
    match data:
        case dict():
            return {
                name: str(uuid.uuid5(uuid.NAMESPACE_OID, value))
                if name == "key"
                else [number_of(each) for each in value]
                if name in {"performers", "responsible"}
                else number_of(value)
                if name == "organisation"
                else as_if_elsewhere(value, number_of)
                for name, value in data.items()
            }
        case list():
            return [as_if_elsewhere(each, number_of) for each in data]
        case _:
            return data


@given(changes)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_document_in_and_out_is_the_same_bytes(draft: PromiseSet, cast: Cast, changed: Data) -> None:
    numbers = {1: cast.asta.organisation.pk, 2: cast.petra.organisation.pk}
    data = document(draft).to_data() | as_if_elsewhere(changed, lambda number: numbers.get(number, number))
    content = canonical_json(data)
    with transaction.atomic():
        again = read_in(cast, draft.agreement, content)
        assert written(again) == content
        services.discard_set(by=cast.asta, promise_set=again)


def test_a_version_that_was_shared_comes_in_with_its_number_and_reason(cast: Cast) -> None:
    promise_set = signed(cast)
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Fler mätningar.")
    rewrite_details(cast, promise_set, title="Andra versionen")
    services.share_set(by=cast.asta, promise_set=fresh(promise_set))
    content = canonical_json(as_if_elsewhere(newest(promise_set).document))
    again = read_in(cast, promise_set.agreement, content)
    assert written(again) == content
    assert (again.version, again.state) == (2, "draft")
    version = services.share_set(by=cast.asta, promise_set=fresh(again))
    assert (version.version, version.reason) == (2, "Fler mätningar.")


def test_the_numbers_of_parties_are_an_installations_own(draft: PromiseSet, cast: Cast) -> None:
    """Out of one, into another that numbers organisations otherwise, and home again: the same bytes."""
    there = as_if_elsewhere(document(draft).to_data(), lambda number: number + 1000)
    here = read_in(cast, draft.agreement, canonical_json(there))
    assert written(here) == canonical_json(as_if_elsewhere(document(draft).to_data()))


def test_a_file_of_promises_that_are_here_already_gets_new_keys(draft: PromiseSet, cast: Cast) -> None:
    again = services.import_set(by=cast.asta, agreement=draft.agreement, data=document(draft).to_data())
    assert titles(again) == titles(draft)
    assert document(again).promises[0].key != document(draft).promises[0].key


@pytest.mark.parametrize("change", ["schema", "key", "text", "performers", "range"])
def test_a_bad_file_is_refused_and_nothing_is_kept(draft: PromiseSet, cast: Cast, change: str) -> None:
    data = json.loads(canonical_json(document(draft).to_data()))
    promise = data["focus_areas"][0]["promises"][0]
    match change:
        case "schema":
            data["schema"] = "loftet.promise_set.v9"
        case "key":
            promise["key"] = "inte en uuid"
        case "text":
            promise["text"] = "a\u202eb"
        case "performers":
            promise["commitments"][0]["performers"] = [cast.cesar.organisation.pk]
        case "range":
            promise["commitments"][0]["number_max"] = 1.0
    with pytest.raises(NotAllowed, match=r"[Ff]il|tal"):
        services.import_set(by=cast.asta, agreement=draft.agreement, data=data)
    assert PromiseSet.objects.count() == 1


@pytest.mark.parametrize(("name", "value"), [("version", 0), ("version", 10_001), ("version", 2)])
def test_a_file_of_no_lawful_version_is_refused(draft: PromiseSet, cast: Cast, name: str, value: int) -> None:
    with pytest.raises(NotAllowed, match="version"):
        services.import_set(
            by=cast.asta, agreement=draft.agreement, data=document(draft).to_data() | {name: value}
        )


def test_a_file_with_a_number_and_without_target_is_refused(draft: PromiseSet, cast: Cast) -> None:
    data = as_if_elsewhere(document(draft).to_data())
    data["focus_areas"][0]["promises"][0]["stands_without_target"] = True
    with pytest.raises(NotAllowed, match="utan måltal"):
        services.import_set(by=cast.asta, agreement=draft.agreement, data=data)


@pytest.fixture
def asta(cast: Cast) -> Client:
    return signed_in(cast.asta)


def send(client: Client, promise_set: PromiseSet, content: bytes) -> Any:
    """The file, sent from the page that reads files in."""
    file = SimpleUploadedFile("fil.json", content)
    address = reverse("promises:promise_set_import")
    return client.post(address, {"agreement": promise_set.agreement_id, "file": file}, follow=True)


def confirm(client: Client, page: Any, promise_set: PromiseSet) -> Any:
    """What the page that compares sends when it is confirmed."""
    form = page.context["form"]
    return client.post(promise_set.page("read_in"), form.initial, follow=True)


def test_a_file_of_the_same_set_changes_its_draft_after_a_comparison(
    asta: Client, draft: PromiseSet, cast: Cast
) -> None:
    before = written(draft)
    add(cast, draft, title="Skrivet efteråt")
    rewrite_details(cast, draft, title="Ändrad rubrik")
    page = send(asta, draft, before)
    assert "Ändrad rubrik" in page.text
    assert "Skrivet efteråt" in page.text
    assert written(draft) != before
    assert "Utkastet säger nu" in confirm(asta, page, draft).text
    assert written(draft) == before
    assert PromiseSet.objects.count() == 1


def test_a_file_that_says_the_same_changes_nothing(asta: Client, cast: Cast) -> None:
    promise_set = shared(cast)
    assert "ord för ord" in send(asta, promise_set, written(promise_set)).text
    assert PromiseSet.objects.count() == 1


def test_only_the_order_may_differ(asta: Client, draft: PromiseSet, cast: Cast) -> None:
    before = written(draft)
    second = add(cast, draft, title="Två")
    content = written(draft)
    services.move_promise(by=cast.asta, promise=second, direction="up")
    page = send(asta, draft, content)
    assert "Bara ordningen" in page.text
    confirm(asta, page, draft)
    assert written(draft) == content != before


def test_what_is_shared_stays_and_a_new_version_takes_the_file(asta: Client, cast: Cast) -> None:
    promise_set = shared(cast)
    data = document(promise_set).to_data() | {"title": "Rättad i filen"}
    page = send(asta, promise_set, canonical_json(data))
    assert page.status_code == UNPROCESSABLE
    assert "ändras aldrig" in page.text
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Rättelse.")
    confirm(asta, send(asta, promise_set, canonical_json(data)), promise_set)
    now = document(promise_set)
    assert (now.title, now.version, now.change_reason) == ("Rättad i filen", 2, "Rättelse.")


def test_a_draft_changed_after_the_comparison_is_compared_anew(
    asta: Client, draft: PromiseSet, cast: Cast
) -> None:
    before = written(draft)
    rewrite_details(cast, draft, title="Först")
    page = send(asta, draft, before)
    rewrite_details(cast, draft, title="Sedan")
    answer = confirm(asta, page, draft)
    assert answer.status_code == UNPROCESSABLE
    assert "Sedan" in answer.text
    assert document(draft).title == "Sedan"
    with pytest.raises(ChangedMeanwhile):
        services.read_into_draft(by=cast.asta, promise_set=draft, data=json.loads(before), revision=0)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": "x"}'])
def test_a_file_that_was_lost_on_the_way_is_asked_for_again(
    asta: Client, draft: PromiseSet, content: str
) -> None:
    before = written(draft)
    answer = asta.post(draft.page("read_in"), {"content": content, "revision": draft.revision})
    assert answer.status_code == UNPROCESSABLE
    assert "filen" in answer.text.lower()
    assert written(draft) == before


def test_a_promise_of_another_set_is_not_taken_over(draft: PromiseSet, cast: Cast) -> None:
    other = drafted(cast)
    data = document(draft).to_data()
    data["focus_areas"] += [area | {"name": "Trafik"} for area in document(other).to_data()["focus_areas"]]
    with pytest.raises(NotAllowed, match="annat medborgarlöfte"):
        services.read_into_draft(by=cast.asta, promise_set=draft, data=data, revision=fresh(draft).revision)


def test_a_file_of_anothers_set_becomes_a_copy(cast: Cast) -> None:
    promise_set = shared(cast)
    page = send(signed_in(cast.petra), promise_set, written(promise_set))
    assert "en kopia" in page.text
    copy = PromiseSet.objects.latest("pk")
    assert copy.owner == cast.petra.organisation
    assert titles(copy) == titles(promise_set)


def test_who_writes_while_a_file_is_read_in_is_told(asta: Client, draft: PromiseSet, cast: Cast) -> None:
    promise = the_promise(draft)
    data = document(draft).to_data()
    data["focus_areas"][0]["promises"][0]["title"] = "Ur filen"
    services.read_into_draft(by=cast.asta, promise_set=draft, data=data, revision=draft.revision)
    with pytest.raises(ChangedMeanwhile):
        services.edit_promise(
            by=cast.asta, promise=promise, content=promise_content(title="Min"), revision=promise.revision
        )
