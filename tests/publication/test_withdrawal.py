"""Withdrawal empties the content where law demands it; that it was done stays for all to see."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from loftet.domain.edition import WithdrawalGround as Ground
from loftet.domain.edition import leaf_of
from loftet.domain.ledger import root_of
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.publication import services
from loftet.publication.models import Edition, LedgerEntry, WithdrawalGround
from loftet.publication.policies import withdraw_obstacles
from tests.factories import Cast, make_actor

from .making import head_of, published, registrar, republished

WORDS = "Ett personnamn hade kommit med."


def withdraw(by: Actor, edition: Edition, reason: str = WORDS) -> Edition:
    return services.withdraw(by=by, edition=edition, ground=WithdrawalGround.PERSONAL_DATA, reason=reason)


def test_the_content_goes_and_the_rest_stays(cast: Cast) -> None:
    edition = published(cast)
    emptied = withdraw(registrar(cast), edition)
    assert emptied.is_withdrawn
    assert emptied.document is None
    assert [file.content for file in emptied.files.all()] == [None] * 5
    assert [file.digest for file in emptied.files.all()] == [file.digest for file in edition.files.all()]
    assert (emptied.number, emptied.envelope) == (edition.number, edition.envelope)
    assert (emptied.withdrawal_ground, emptied.withdrawal_reason) == ("personal_data", WORDS)


def test_the_ledger_still_verifies(cast: Cast) -> None:
    edition = republished(cast)
    withdraw(registrar(cast), Edition.objects.get(number=1))
    leaves = [leaf_of(each.envelope) for each in Edition.objects.order_by("number")]
    assert leaves == [bytes.fromhex(each.leaf_digest) for each in LedgerEntry.objects.all()]
    assert head_of(edition).root == root_of(leaves)


def test_the_event_names_ground_and_reason_and_the_pages_are_built_anew(cast: Cast) -> None:
    edition = published(cast)
    by = registrar(cast)
    jobs = ProcrastinateJob.objects.count()
    withdraw(by, edition)
    event = AuditEvent.objects.get(kind="edition_withdrawn")
    assert (event.organisation_id, event.person_id) == (by.organisation.pk, by.person.pk)
    assert event.data == {"ground": "personal_data", "reason": WORDS}
    assert event.subject_name == edition.identifier
    assert ProcrastinateJob.objects.count() == jobs + 1


def refused(words: str, by: Actor, edition: Edition, **options: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        withdraw(by, edition, **options)
    assert Edition.objects.get(pk=edition.pk).document is not None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REGISTRAR}))
def test_only_a_registrar_withdraws(cast: Cast, role: Role) -> None:
    refused("annan roll", make_actor(role, organisation=cast.asta.organisation), published(cast))


def test_a_registrar_of_no_party_does_not(cast: Cast) -> None:
    stranger = make_actor(Role.REGISTRAR, organisation=cast.cesar.organisation)
    refused("registrator hos en part", stranger, published(cast))


def test_an_answer_names_no_party_and_is_withdrawn_by_those_of_its_agreement(cast: Cast) -> None:
    edition = published(cast)
    assert edition.document is not None
    del edition.document["parties"]
    stranger = make_actor(Role.REGISTRAR, organisation=cast.cesar.organisation)
    assert withdraw_obstacles(registrar(cast), edition) == []
    assert "registrator hos en part" in withdraw_obstacles(stranger, edition)[0]


def test_a_reason_must_be_given(cast: Cast) -> None:
    refused("Skriv varför", registrar(cast), published(cast), reason="  ")


def test_what_is_withdrawn_is_not_withdrawn_twice(cast: Cast) -> None:
    edition, by = published(cast), registrar(cast)
    withdraw(by, edition)
    with pytest.raises(NotAllowed, match="redan återkallat"):
        withdraw(by, edition)


def test_what_is_withdrawn_is_not_published_again(cast: Cast) -> None:
    from loftet.promises.models import PromiseSet

    edition = published(cast)
    withdraw(registrar(cast), edition)
    with pytest.raises(NotAllowed, match="redan publicerad"):
        services.publish_promise_set(by=cast.asta, promise_set=PromiseSet.objects.get(pk=edition.record_id))


def test_every_ground_has_its_words() -> None:
    assert set(WithdrawalGround.values) == {ground.value for ground in Ground}
