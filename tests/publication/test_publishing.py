"""Publishing is one act, of exactly what was signed; what stands in its way changes nothing."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from loftet.agreements.models import SharedVersion
from loftet.domain.canonical import digest
from loftet.domain.edition import ApprovalAct, EditionKind, leaf_of
from loftet.domain.ledger import consistency_proof, inclusion_proof, is_consistent, is_included
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises import services as promises
from loftet.promises.models import PromiseSet
from loftet.publication import services
from loftet.publication.models import Edition, LedgerEntry
from loftet.publication.policies import publish_set_obstacles
from loftet.publication.services.ledger import BUILD_PORTAL
from tests.database import Clone
from tests.factories import Cast, make_actor, make_cast, make_organisation, make_police
from tests.promises.making import YEAR, fresh, newest, running, shared, signed

from .making import head_of, published, republished, second_version


def test_the_signed_document_is_published_unchanged_in_an_envelope(cast: Cast) -> None:
    edition = published(cast)
    version = SharedVersion.objects.get(record_kind="promise_set")
    envelope = edition.read_envelope()
    assert (edition.document, edition.document_digest) == (version.document, version.digest)
    assert envelope.document_digest == version.digest
    assert edition.envelope_digest == digest(edition.envelope)
    assert (envelope.number, envelope.kind, envelope.replaces) == (1, EditionKind.PROMISE_SET, None)
    assert envelope.identifier == f"linkoping/{YEAR}/medborgarlofte/1"
    assert envelope.municipalities == ("0580",)


def test_the_envelope_names_positions_and_no_persons(cast: Cast) -> None:
    envelope = published(cast).read_envelope()
    assert [(each.position, each.act) for each in envelope.approvals] == [
        ("Kommundirektör", ApprovalAct.SIGNED),
        ("Lokalpolisområdeschef", ApprovalAct.SIGNED),
    ]
    for name in ("Asta", "Petra", "Undertecknare"):
        assert name not in str(envelope)


def test_each_publication_signs_the_new_head_of_the_ledger(cast: Cast) -> None:
    second = republished(cast)
    first = Edition.objects.get(number=1)
    leaves = [bytes.fromhex(each.leaf_digest) for each in LedgerEntry.objects.all()]
    assert leaves == [leaf_of(first.envelope), leaf_of(second.envelope)]
    old, new = head_of(first), head_of(second)
    assert (old.size, new.size) == (1, 2)
    proof = [bytes.fromhex(each) for each in second.entry.proof]
    assert proof == inclusion_proof(leaves, 1)
    assert is_included(leaf=leaves[1], index=1, size=2, proof=proof, root=new.root)
    assert is_consistent(
        old_size=1, old_root=old.root, new_size=2, new_root=new.root, proof=consistency_proof(leaves, 1)
    )


def test_a_new_version_replaces_the_edition_before_it_under_the_same_name(cast: Cast) -> None:
    second = republished(cast)
    first = Edition.objects.get(number=1)
    envelope = second.read_envelope()
    assert second.identifier == first.identifier
    assert envelope.replaces is not None
    assert (envelope.replaces.number, envelope.replaces.envelope_digest) == (1, first.envelope_digest)
    assert second.document["change_reason"] == "Ett löfte till."


def test_another_set_of_the_same_year_has_a_name_of_its_own(cast: Cast) -> None:
    published(cast)
    other = services.publish_promise_set(by=cast.petra, promise_set=running(cast))
    assert other.identifier == f"linkoping/{YEAR}/medborgarlofte/2"
    assert other.number == 2


def test_both_parties_have_it_in_their_trail(cast: Cast) -> None:
    edition = published(cast)
    own = AuditEvent.objects.get(organisation_id=cast.asta.organisation.pk, kind="edition_published")
    theirs = AuditEvent.objects.get(organisation_id=cast.petra.organisation.pk, subject_kind="edition")
    assert (own.person_id, own.data["number"]) == (cast.asta.person.pk, edition.number)
    assert theirs.data["by"] == cast.asta.organisation.name


def test_the_public_pages_are_built_afterwards(cast: Cast) -> None:
    published(cast)
    assert ProcrastinateJob.objects.filter(task_name=BUILD_PORTAL).count() == 1


@pytest.mark.parametrize("role", [Role.COMMUNICATOR, Role.COORDINATOR])
def test_a_communicator_publishes_too(cast: Cast, role: Role) -> None:
    promise_set = running(cast)
    by = make_actor(role, organisation=cast.petra.organisation)
    assert services.publish_promise_set(by=by, promise_set=promise_set).published_for == by.organisation


def refused(words: str, by: Actor, promise_set: PromiseSet, **options: Any) -> None:
    before = (Edition.objects.count(), AuditEvent.objects.count(), ProcrastinateJob.objects.count())
    with pytest.raises(NotAllowed, match=words):
        services.publish_promise_set(by=by, promise_set=promise_set, **options)
    after = (Edition.objects.count(), AuditEvent.objects.count(), ProcrastinateJob.objects.count())
    assert after == before


def test_what_is_not_signed_and_let_out_is_not_published(cast: Cast) -> None:
    refused("Alla måste skriva under", cast.asta, shared(cast))
    refused("Släpp ut löftet", cast.asta, signed(cast))


def test_a_draft_is_not_published(cast: Cast) -> None:
    from tests.promises.making import drafted

    refused("fortfarande ett utkast", cast.asta, drafted(cast))


def test_an_ended_promise_is_not_published(cast: Cast) -> None:
    promise_set = running(cast)
    promises.end_set(by=cast.asta, promise_set=promise_set, reason="Klart.")
    refused("avslutat", cast.asta, fresh(promise_set))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.COMMUNICATOR}))
def test_other_roles_do_not_publish(cast: Cast, role: Role) -> None:
    refused("annan roll", make_actor(role, organisation=cast.asta.organisation), running(cast))


def test_an_organisation_that_is_no_party_does_not_publish(cast: Cast) -> None:
    refused("är inte part", cast.cesar, running(cast))


def test_nothing_is_published_twice(cast: Cast) -> None:
    edition = published(cast)
    promise_set = PromiseSet.objects.get(pk=edition.record_id)
    refused("Version 1 är redan publicerad", cast.petra, promise_set)


def test_only_the_version_that_was_shown_is_published(cast: Cast) -> None:
    promise_set = second_version(cast, running(cast))
    refused("en annan version", cast.asta, promise_set, version=1)
    assert services.publish_promise_set(by=cast.asta, promise_set=promise_set, version=2).version == 2


def test_a_version_that_waits_for_signatures_hides_the_one_before(cast: Cast) -> None:
    promise_set = running(cast)
    promises.start_new_version(by=cast.asta, promise_set=promise_set, reason="En ändring.")
    promises.share_set(by=cast.asta, promise_set=fresh(promise_set))
    refused("Alla måste skriva under", cast.asta, fresh(promise_set))


def test_a_document_that_is_not_the_signed_one_is_never_published(cast: Cast) -> None:
    """The database refuses to change one; so the policy is asked about one that never was there."""
    promise_set = running(cast)
    version = newest(promise_set)
    version.document["title"] = "Något annat"
    (sentence,) = publish_set_obstacles(cast.asta, promise_set, version)
    assert "inte det som undertecknades" in sentence
    version.digest = "0" * 64
    assert "Alla måste" in publish_set_obstacles(cast.asta, promise_set, version)[0]


def test_the_demo_has_a_ledger_of_its_own(cast: Cast) -> None:
    published(cast)
    demo = Cast(
        asta=make_actor(Role.COORDINATOR, organisation=make_organisation(is_demo=True)),
        bo=cast.bo,
        cesar=cast.cesar,
        petra=make_actor(Role.COORDINATOR, organisation=make_police(is_demo=True)),
    )
    edition = published(demo)
    assert (edition.is_demo, edition.number) == (True, 1)
    assert head_of(edition).origin == "localhost:8000/demo"


def test_two_who_publish_at_once_make_one_edition(committed_database: Clone) -> None:
    cast = make_cast()
    promise_set = running(cast)
    outcomes = at_once(
        lambda: services.publish_promise_set(by=cast.asta, promise_set=promise_set),
        lambda: services.publish_promise_set(by=cast.petra, promise_set=promise_set),
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Edition", "NotAllowed"]
    assert Edition.objects.count() == 1


def test_two_sets_at_once_stand_one_after_the_other(committed_database: Clone) -> None:
    cast = make_cast()
    sets = [running(cast), running(cast)]
    acts = [lambda each=each: services.publish_promise_set(by=cast.asta, promise_set=each) for each in sets]
    assert sorted(each.number for each in at_once(*acts)) == [1, 2]
    assert head_of(Edition.objects.get(number=2)).size == 2


def at_once(*acts: Any) -> list[Any]:
    outcomes: list[Any] = []

    def run(act: Any) -> None:
        try:
            outcomes.append(act())
        except NotAllowed as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return outcomes
