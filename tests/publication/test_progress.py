"""Between follow-ups any party publishes what is handed in: counts beside targets, nothing judged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from loftet.agreements import services as agreements
from loftet.agreements.drafts import content_of, with_rows
from loftet.agreements.models import Agreement
from loftet.domain.canonical import digest
from loftet.domain.edition import ApprovalAct, EditionKind
from loftet.domain.progress import ProgressDocument
from loftet.domain.progress_days import ProgressDays
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises.services import make_ready
from loftet.publication import services
from loftet.publication.models import Edition, WithdrawalGround
from tests.factories import Cast, make_actor, signed_in
from tests.followup import making
from tests.followup.making import World, count, done, not_done
from tests.promises.making import fresh, sign_all

from .making import registrar
from .test_files import contents, rows_of, text_of_html, text_of_pdf, text_of_word, words_and_numbers


@pytest.fixture
def world(cast: Cast) -> World:
    """The set is published; nothing is handed in yet."""
    world = making.make_world(cast)
    make_ready(by=cast.asta, promise_set=world.promise_set)
    services.publish_promise_set(by=cast.asta, promise_set=world.promise_set)
    return world


def publish(world: World, by: Actor | None = None, **options: str) -> Edition:
    return services.publish_progress(
        by=by or world.cast.asta, promise_set=fresh(world.promise_set), **options
    )


def refused(words: str, world: World, by: Actor | None = None, **options: str) -> None:
    before = Edition.objects.count()
    with pytest.raises(NotAllowed, match=words):
        publish(world, by, **options)
    assert Edition.objects.count() == before


def told(world: World, number: float = 2, *, period: int = 0) -> None:
    counted = count(number, f"m{period}", commitment=world.promise.commitments[0].key)
    making.hand_in(world.cast.asta, world, done(counted), period=period)


def test_what_is_handed_in_stands_beside_the_target(world: World) -> None:
    told(world, 3)
    edition = publish(world, world.cast.petra)
    document = ProgressDocument.from_data(edition.document)
    assert document.to_data() == edition.document
    assert document.title == f"Läget: {document.promise_set.title}"
    (counted,) = document.promises[0].commitments
    assert (counted.commitment.number, counted.total.low) == (4, 3)
    assert counted.told_by == (world.cast.asta.organisation.pk,)
    assert [each.label for each in document.periods] == ["Period 1"]


def test_the_envelope_says_who_handed_in_and_when(world: World) -> None:
    told(world)
    envelope = publish(world).read_envelope()
    assert envelope.kind is EditionKind.PROGRESS
    assert envelope.identifier == f"linkoping/{(making._days(-200)).year}/lage/1"
    (approval,) = envelope.approvals
    assert (approval.party, approval.position, approval.act, approval.on) == (
        "Linköpings kommun",
        "",
        ApprovalAct.HANDED_IN,
        making.TODAY,
    )


def test_no_word_of_a_party_and_no_judgment_is_in_it(world: World) -> None:
    making.hand_in(world.cast.petra, world, not_done())
    told(world)
    written = json.dumps(publish(world).document, ensure_ascii=False)
    for word in ("Det gick bra", "Ingen kunde", "staff_missing", "suggestion", "assessments", "status"):
        assert word not in written


def test_newer_figures_replace_the_older_in_one_series(world: World) -> None:
    told(world, 2)
    first = publish(world)
    told(world, 1, period=1)
    second = publish(world)
    assert second.identifier == first.identifier
    replaces = second.read_envelope().replaces
    assert replaces
    assert replaces.number == first.number
    (counted,) = ProgressDocument.from_data(second.document).promises[0].commitments
    assert counted.total.low == 3


def test_what_nobody_counted_is_no_nought(world: World) -> None:
    """What is under way without a number is told of, and leaves open how many."""
    making.hand_in(world.cast.asta, world, done())
    (counted,) = ProgressDocument.from_data(publish(world).document).promises[0].commitments
    assert counted.told_by
    assert (counted.total.low, counted.total.high) == (0, None)


def test_nothing_handed_in_or_nothing_new_is_not_published(world: World) -> None:
    refused("Ingen part har lämnat in", world)
    told(world)
    publish(world)
    refused("Inget har lämnats in sedan", world)


def test_what_a_follow_up_has_told_is_not_told_as_progress(world: World) -> None:
    follow_up = making.closed(world)
    sign_all(world.cast, follow_up)  # type: ignore[arg-type]
    services.publish_follow_up(by=world.cast.asta, follow_up=follow_up)
    refused("Inget har lämnats in sedan", world)
    told(world, 1, period=1)
    assert publish(world).read_envelope().kind is EditionKind.PROGRESS


def test_counts_need_the_promise_that_they_stand_beside(cast: Cast) -> None:
    world = making.make_world(cast)
    told(world)
    refused("Publicera själva löftet först", world)


def test_others_do_not_publish_and_nobody_what_is_not_shown(world: World) -> None:
    told(world)
    refused("är inte part", world, world.cast.cesar)
    refused("annan roll", world, make_actor(Role.READER, organisation=world.cast.asta.organisation))
    refused("har ändrats sedan sidan öppnades", world, shown="0" * 64)


def test_every_party_reads_in_its_trail_that_it_was_published(world: World) -> None:
    told(world)
    edition = publish(world)
    events = AuditEvent.objects.filter(subject_kind="edition", subject_id=str(edition.pk))
    assert {(each.kind, each.organisation_id) for each in events} == {
        ("edition_published", world.cast.asta.organisation.pk),
        ("edition_published_by_party", world.cast.petra.organisation.pk),
    }


def test_the_numbers_are_equal_in_all_forms(world: World) -> None:
    told(world, 3)
    making.hand_in(world.cast.petra, world, done(count(17, "p", unit="kontroller")))
    files = contents(publish(world))
    html, pdf, word = text_of_html(files["html"]), text_of_pdf(files["pdf"]), text_of_word(files["docx"])
    assert sorted(words_and_numbers(html)) == sorted(words_and_numbers(word))
    assert sorted(words_and_numbers(html)) == sorted(words_and_numbers(pdf))
    for text in (html, pdf, word):
        assert "3 mätningar" in text
        assert "17 kontroller" in text
    row, other = rows_of(files["csv"])
    assert (other["row"], other["unit"], other["number"]) == ("total", "kontroller", "17")
    document = json.loads(files["json"])["document"]
    (counted,) = document["focus_areas"][0]["promises"][0]["commitments"]
    assert (
        (row["target"], row["number"])
        == ("4", "3")
        == (
            f"{counted['commitment']['number']:g}",
            f"{counted['total']['low']:g}",
        )
    )
    assert row["told_by"].split("; ") == ["Linköpings kommun", "Lokalpolisområde Linköping"]
    assert digest(document) == json.loads(files["json"])["envelope"]["document_digest"]


def test_progress_is_withdrawn_like_any_edition(world: World) -> None:
    told(world)
    edition = publish(world)
    withdrawn = services.withdraw(
        by=registrar(world.cast), edition=edition, ground=WithdrawalGround.DECISION, reason="Beslut."
    )
    assert withdrawn.document is None
    refused("Inget har lämnats in sedan", world)


def test_the_page_shows_the_figures_and_publishes_them(world: World) -> None:
    client, pk = signed_in(world.cast.asta), world.promise_set.pk
    tab = reverse("publication:promise_set_editions", args=(pk,))
    page = reverse("publication:progress_publish", args=(pk,))
    assert "Publicera läget" not in client.get(tab).content.decode()
    told(world, 3)
    assert page in client.get(tab).content.decode()
    shown = client.get(page)
    assert "3 mätningar" in shown.content.decode().replace("Minst", "minst")
    data = {"shown": shown.context["progress"].shown}
    assert client.post(page, data).status_code == 422
    assert client.post(page, {"shown": "0" * 64, "confirmed": "on"}).status_code == 422
    assert client.post(page, {**data, "confirmed": "on"}).url == tab
    assert "publicerat som utgåva 2" in client.get(tab).content.decode()
    assert client.post(page, {**data, "confirmed": "on"}).status_code == 422
    assert signed_in(world.cast.cesar).get(page).status_code == 404


# On the days that the parties have agreed on.


def agreed(world: World, days: ProgressDays | None = ProgressDays.MONTH) -> None:
    """A new version of the agreement with the days, signed by all and in force."""
    by, agreement = world.cast.asta, world.agreement
    begun = agreements.start_new_version(by=by, agreement=agreement, reason="Läget ska synas oftare.")
    begun = with_rows(Agreement.objects.filter(pk=begun.pk)).get()
    content = replace(content_of(begun), progress_days=days)
    agreements.edit_agreement(by=by, agreement=begun, content=content, revision=begun.revision)
    agreements.share_agreement(by=by, agreement=Agreement.objects.get(pk=begun.pk))
    sign_all(world.cast, Agreement.objects.get(pk=begun.pk))  # type: ignore[arg-type]


def first_of_next_month() -> date:
    return (making.TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)


def test_on_the_agreed_day_what_is_handed_in_is_published_by_itself(world: World) -> None:
    agreed(world)
    told(world)
    day = first_of_next_month()
    assert services.publish_agreed_progress(today=day - timedelta(days=1)) == 0
    assert services.publish_agreed_progress(today=day) == 1
    assert services.publish_agreed_progress(today=day) == 0
    edition = Edition.objects.get(kind="progress")
    assert edition.published_by is None
    events = AuditEvent.objects.filter(kind="progress_published_as_agreed", subject_id=str(edition.pk))
    assert {each.organisation_id for each in events} == {
        world.cast.asta.organisation.pk,
        world.cast.petra.organisation.pk,
    }


def test_a_day_that_was_missed_is_caught_up_with(world: World) -> None:
    agreed(world)
    told(world)
    assert services.publish_agreed_progress(today=first_of_next_month() + timedelta(days=9)) == 1


def test_without_an_agreed_day_nothing_is_published_by_itself(world: World) -> None:
    told(world)
    assert services.publish_agreed_progress(today=first_of_next_month()) == 0


def test_words_that_may_point_out_a_person_wait_for_one_who_reads(world: World) -> None:
    agreed(world)
    making.hand_in(world.cast.petra, world, done(count(1, "p", unit="samtal med 070-174 06 05")))
    assert services.publish_agreed_progress(today=first_of_next_month()) == 0
    assert publish(world)
