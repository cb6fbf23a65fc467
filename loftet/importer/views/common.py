"""What several views of this room begin with."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor

from ..models import ReviewItem, Upload

Trail = list[tuple[str, str]]


def upload_or_404(actor: Actor, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(actor).without_weight(), pk=pk)


def read_or_404(actor: Actor, pk: int) -> Upload:
    """With its reading."""
    rows = Upload.objects.visible_to(actor).select_related("file", "municipality", "promise_set")
    return get_object_or_404(rows.defer("file__content"), pk=pk)


def item_or_404(upload: Upload, pk: int) -> ReviewItem:
    item = get_object_or_404(ReviewItem, pk=pk, upload=upload)
    item.upload = upload
    return item


def earlier_or_404(upload: Upload, pk: int) -> Upload:
    earlier = get_object_or_404(
        Upload.objects.without_weight(), pk=pk, owner=upload.owner_id, file=upload.file_id
    )
    if earlier.pk >= upload.pk:
        raise Http404
    return earlier


def trail_to(upload: Upload | None = None) -> Trail:
    trail = [(_("Read in documents"), reverse("importer:upload_list"))]
    if upload is not None:
        trail.append((upload.name, upload.get_absolute_url()))
    return trail


def place_of(item: ReviewItem) -> str:
    """The review page where the item is seen."""
    page = f"?sida={item.page}" if item.page else ""
    return f"{item.upload.get_absolute_url()}{page}#punkt-{item.pk}"
