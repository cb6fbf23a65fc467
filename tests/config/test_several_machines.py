"""Two web and two worker machines on one database, one of each killed in the middle (how-to/scale.md)."""

from __future__ import annotations

import fcntl
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
import requests
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.sql import SQL, Identifier

from loftet.activities.models import Activity, Occurrence, Submission
from loftet.organisations.models import AuditEvent, OutboxMessage
from loftet.publication.services import publish_promise_set
from tests.activities.links import asked, key_on, mailed, page, typed
from tests.database import Clone
from tests.factories import Cast, make_cast, signed_in
from tests.mail_server import MailServer, await_that, unsent
from tests.nginx import NGINX, nginx_with, serving
from tests.organisations.test_outbox_delivery import post_twice
from tests.processes import REPOSITORY, environment, free_port, kill_group, run_to_end
from tests.promises.making import running

from .machines import Front, Machine, Machines, Phone, ask

LETTERS = 10
SOME = 6
BUILD = "portal.build"
HOW_TO = REPOSITORY / "docs/how-to/scale.md"
BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'activities_submission'::regclass"


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
)


@pytest.fixture
def machines(committed_database: Clone, mail_server: MailServer, tmp_path: Path) -> Machines:
    found = Machines(committed_database, tmp_path, mail_server.port)
    found.install()
    return found


