"""What the worker does for this room. Every task is named, for services defer by name."""

from __future__ import annotations

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from .services.outbox import SEND_MAIL, send_message, send_waiting

MOST_ATTEMPTS = 3


@app.task(name=SEND_MAIL)
def send_mail(message_id: int) -> None:
    send_message(message_id=message_id)


@app.periodic(cron="* * * * *")
@app.task(name="organisations.send_waiting_mail", queueing_lock="organisations.send_waiting_mail")
def send_waiting_mail(timestamp: int) -> None:
    """Mail that no job has sent: its worker was killed, or its job is gone."""
    send_waiting(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="organisations.take_up_jobs", queueing_lock="organisations.take_up_jobs")
async def take_up_jobs(timestamp: int) -> None:
    """Jobs whose worker was killed are begun anew, else those that share their lock would wait for ever.

    What comes by the clock comes again by itself, and what has ended three workers is given up.
    """
    for job in await app.job_manager.get_stalled_jobs():
        if job.queueing_lock or job.attempts >= MOST_ATTEMPTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        else:
            await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="organisations.forget_jobs", queueing_lock="organisations.forget_jobs")
async def forget_jobs(timestamp: int) -> None:
    """Jobs that were over three days ago."""
    await app.job_manager.delete_old_jobs(nb_hours=72, include_failed=True)


@app.periodic(cron="27 3 * * *")
@app.task(name="organisations.forget_sessions", queueing_lock="organisations.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Sessions that have expired."""
    call_command("clearsessions")
