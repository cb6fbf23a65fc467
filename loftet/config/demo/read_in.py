"""A follow-up that Linköping has read in and not gone through yet; words our own."""

from __future__ import annotations

from loftet.importer.demo_documents import read_demo_document
from loftet.importer.services import read_upload, receive_files

from .world import World


def read_in_document(world: World) -> None:
    document = read_demo_document("follow-up")
    assert document is not None
    for upload in receive_files(by=world.coordinator("linkoping"), files=[document]):
        read_upload(upload_id=upload.pk)