def test_one_web_and_one_worker_killed_lose_nothing_and_do_nothing_twice(
    machines: Machines, mail_server: MailServer
) -> None:
    """Nobody helps: the clock of the worker that lives finds what the dead one held."""
    cast = make_cast()
    token, owed = make_work(cast, mail_server)
    with ExitStack() as stack, ThreadPoolExecutor() as threads:
        webs = [machines.start(stack, "web", name) for name in ("web-1", "web-2")]
        front = Front(webs, session=signed_in(cast.asta).cookies["sessionid"].value)
        with building_held(machines):
            dying = machines.start(stack, "worker", "worker-1")
            await_that(lambda: is_held(mail_server, 1) and jobs_in(BUILD, "doing") == 1)
            machines.start(stack, "worker", "worker-2")
            await_that(lambda: is_held(mail_server, 3))
            read_a_while(front)
            report(Phone(), webs[0], page(token), owed[0])
            kill_while_it_takes_in(webs, page(token), owed[1], machines, threads)
            kill_group(dying.process)
            await_that(lambda: is_held(mail_server, 2))
        mail_server.takes_at_most = None
        read_a_while(front)
        report(Phone(), webs[1], page(token), owed[2])
        await_that(lambda: unsent() == 0 and not jobs_in(BUILD, "todo", "doing"), seconds=180)
        assert "Linköping" in ask(webs[1], "/offentligt/index.html").text
    assert {web.port for web in webs} == set(front.asked[:SOME])
    assert set(front.asked[SOME:]) == {webs[1].port}
    assert_each_was_told_once(owed)
    assert mail_server.taken == Counter(dict.fromkeys(message_ids(), 1))
    assert times_by_the_clock() == {1}
    verified = run_to_end("verify", str(machines.public), env=environment())
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed on this machine")
def test_nginx_as_the_how_to_has_it_goes_on_with_the_web_machine_that_lives(
    machines: Machines, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        webs = [machines.start(stack, "web", name) for name in ("web-1", "web-2")]
        address = stack.enter_context(nginx_before(webs, tmp_path))
        with ThreadPoolExecutor() as threads:
            answers = [threads.submit(requests.get, f"{address}/om/", timeout=60) for _each in range(40)]
            kill_group(webs[0].process)
        assert {each.result().status_code for each in answers} == {200}
        assert requests.get(f"{address}/logga-in/", timeout=60).status_code == 200


def test_a_web_machine_without_its_database_says_so_to_who_asks(
    machines: Machines,
) -> None:
    with ExitStack() as stack:
        web = machines.start(stack, "web", "web-1")
        assert status_of(web, "/logga-in/") == 200
        with database_away(machines.database):
            assert status_of(web, "/om/") == 200
            assert status_of(web, "/logga-in/") == 503
        await_that(lambda: status_of(web, "/logga-in/") == 200)


def make_work(cast: Cast, mail_server: MailServer) -> tuple[str, list[Activity]]:
    """A build that waits, letters after it of which the mail server takes three, and a link to report by."""
    promise_set = running(cast)
    owed = [asked(cast.asta, promise_set) for _each in range(3)]
    token = mailed(cast.asta, owed[0][1])
    publish_promise_set(by=cast.asta, promise_set=promise_set)
    mail_server.takes_at_most = len(message_ids()) + 3
    for number in range(LETTERS):
        post_twice(number)
    return token, [activity for activity, _function in owed]


@contextmanager
def building_held(machines: Machines) -> Iterator[None]:
    """As long as another has the folder, whoever builds is in the middle of it."""
    store = machines.public.with_name("public.store")
    store.mkdir()
    with (store / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_held(mail_server: MailServer, number: int) -> bool:
    """Whether the mail server has taken what it takes, and keeps so many senders waiting."""
    return mail_server.taken.total() == mail_server.takes_at_most and mail_server.data_waiting == number


def jobs_in(task: str, *statuses: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=task, status__in=statuses).count()


def read_a_while(front: Front) -> None:
    """Pages for who is signed in."""
    for _each in range(SOME):
        assert "Asta" in front.get("/loften/")


def report(phone: Phone, web: Machine, path: str, activity: Activity) -> None:
    form = typed(activity, key=key_on(phone.open(web, path)))
    assert_is_thanked(phone.send(web, path, form))


def kill_while_it_takes_in(
    webs: list[Machine], path: str, activity: Activity, machines: Machines, threads: ThreadPoolExecutor
) -> None:
    """The first web machine dies when half the report is written; the phone sends it again to the other."""
    phone = Phone()
    form = typed(activity, key=key_on(phone.open(webs[0], path)))
    with psycopg.connect(machines.database.owner_url) as elsewhere:
        elsewhere.execute("LOCK TABLE activities_submission IN SHARE MODE")
        sending = threads.submit(phone.send, webs[0], path, form)
        await_that(lambda: elsewhere.execute(BLOCKED).fetchone() == (1,))
        kill_group(webs[0].process)
        with pytest.raises(requests.ConnectionError):
            sending.result(timeout=60)
    for _again in range(2):  # impatiently
        assert_is_thanked(phone.send(webs[1], path, form))


def assert_is_thanked(answer: requests.Response) -> None:
    assert answer.status_code == 200
    assert "/kvitto/" in answer.url, answer.url


def assert_each_was_told_once(owed: list[Activity]) -> None:
    assert Counter(Occurrence.objects.values_list("activity", flat=True)) == {each.pk: 1 for each in owed}
    assert Submission.objects.count() == len(owed)
    assert AuditEvent.objects.filter(kind="report_submitted").count() == len(owed)


def status_of(web: Machine, path: str) -> int:
    return ask(web, path).status_code


@contextmanager
def database_away(database: Clone) -> Iterator[None]:
    limit = SQL("ALTER DATABASE {} CONNECTION LIMIT {}")
    name = Identifier(database.name)
    with psycopg.connect(database.owner_url, autocommit=True) as owner, psycopg.connect(database.url) as one:
        owner.execute(limit.format(name, 0))
        one.execute(CUT)
        try:
            yield
        finally:
            owner.execute(limit.format(name, -1))


def message_ids() -> list[str]:
    return list(OutboxMessage.objects.values_list("message_id", flat=True))


def times_by_the_clock() -> set[int]:
    """How often each thing was put in the queue for one stroke of the clock, though two workers hear it."""
    strokes = ProcrastinateJob.objects.filter(args__has_key="timestamp")
    return set(Counter(strokes.values_list("task_name", "args__timestamp")).values())


@contextmanager
def nginx_before(webs: list[Machine], own: Path) -> Iterator[str]:
    """The how-to's example of several web machines, on ports of this one."""
    told = re.search(r"```nginx\n(upstream .*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    assert told
    upstream, port = told[1], free_port()
    for web, address in zip(webs, ("10.0.0.11:8000", "10.0.0.12:8000"), strict=True):
        assert address in upstream
        upstream = upstream.replace(address, f"127.0.0.1:{web.port}")
    proxy = "proxy_pass http://loftet; proxy_http_version 1.1; proxy_set_header Host $host;"
    server = f"server {{ listen 127.0.0.1:{port}; location / {{ {proxy} }} }}"
    with serving(nginx_with(upstream + server, own), f"http://127.0.0.1:{port}/om/"):
        yield f"http://localhost:{port}"
