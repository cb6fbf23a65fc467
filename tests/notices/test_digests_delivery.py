"""Digests by a real worker, killed in the middle: nothing is lost, nothing told or sent twice (ADR 14)."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

import psycopg
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from loftet.domain.agreement_states import AgreementState
from loftet.domain.digests import Frequency
from loftet.notices.models import ToldNotice
from loftet.notices.services import choose_frequency
from loftet.organisations.models import OutboxMessage, Person, Role
from tests.database import Clone
from tests.factories import make_actor, make_agreement_at, make_cast
from tests.mail_server import MailServer, await_that, unsent
from tests.processes import kill_group, running

PEOPLE = 6
ROUND = ("notices.send_digests", "organisations.send_waiting_mail")
HELD = "SELECT FROM notices_noticesettings WHERE person_id = %s FOR UPDATE"


def make_people() -> list[Person]:
    """Coordinators of one municipality, who all have the same draft waiting and want to know at once."""
    cast = make_cast()
    make_agreement_at(AgreementState.DRAFT, owner=cast.asta, other=cast.petra)
    more = [make_actor(Role.COORDINATOR, organisation=cast.asta.organisation) for _ in range(PEOPLE - 1)]
    people = [cast.asta.person, *(actor.person for actor in more)]
    for person in people:
        choose_frequency(by_person=person, frequency=Frequency.AT_ONCE)
    choose_frequency(by_person=cast.petra.person, frequency=Frequency.NEVER)
    return people


def begin_round() -> None:
    """What the clock does every few minutes: write what is new, and send what no living job sends."""
    for task in ROUND:
        with suppress(AlreadyEnqueued):
            app.configure_task(task).defer(timestamp=0)


def jobs(*statuses: str) -> set[int]:
    found = ProcrastinateJob.objects.filter(status__in=statuses, task_name__in=ROUND)
    return set(found.values_list("pk", flat=True))


def next_round(surroundings: dict[str, str], log: Path) -> None:
    """Another worker does all that is left; what the killed one had in hand stays noted as being done."""
    left = jobs("doing")
    begin_round()
    with running("worker", env=surroundings, log=log):
        await_that(lambda: not jobs("todo") and jobs("doing") <= left, seconds=60)
        await_that(lambda: unsent() == 0)


def digests() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(subject__startswith="Utkast som inte är delat"))


def told_once(people: list[Person]) -> None:
    """Each person has one digest, and is noted once as told."""
    assert Counter(each.recipient for each in digests()) == Counter(person.email for person in people)
    assert ToldNotice.objects.count() == len(people)


def test_a_worker_killed_while_it_sends_loses_nothing_and_sends_nothing_twice(
    surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    people, log = make_people(), tmp_path / "worker.log"
    mail_server.takes_at_most = 2
    begin_round()
    with running("worker", env=surroundings, log=log) as worker:
        await_that(lambda: len(digests()) == PEOPLE and PEOPLE - unsent() == 2)
        await_that(lambda: mail_server.data_waiting > 0)
        kill_group(worker)
    await_that(lambda: mail_server.data_waiting == 0)  # the server has seen that the sender is gone
    mail_server.takes_at_most = None

    next_round(surroundings, log)

    told_once(people)
    assert mail_server.taken == Counter({each.message_id: 1 for each in digests()})


def test_a_worker_killed_while_it_writes_tells_each_once(
    committed_database: Clone, surroundings: dict[str, str], mail_server: MailServer, tmp_path: Path
) -> None:
    people, log = make_people(), tmp_path / "worker.log"
    mail_server.takes_at_most = 0
    begin_round()
    with psycopg.connect(committed_database.url) as elsewhere:
        elsewhere.execute(HELD, [people[3].pk])
        with running("worker", env=surroundings, log=log) as worker:
            await_that(lambda: len(digests()) == 3)
            kill_group(worker)
    mail_server.takes_at_most = None
    assert Counter(each.recipient for each in digests()) == Counter(person.email for person in people[:3])

    next_round(surroundings, log)

    told_once(people)
    assert mail_server.taken == Counter({each.message_id: 1 for each in digests()})
