"""Pages that only show: the list, the progress, the review, the original, the sources of a promise."""

from __future__ import annotations

import base64
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.promises.models import PromiseSet
from loftet.web.pages import page_of

from ..differences import compare, earlier_uploads
from ..models import Upload
from ..pictures import has_pictures, picture_of
from ..policies import upload_obstacles
from ..selectors import get_review, list_precedents, list_rows, list_sources, list_uploads
from ..storing import UNKNOWN
from ..words import KINDS, failure_sentence
from .common import earlier_or_404, read_or_404, trail_to, upload_or_404

AN_HOUR = "private, max-age=3600"


@require_GET
@acting(Act.READ)
def upload_list(request: ActorRequest) -> HttpResponse:
    page = page_of(request, list_uploads(request.actor))
    rows = list_rows(page.object_list)
    context = {
        "page": page,
        "rows": rows,
        "is_waiting": any(row.upload.is_waiting for row in rows),
        "may_upload": not upload_obstacles(request.actor),
    }
    return render(request, "importer/upload_list.html", context)


@require_GET
@acting(Act.READ)
def upload_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Progress while it is read, why it could not be, or the review."""
    upload = read_or_404(request.actor, pk)
    may_review = not upload_obstacles(request.actor)
    context = {
        "trail": trail_to(),
        "upload": upload,
        "may_review": may_review,
        "earlier": earlier_uploads(upload),
    }
    if not upload.is_read:
        context["failure"] = failure_sentence(upload.failure) if upload.failure else ""
        return render(request, "importer/upload_progress.html", context)
    review = get_review(upload, request.GET.get("sida", ""))
    context |= {"review": review, "kind": KINDS[review.reading.kind]}
    return render(request, "importer/upload_detail.html", context)


@require_GET
@acting(Act.READ)
def upload_file(request: ActorRequest, pk: int) -> HttpResponse:
    """The original, byte for byte. A web page is never shown as one of ours."""
    upload = upload_or_404(request.actor, pk)
    media_type = upload.file.media_type
    content = bytes(Upload.objects.values_list("file__content", flat=True).get(pk=pk))
    response = HttpResponse(content, content_type=UNKNOWN if media_type == "text/html" else media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(upload.name)}"
    return response


@require_GET
@acting(Act.READ)
def upload_page(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """A page of a PDF as a picture."""
    upload = upload_or_404(request.actor, pk)
    pages = Upload.objects.values_list("reading__pages", flat=True).get(pk=pk) or 0
    if not 1 <= number <= pages:
        raise Http404
    texts = upload.items.exclude(state="merged").filter(page=number).values_list("read_text", flat=True)
    picture = picture_of(upload, number, list(texts)) if has_pictures(upload) else None
    if picture is None:
        raise Http404
    response = HttpResponse(base64.b64decode(picture.png), content_type="image/png")
    response.headers["Cache-Control"] = AN_HOUR
    return response


@require_GET
@acting(Act.READ)
def upload_differences(request: ActorRequest, pk: int, earlier: int) -> HttpResponse:
    """Between what was accepted of an earlier reading of the same file, and this one."""
    upload = upload_or_404(request.actor, pk)
    before = earlier_or_404(upload, earlier)
    context = {
        "trail": trail_to(upload),
        "upload": upload,
        "earlier": before,
        "differences": compare(upload, before),
        "may_review": not upload_obstacles(request.actor),
    }
    return render(request, "importer/upload_differences.html", context)


@require_GET
@acting(Act.READ)
def promise_set_sources(request: ActorRequest, pk: int) -> HttpResponse:
    """The documents that a citizen promise was read in from, for the organisation that read them in."""
    promise_set = get_object_or_404(PromiseSet.objects.owned_by(request.actor), pk=pk)
    context = {
        "trail": [
            (str(PromiseSet.called_many), PromiseSet.list_page()),
            (promise_set.title, promise_set.get_absolute_url()),
        ],
        "set": promise_set,
        "sources": list_sources(request.actor, promise_set),
        "precedents": list_precedents(request.actor, promise_set),
    }
    return render(request, "importer/promise_set_sources.html", context)
