"""What is recorded is shared at once where the agreement has so decided, and not otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from loftet.activities import services
from loftet.activities.models import Occurrence, OccurrenceSharing
from loftet.activities.selectors.sharing import list_received
from loftet.agreements import services as agreements
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises.models import PromiseSet
from tests.agreements.making import fresh, rewrite, sign_for
from tests.factories import Cast, make_actor, signed_in

from .links import asked, author, done, mailed, page
from .making import TODAY, first_key, occurrence, told
from .test_pasting import ROWS

PERSON = {"public_note": "Mannen heter Nils Nilsson."}


@pytest.fixture
def decided(cast: Cast, promise_set: PromiseSet) -> PromiseSet:
    """The agreement of the running promise now holds the standing decision, signed by both."""
    agreement = fresh(promise_set.agreement)
    agreements.start_new_version(by=cast.asta, agreement=agreement, reason="Vi delar direkt.")
    rewrite(cast.asta, agreement, shares_when_recorded=True)
    agreements.share_agreement(by=cast.asta, agreement=fresh(agreement))
    for party in (cast.asta, cast.petra):
        sign_for(party, agreement)
    return promise_set


def sheet(promise_set: PromiseSet) -> dict[str, str]:
    return {"promise_set": str(promise_set.pk), "commitment": first_key(promise_set), "text": ROWS}


def received_by(actor: Actor) -> list[Occurrence]:
    return list(list_received(actor))


def kinds(actor: Actor) -> list[str]:
    """What the trail of the actor's organisation says of occurrences."""
    of_them = AuditEvent.objects.filter(organisation_id=actor.organisation.pk, subject_kind="occurrence")
    return list(of_them.order_by("pk").values_list("kind", flat=True))


def test_it_reaches_the_other_party_as_it_is_recorded_and_both_trails_say_so(
    cast: Cast, decided: PromiseSet
) -> None:
    made = occurrence(cast.asta, decided)

    assert received_by(cast.petra) == [made]
    assert received_by(cast.asta) == received_by(cast.cesar) == []
    assert kinds(cast.asta) == ["occurrence_recorded", "occurrence_shared"]
    assert kinds(cast.petra) == ["occurrence_received"]
    shared = AuditEvent.objects.get(kind="occurrence_shared")
    assert shared.data == {"organisations": [cast.petra.organisation.name]}


def test_without_the_decision_it_stays_where_it_was_recorded(cast: Cast, promise_set: PromiseSet) -> None:
    occurrence(cast.asta, promise_set)

    assert received_by(cast.petra) == []
    assert kinds(cast.petra) == []


def test_it_is_shared_in_the_transaction_that_records_it(cast: Cast, decided: PromiseSet) -> None:
    with transaction.atomic():
        occurrence(cast.asta, decided)
        transaction.set_rollback(True)
    assert not OccurrenceSharing.objects.exists()
    assert kinds(cast.petra) == []


def test_a_reporter_and_a_link_share_as_a_coordinator_does(cast: Cast, decided: PromiseSet) -> None:
    reporter = make_actor(Role.REPORTER, organisation=cast.asta.organisation)
    occurrence(reporter, decided)
    activity, unit = asked(cast.asta, decided)
    mailed(cast.asta, unit)
    services.submit_report(by=author(), key="en-nyckel", rows=[done(activity)])
    occurrence(cast.petra, decided)

    assert len(received_by(cast.petra)) == 2
    assert len(received_by(cast.asta)) == 1


def test_rows_pasted_are_shared_each_with_its_event(cast: Cast, decided: PromiseSet) -> None:
    answer = signed_in(cast.asta).post(reverse("activities:paste"), sheet(decided) | {"act": "save"})

    assert answer.status_code == 302
    assert len(received_by(cast.petra)) == kinds(cast.asta).count("occurrence_shared") > 1


