"""What shows only when transactions are committed: locks, and triggers at their end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Membership, Role
from loftet.organisations.services.memberships import end_memberships, give_roles
from tests.database import Clone
from tests.factories import make_actor


def test_two_administrators_cannot_end_each_other_at_the_same_moment(committed_database: Clone) -> None:
    asta = make_actor(Role.ADMINISTRATOR)
    bo = make_actor(Role.ADMINISTRATOR, organisation=asta.organisation)

    def end(by: Actor, other: Actor) -> bool:
        try:
            end_memberships(by=by, person=other.person)
        except NotAllowed:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(end, [asta, bo], [bo, asta]))

    assert sorted(ended) == [False, True]
    assert Membership.objects.active().filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_write_without_its_event_is_refused_at_commit(committed_database: Clone) -> None:
    bo = make_actor(Role.READER)

    with pytest.raises(IntegrityError, match="came without its audit event"):
        give_roles(person=bo.person, organisation=bo.organisation, roles=[Role.ADMINISTRATOR])

    assert not Membership.objects.filter(role=Role.ADMINISTRATOR).exists()
