"""Reading by the worker: once, whatever happens to the worker and whatever the file holds."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections, transaction
from django.utils import timezone

from loftet.importer import services
from loftet.importer.models import Upload
from loftet.importer.services import reading
from loftet.importer.storing import encoded, reading_of
from loftet.organisations import audit
from loftet.organisations.models import AuditEvent
from loftet.promises.models import PromiseSet
from loftet.reading.failures import Failure, NotReadable
from loftet.reading.model import Reading
from tests.database import Clone
from tests.factories import Cast, make_cast
from tests.reading.samples import locked_pdf, scanned_pdf

from .making import fresh, read_in, texts, uploaded


def test_what_is_found_waits_for_a_person(upload: Upload) -> None:
    assert upload.state == "read"
    assert texts(upload, state="waiting") == [
        "Polisen ska fotpatrullera i parken varje fredag kväll.",
        "Kommunen ska under året genomföra 3 trygghetsvandringar.",
        "Kommunen ska se över belysningen i parken.",
    ]
    assert upload.municipality is not None
    assert upload.municipality.name == "Linköping"
    assert (upload.starts_on, upload.ends_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert not PromiseSet.objects.exists()


def test_each_thing_knows_where_it_stands(upload: Upload) -> None:
    text = reading_of(upload).text
    for item in upload.items.all():
        assert text[item.start : item.end] == item.read_text


@pytest.mark.parametrize(
    ("content", "name", "failure"),
    [
        (b"", "tom.pdf", "empty_file"),
        (b"%PDF-1.7 broken", "trasig.pdf", "damaged_file"),
        (b"PK\x03\x04 broken", "trasig.docx", "damaged_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "gammal.doc", "old_word_format"),
        (bytes(range(256)) * 9, "okand.bin", "unknown_format"),
        (locked_pdf(), "last.pdf", "encrypted_file"),
        (scanned_pdf(), "skannad.pdf", "scanned"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_kept_with_the_reason(
    cast: Cast, content: bytes, name: str, failure: str
) -> None:
    upload = read_in(cast.asta, content, name)
    assert (upload.state, upload.failure) == ("failed", failure)
    assert bytes(upload.file.content) == content
    assert not upload.items.exists()


def test_a_reading_that_is_done_is_not_done_again(upload: Upload) -> None:
    services.read_upload(upload_id=upload.pk)
    services.read_waiting(now=timezone.now() + timedelta(days=1))
    assert (fresh(upload).attempt, upload.items.count()) == (1, 3)


def test_what_a_dead_worker_left_is_taken_up_when_its_time_is_over(cast: Cast) -> None:
    upload = uploaded(cast.asta)
    reading._begin(upload.pk, timezone.now())  # and there it died
    services.read_waiting(now=timezone.now())
    assert fresh(upload).state == "reading"

    leave(upload)
    services.read_waiting(now=timezone.now())
    assert (fresh(upload).state, fresh(upload).attempt) == ("read", 2)
    assert upload.items.count() == 3


def test_a_worker_that_was_thought_dead_writes_nothing(cast: Cast) -> None:
    upload = uploaded(cast.asta)
    late = reading._begin(upload.pk, timezone.now())
    assert late is not None
    leave(upload)
    services.read_upload(upload_id=upload.pk)

    reading._finish(upload.pk, late, reading_of(fresh(upload)))
    reading._fail(upload.pk, late, Failure.STOPPED)
    assert (fresh(upload).state, upload.items.count()) == ("read", 3)


def test_a_file_that_kills_every_worker_is_given_up(cast: Cast) -> None:
    upload = uploaded(cast.asta)
    for _attempt in range(reading.MOST_ATTEMPTS):
        assert reading._begin(upload.pk, timezone.now())
        leave(upload)
    services.read_upload(upload_id=upload.pk)
    assert (fresh(upload).state, fresh(upload).failure) == ("failed", "stopped")


def test_a_document_whose_job_was_lost_is_read_all_the_same(cast: Cast) -> None:
    upload = uploaded(cast.asta)
    services.read_waiting(now=timezone.now())
    assert fresh(upload).state == "received"
    services.read_waiting(now=timezone.now() + timedelta(minutes=2))
    assert fresh(upload).state == "read"


def test_two_workers_at_once_read_it_once(committed_database: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = uploaded(make_cast().asta)
    both, readings = Barrier(2), []

    def read_once(content: bytes, name: str) -> Reading:
        readings.append(name)
        raise NotReadable(Failure.NO_TEXT)

    def work() -> None:
        both.wait()
        services.read_upload(upload_id=upload.pk)
        connections.close_all()

    monkeypatch.setattr(reading, "read_guarded", read_once)
    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(readings) == 1
    assert AuditEvent.objects.filter(kind="upload_failed").count() == 1


def test_characters_that_the_database_does_not_keep_leave_the_offsets_whole() -> None:
    kept = encoded(Reading(source="x", text="ett\x00två\ud800tre"))
    assert kept["text"] == "ett\N{REPLACEMENT CHARACTER}två\N{REPLACEMENT CHARACTER}tre"


def leave(upload: Upload) -> None:
    """As if the worker that reads it had been gone for long."""
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(begun_at=timezone.now() - 2 * reading.LEASE)
        audit.record_system(organisation_id=upload.owner_id, kind="upload_reading_begun", subject=upload)
