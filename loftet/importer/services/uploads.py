"""Taking files in. Whatever they hold, they are kept as they came; reading them is the worker's job."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from procrastinate.contrib.django import app

from loftet.agreements.models import StoredFile
from loftet.domain.upload_states import UPLOAD_LIFECYCLE, UploadAct, UploadState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..content import ReceivedFile
from ..models import Upload
from ..policies import file_obstacles, retry_obstacles, upload_obstacles
from ..storing import file_name, store_file

READ_UPLOAD = "importer.read_upload"


@transaction.atomic
def receive_files(*, by: Actor, files: Sequence[ReceivedFile]) -> list[Upload]:
    """Keep the files and let the worker read them."""
    NotAllowed.raise_if(upload_obstacles(by) or file_obstacles(files))
    return [_receive(by, each) for each in files]


@transaction.atomic
def try_again(*, by: Actor, upload: Upload) -> Upload:
    """Let a reading that failed be tried once more."""
    kept = Upload.objects.select_for_update(of=("self",)).without_weight().get(pk=upload.pk)
    NotAllowed.raise_if(retry_obstacles(by, kept))
    kept.state = UPLOAD_LIFECYCLE.after(UploadState(kept.state), UploadAct.TRY_AGAIN)
    kept.failure, kept.attempt, kept.begun_at = "", 0, None
    kept.save(update_fields=["state", "failure", "attempt", "begun_at"])
    audit.record(by=by, kind="upload_tried_again", subject=kept)
    _defer(kept)
    return kept


def _receive(by: Actor, received: ReceivedFile) -> Upload:
    name = file_name(received.name)
    stored: StoredFile = store_file(received.content, name=name, owner=by.organisation)
    upload = Upload.objects.create(
        owner=by.organisation,
        file=stored,
        name=name,
        size=len(received.content),
        uploaded_by=by.person,
    )
    audit.record(by=by, kind="upload_received", subject=upload, data={"digest": stored.digest})
    _defer(upload)
    return upload


def _defer(upload: Upload) -> None:
    app.configure_task(READ_UPLOAD).defer(upload_id=upload.pk)
