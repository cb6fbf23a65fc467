"""Two people at the same moment, each a process of its own with its own connection to the one database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import pytest

from loftet.agreements.models import SharedVersion
from loftet.domain.follow_up import FollowUpDocument
from loftet.followup.models import FollowUp, PartyAccount
from loftet.organisations.actor import Actor
from loftet.organisations.models import AuditEvent, OutboxMessage, Role
from tests.database import Clone
from tests.factories import make_actor, make_cast
from tests.processes import REPOSITORY, environment, kill_group

from .making import count, done, hand_in, make_world, propose, state

SECONDS = 60


@pytest.fixture
def env(committed_database: Clone, tmp_path: Path) -> dict[str, str]:
    return environment(
        DATABASE_URL=committed_database.url,
        DATABASE_OWNER_URL=committed_database.owner_url,
        LOFTET_DATA=str(tmp_path),
    )


@contextmanager
def person(deed: str, by: Actor, subject: int, *, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Ready to act, and ended whatever happens."""
    arguments = [deed, str(by.person.pk), str(by.organisation.pk), str(subject)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.followup.person", *arguments],
        env=env,
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill_group(process)


def at_once(*acts: tuple[str, Actor, int], env: dict[str, str]) -> list[str]:
    """What came of each act, all of them begun at one word."""
    with ExitStack() as stack:
        people = [stack.enter_context(person(deed, by, subject, env=env)) for deed, by, subject in acts]
        for each in people:
            assert _stream(each.stdout).readline() == "ready\n"
        for each in people:
            _stream(each.stdin).write("go\n")
            _stream(each.stdin).flush()
        return [each.communicate(timeout=SECONDS)[0].strip() for each in people]


def _stream(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def test_both_parties_hand_in_and_propose_and_the_last_two_confirm_together(env: dict[str, str]) -> None:
    """Both accounts arrive, one closing is proposed, and it is closed once with all that was handed in."""
    world = make_world(make_cast())
    asta, petra = world.cast.asta, world.cast.petra
    municipal, police = state(asta, world, done(count(2, "m"))), state(petra, world, done(count(9, "p")))
    handed_in = at_once(("hand_in", asta, municipal.pk), ("hand_in", petra, police.pk), env=env)
    assert handed_in == ["done", "done"]
    assert SharedVersion.objects.filter(record_kind="party_account").count() == 2
    assert letters("har lämnat in för") == {asta.person.email: 1, petra.person.email: 1}

    proposed = at_once(("propose", asta, world.period.pk), ("propose", petra, world.period.pk), env=env)
    assert sorted(proposed) == ["done", "refused"]
    follow_up = FollowUp.objects.get()
    other = petra if follow_up.proposed_for_id == asta.organisation.pk else asta
    colleague = make_actor(Role.COORDINATOR, organisation=other.organisation)

    confirmed = at_once(("confirm", other, follow_up.pk), ("confirm", colleague, follow_up.pk), env=env)
    assert sorted(confirmed) == ["done", "refused"]
    assert numbers_of_closed() == [2, 9]
    assert AuditEvent.objects.filter(kind="follow_up_shared").count() == 1
    assert set(letters("Stängd: ").values()) == {1}


def test_handing_in_and_closing_together_lose_nothing(env: dict[str, str]) -> None:
    """Either what is handed in stands in what is closed, or the closing waits for a new confirmation."""
    world = make_world(make_cast())
    hand_in(world.cast.asta, world, done(count(2, "m")))
    account = state(world.cast.petra, world, done(count(9, "p")))
    follow_up = propose(world.cast.asta, world)
    colleague = make_actor(Role.COORDINATOR, organisation=world.cast.petra.organisation)
    handed_in, confirmed = at_once(
        ("hand_in", world.cast.petra, account.pk), ("confirm", colleague, follow_up.pk), env=env
    )
    if handed_in == "refused":  # the closing came first, and froze the period without it
        assert confirmed == "done"
        assert PartyAccount.objects.get(pk=account.pk).shared_version is None
        assert numbers_of_closed() == [2]
    elif FollowUp.objects.get().is_open:  # it was handed in first, and those who had confirmed are asked anew
        assert FollowUp.objects.get().confirmations.count() < 2
        assert PartyAccount.objects.get(pk=account.pk).shared_version == 1
    else:
        assert numbers_of_closed() == [2, 9]


def test_two_of_one_party_who_hand_in_together_hand_in_once(env: dict[str, str]) -> None:
    world = make_world(make_cast())
    account = state(world.cast.asta, world, done(count(2)))
    colleague = make_actor(Role.COORDINATOR, organisation=world.cast.asta.organisation)
    acts = (("hand_in", world.cast.asta, account.pk), ("hand_in", colleague, account.pk))
    assert sorted(at_once(*acts, env=env)) == ["done", "refused"]
    assert SharedVersion.objects.filter(record_kind="party_account").count() == 1
    assert letters("har lämnat in för") == {world.cast.petra.person.email: 1}


def numbers_of_closed() -> list[float]:
    version = SharedVersion.objects.get(record_kind="follow_up")
    cells = FollowUpDocument.from_data(version.document).promises[0].cells
    return sorted(each.number or 0 for cell in cells for each in cell.account.counts)


def letters(words: str) -> dict[str, int]:
    """How many letters of this kind each address has got."""
    found: dict[str, int] = {}
    for address in OutboxMessage.objects.filter(subject__contains=words).values_list("recipient", flat=True):
        found[address] = found.get(address, 0) + 1
    return found