def test_what_looks_like_a_person_waits_until_it_is_corrected(cast: Cast, decided: PromiseSet) -> None:
    made = occurrence(cast.asta, decided, **PERSON)
    url = reverse("activities:occurrence_detail", args=(made.pk,))
    assert received_by(cast.petra) == []
    assert "inte delat med de andra parterna än" in signed_in(cast.asta).get(url).content.decode()

    services.correct_occurrence(by=cast.asta, occurrence=made, content=told(decided), revision=0)
    assert received_by(cast.petra) == [made]
    html = signed_in(cast.asta).get(url).content.decode()
    assert "inte delat med de andra parterna än" not in html
    assert "Delat med" in html


def test_what_waits_is_shared_when_the_party_hands_in(cast: Cast, decided: PromiseSet) -> None:
    made = occurrence(cast.asta, decided, **PERSON)
    services.share_occurrences(
        by=cast.asta, promise_set=decided, occurrences=[made], organisations=[cast.petra.organisation]
    )

    assert received_by(cast.petra) == [made]


def test_a_person_named_in_the_internal_note_alone_holds_nothing_back(
    cast: Cast, decided: PromiseSet
) -> None:
    occurrence(cast.asta, decided, internal_note=PERSON["public_note"])

    assert len(received_by(cast.petra)) == 1


def test_a_correction_is_told_in_both_trails_and_shared_once(cast: Cast, decided: PromiseSet) -> None:
    made = occurrence(cast.asta, decided)
    services.correct_occurrence(
        by=cast.asta, occurrence=made, content=told(decided, place_name="Ryd"), revision=0
    )
    services.withdraw_occurrence(by=cast.asta, occurrence=made, reason="Fel dag")

    assert OccurrenceSharing.objects.count() == 1
    assert kinds(cast.petra) == ["occurrence_received", *["received_occurrence_changed"] * 2]


def test_it_ends_with_the_agreement(cast: Cast, decided: PromiseSet) -> None:
    agreements.end_agreement(by=cast.asta, agreement=fresh(decided.agreement), reason="Ersatt.")
    occurrence(cast.asta, decided)

    assert received_by(cast.petra) == []


def test_who_receives_reads_it_without_the_internal_note(cast: Cast, decided: PromiseSet) -> None:
    made = occurrence(cast.asta, decided, starts_on=TODAY - timedelta(days=2))
    url = reverse("activities:occurrence_received")
    html = signed_in(cast.petra).get(url).content.decode()

    assert "Prov togs under ett dygn." in html
    assert "Provet skickades i tid." not in html
    assert "Inget har tagits emot" in signed_in(cast.asta).get(url).content.decode()
    services.withdraw_occurrence(by=cast.asta, occurrence=made, reason="Hemligt skäl")
    html = signed_in(cast.petra).get(url).content.decode()
    assert "Återtaget" in html
    assert "Hemligt skäl" not in html
    with pytest.raises(NotAllowed):
        services.withdraw_occurrence(by=cast.petra, occurrence=made, reason="Fel")


def test_forms_say_so_before_anything_is_saved(cast: Cast, decided: PromiseSet) -> None:
    activity, unit = asked(cast.asta, decided)
    token, browser = mailed(cast.asta, unit), signed_in(cast.asta)
    said = f"delas det du sparar som gjort direkt med {cast.petra.organisation.name}"
    made = occurrence(cast.asta, decided)
    addresses: list[tuple[str, list[Any]]] = [
        ("occurrence_create", [decided.pk]),
        ("activity_tell", [activity.pk]),
        ("occurrence_correct", [made.pk]),
        ("report_due", []),
    ]
    pages = [browser.get(reverse(f"activities:{name}", args=args)) for name, args in addresses]
    pages.append(browser.post(reverse("activities:paste"), sheet(decided)))
    pages.append(browser.get(page(token)))

    assert [said in each.content.decode() for each in pages] == [True] * 6


def test_forms_say_nothing_where_nothing_is_decided(cast: Cast, promise_set: PromiseSet) -> None:
    url = reverse("activities:occurrence_create", args=(promise_set.pk,))

    assert "delas det du sparar" not in signed_in(cast.asta).get(url).content.decode()
