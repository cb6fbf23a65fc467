"""The addresses of reading documents in: all of it is one organisation's own, and its coordinator's to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from loftet.agreements.models import Agreement
from loftet.domain.review_states import ReviewAct
from loftet.importer import services
from loftet.importer.content import ReceivedFile
from loftet.importer.models import Upload
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.publication.models import Edition

DOCUMENT = """Medborgarlöfte Linköpings kommun 2025

Bakgrund
Många undviker parken om kvällarna, och det vill vi ändra på.

Medborgarlöfte
- Polisen ska fotpatrullera i parken varje fredag kväll.
- Kommunen ska under året genomföra 3 trygghetsvandringar.
- Kommunen ska se över belysningen i parken.
"""
TABLE = """
# --- importer: what a coordinator reads in stays in the organisation until a draft of it is shared --------
GET  importer:upload_list                -           in  200         | 200 200 200 200 403 200 200
POST importer:upload_list                -           405
GET  importer:upload_create              -           in  200 200 403 | 403 200 403
POST importer:upload_create              -           in  302 302 403 | 403 302 403
GET  importer:upload_try                 -           405
POST importer:upload_try                 -           in  302 302 403 | 403 302 403
GET  importer:upload_detail              -           in  404         | 200 200 200 200 403 200 200
POST importer:upload_detail              -           405
GET  importer:upload_file                -           in  404         | 200 200 200 200 403 200 200
POST importer:upload_file                -           405
GET  importer:upload_page                -           in  404         | 404 404 404 404 403 404 404
POST importer:upload_page                -           405
GET  importer:upload_differences         -           in  404         | 200 200 200 200 403 200 200
POST importer:upload_differences         -           405
GET  importer:published_list             -           in  200 200 403 | 403 200 403
POST importer:published_list             -           405
GET  importer:published_file             -           in  200 200 403 | 403 200 403
POST importer:published_file             -           in  200 200 403 | 403 200 403
GET  importer:published_borrow           -           in  200 200 403 | 403 200 403
POST importer:published_borrow           -           in  422 422 403 | 403 302 403
GET  importer:promise_set_sources        -           in  404         | 200 200 200 200 403 200 200
POST importer:promise_set_sources        -           405
GET  importer:upload_retry               -           405
POST importer:upload_retry               -           in  404 404 403 | 403 302 403
GET  importer:upload_edit                -           in  404 404 403 | 403 200 403
POST importer:upload_edit                -           in  404 404 403 | 403 302 403
GET  importer:items_accept               -           405
POST importer:items_accept               -           in  404 404 403 | 403 302 403
GET  importer:known_leave_out            -           405
POST importer:known_leave_out            -           in  404 404 403 | 403 302 403
GET  importer:background_take            -           405
POST importer:background_take            -           in  404 404 403 | 403 302 403
GET  importer:item_decide                -           405
POST importer:item_decide                -           in  404 404 403 | 403 302 403
GET  importer:item_edit                  -           in  404 404 403 | 403 200 403
POST importer:item_edit                  -           in  404 404 403 | 403 302 403
GET  importer:item_split                 -           in  404 404 403 | 403 200 403
POST importer:item_split                 -           in  404 404 403 | 403 302 403
GET  importer:upload_draft               -           in  404 404 403 | 403 200 403
POST importer:upload_draft               -           in  404 404 403 | 403 302 403
GET  importer:upload_enter               -           in  404 404 403 | 403 200 403
POST importer:upload_enter               -           in  404 404 403 | 403 422 403
GET  importer:upload_agreement           -           405
POST importer:upload_agreement           -           in  404 404 403 | 403 302 403
"""


@dataclass
class ReadIn:
    """A document that was uploaded twice and read; of its promises the first is accepted."""

    upload: Upload
    earlier: Upload
    item_pk: int
    revision: int
    promise_set: PromiseSet
    edition: Edition

    def values(self, name: str) -> dict[str, int | str]:
        if name == "importer:published_borrow":
            return {"pk": self.edition.pk, "key": promise_in(self.edition)}
        pk = self.promise_set.pk if name == "importer:promise_set_sources" else self.upload.pk
        return {"pk": pk, "item_pk": self.item_pk, "earlier": self.earlier.pk, "number": 1}


def promise_in(edition: Edition) -> str:
    """The key of the first promise of a published set."""
    assert edition.document
    return str(edition.document["focus_areas"][0]["promises"][0]["key"])


def make_read_in(by: Actor, promise_set: PromiseSet, edition: Edition) -> ReadIn:
    earlier, upload = (_read(by) for _ in range(2))
    first, second, *_rest = upload.items.all()
    services.decide(by=by, item=first, act=ReviewAct.ACCEPT, revision=first.revision)
    return ReadIn(upload, earlier, second.pk, second.revision, promise_set, edition)


def importer_data(name: str, read_in: ReadIn, within: Agreement) -> dict[str, Any]:
    """What would be accepted of somebody who may."""
    revision = str(read_in.revision)
    data: dict[str, dict[str, Any]] = {
        "upload_create": {"documents": SimpleUploadedFile("lofte.txt", DOCUMENT.encode()), "text": ""},
        "upload_try": {"example": "promise"},
        "upload_edit": {"municipality": "0580", "revision": str(read_in.upload.revision)},
        "background_take": {"number": "0"},
        "item_decide": {"act": "accept", "revision": revision},
        "item_edit": {"kind": "promise", "title": "Vandringar", "text": "Vi vandrar.", "revision": revision},
        "item_split": {"text": "Det första.\n\nDet andra.", "revision": revision},
        "published_borrow": {"promise_set": str(read_in.promise_set.pk)},
        "published_file": {"file": SimpleUploadedFile("utgava.json", file_of(read_in.edition))},
        "upload_draft": {"agreement": str(within.pk), "title": "Medborgarlöfte"},
    }
    return data.get(name.removeprefix("importer:"), {})


def file_of(edition: Edition) -> bytes:
    return bytes(edition.files.get(format="json").content or b"")


def _read(by: Actor) -> Upload:
    received = services.receive_files(by=by, files=[ReceivedFile("lofte.txt", DOCUMENT.encode())])
    services.read_upload(upload_id=received[0].pk)
    return Upload.objects.get(pk=received[0].pk)
