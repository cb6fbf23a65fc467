"""Documents that were uploaded and read, for the tests of this room, made by its services."""

from __future__ import annotations

from loftet.importer import services
from loftet.importer.content import ReceivedFile
from loftet.importer.demo_documents import read_demo_document
from loftet.importer.models import ItemKind, ReviewItem, Upload
from loftet.organisations.actor import Actor
from tests.permission_rows.importer import DOCUMENT

FOLLOW_UP = "follow-up"


def uploaded(by: Actor, content: bytes = DOCUMENT.encode(), name: str = "lofte.txt") -> Upload:
    """Received, and not read yet."""
    return services.receive_files(by=by, files=[ReceivedFile(name, content)])[0]


def read_in(by: Actor, content: bytes = DOCUMENT.encode(), name: str = "lofte.txt") -> Upload:
    upload = uploaded(by, content, name)
    services.read_upload(upload_id=upload.pk)
    return fresh(upload)


def example(by: Actor, key: str) -> Upload:
    document = read_demo_document(key)
    assert document is not None
    return read_in(by, document.content, document.name)


def fresh(upload: Upload) -> Upload:
    return Upload.objects.select_related("file").get(pk=upload.pk)


def item_of(upload: Upload, text: str = "", *, kind: ItemKind = ItemKind.PROMISE) -> ReviewItem:
    """The first of the kind whose words hold the text."""
    item = upload.items.filter(kind=kind, text__contains=text).first()
    assert item is not None, text
    return item


def texts(upload: Upload, **of: object) -> list[str]:
    return list(upload.items.filter(**of).values_list("text", flat=True))
