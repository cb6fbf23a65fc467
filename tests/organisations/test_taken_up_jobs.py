"""What a killed worker had begun is begun anew, so that nothing waits behind it for ever."""

from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from loftet.organisations.tasks import MOST_ATTEMPTS, take_up_jobs

pytestmark = pytest.mark.django_db


def left_by_a_killed_worker(*, task: str = "portal.build", attempts: int = 0) -> int:
    """A job that is being done, by a worker that is no more."""
    job = app.configure_task(task).defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [attempts, job]
        )
    return job


def status_of(job: int) -> str:
    found = ProcrastinateJob.objects.filter(pk=job).values_list("status", flat=True).first()
    return str(found or "gone")


def take_up() -> None:
    async_to_sync(take_up_jobs.func)(0)


def test_a_job_of_a_killed_worker_is_begun_anew() -> None:
    job = left_by_a_killed_worker()
    take_up()
    assert status_of(job) == "todo"


def test_what_has_ended_three_workers_is_given_up() -> None:
    job = left_by_a_killed_worker(attempts=MOST_ATTEMPTS)
    take_up()
    assert status_of(job) == "gone"


def test_what_comes_by_the_clock_is_left_to_the_clock() -> None:
    job = left_by_a_killed_worker(task="organisations.send_waiting_mail")
    take_up()
    assert status_of(job) == "gone"


def test_what_nobody_has_begun_is_left_alone() -> None:
    job = app.configure_task("portal.build").defer()
    take_up()
    assert status_of(job) == "todo"
