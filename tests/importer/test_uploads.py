"""Taking files in."""

from __future__ import annotations

import hashlib

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from loftet.agreements.models import StoredFile
from loftet.importer import services
from loftet.importer.content import ReceivedFile
from loftet.importer.models import Upload
from loftet.importer.policies import LARGEST, MOST_FILES
from loftet.importer.storing import file_name
from loftet.organisations.exceptions import NotAllowed
from tests.factories import Cast

from .making import fresh, read_in, uploaded


def test_it_keeps_the_bytes_with_their_digest_and_leaves_the_reading_to_the_worker(cast: Cast) -> None:
    content = "Polisen ska åka båt.".encode()
    upload = fresh(uploaded(cast.asta, content, "båt.txt"))

    assert bytes(upload.file.content) == content
    assert upload.file.digest == hashlib.sha256(content).hexdigest()
    assert (upload.name, upload.size, upload.file.media_type) == ("båt.txt", len(content), "text/plain")
    assert upload.state == "received"
    job = ProcrastinateJob.objects.get(task_name="importer.read_upload")
    assert job.args == {"upload_id": upload.pk}


def test_the_same_bytes_are_kept_once_for_an_organisation(cast: Cast) -> None:
    mine = [uploaded(cast.asta), uploaded(cast.asta, name="samma.txt")]
    theirs = uploaded(cast.petra)

    assert mine[0].file_id == mine[1].file_id != theirs.file_id
    assert StoredFile.objects.count() == 2


def test_a_file_is_known_by_its_bytes_and_not_by_what_it_calls_itself(cast: Cast) -> None:
    assert uploaded(cast.asta, b"%PDF-1.7", "bild.png").file.media_type == "application/pdf"
    assert uploaded(cast.asta, b"MZ\x00\x01\x02program", "lofte.pdf").file.media_type == (
        "application/octet-stream"
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\mina filer\\löfte 2024.pdf", "löfte 2024.pdf"),
        ("../../etc/passwd", "passwd"),
        ('a"b<c>\x00.txt', "abc.txt"),
        ("", "dokument"),
        ("ä" * 300 + ".docx", "ä" * 150 + ".docx"),
    ],
)
def test_a_name_is_safe_to_hand_out_again(name: str, kept: str) -> None:
    assert file_name(name) == kept


def test_it_takes_many_files_and_refuses_far_too_many(cast: Cast) -> None:
    files = [ReceivedFile(f"{number}.txt", b"%d" % number) for number in range(MOST_FILES + 1)]
    services.receive_files(by=cast.asta, files=files[1:])
    with pytest.raises(NotAllowed, match=str(MOST_FILES)):
        services.receive_files(by=cast.asta, files=files)
    assert Upload.objects.count() == MOST_FILES


def test_it_refuses_what_is_too_large_before_anything_is_kept(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.receive_files(by=cast.asta, files=[ReceivedFile("stor.txt", bytes(LARGEST + 1))])
    assert not StoredFile.objects.exists()


def test_only_a_coordinator_uploads(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        uploaded(cast.bo)


def test_only_a_failed_reading_is_tried_again(cast: Cast) -> None:
    failed = read_in(cast.asta, b"", "tom.pdf")
    services.try_again(by=cast.asta, upload=failed)
    assert fresh(failed).state == "received"
    with pytest.raises(NotAllowed):
        services.try_again(by=cast.asta, upload=failed)
