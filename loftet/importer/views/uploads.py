"""Taking files in, and what they are about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, posted, render_form

from ..demo_documents import DEMO_DOCUMENTS, read_demo_document
from ..forms.uploads import AboutForm, UploadForm
from ..models import Upload
from ..policies import review_obstacles
from ..services import edit_about, receive_files, try_again
from .common import trail_to, upload_or_404


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def upload_create(request: ActorRequest) -> HttpResponse:
    form = UploadForm(posted(request), request.FILES if request.method == "POST" else None)
    context = {"trail": trail_to(), "examples": DEMO_DOCUMENTS}
    if not form.is_valid():
        return render_form(request, "importer/upload_create.html", context, form=form)
    return _to_uploaded(receive_files(by=request.actor, files=form.received()))


@require_POST
@acting(Act.DRAFT)
def upload_try(request: ActorRequest) -> HttpResponse:
    """An example that comes with Löftet, as if it had been dropped."""
    received = read_demo_document(request.POST.get("example", ""))
    if received is None:
        messages.error(request, _("There is no such example."))
        return redirect("importer:upload_create")
    return _to_uploaded(receive_files(by=request.actor, files=[received]))


@require_POST
@acting(Act.DRAFT)
def upload_retry(request: ActorRequest, pk: int) -> HttpResponse:
    upload = upload_or_404(request.actor, pk)
    try:
        try_again(by=request.actor, upload=upload)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect(upload)


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def upload_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Pick municipality and period."""
    upload = upload_or_404(request.actor, pk)
    form = AboutForm(posted(request), initial=_about(upload))
    context = {
        "trail": trail_to(upload),
        "upload": upload,
        "back_url": upload.get_absolute_url(),
        "obstacles": review_obstacles(request.actor, upload),
    }
    if not form.is_valid():
        return render_form(request, "importer/upload_edit.html", context, form=form)
    revision = form.cleaned_data["revision"]
    try:
        edit_about(by=request.actor, upload=upload, content=form.content(), revision=revision)
    except ChangedMeanwhile:
        form.add_error(None, _("Somebody else has changed this meanwhile. Look at it, then save again."))
        form.data = form.data.copy()
        form.data["revision"] = str(Upload.objects.without_weight().get(pk=pk).revision)
        return render(request, "importer/upload_edit.html", {**context, "form": form}, status=UNPROCESSABLE)
    except NotAllowed as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "importer/upload_edit.html", {**context, "form": form}, status=UNPROCESSABLE)
    return redirect(upload)


def _about(upload: Upload) -> dict[str, object]:
    return {
        "municipality": upload.municipality.code if upload.municipality else "",
        "starts_on": upload.starts_on,
        "ends_on": upload.ends_on,
        "revision": upload.revision,
    }


def _to_uploaded(uploads: list[Upload]) -> HttpResponse:
    """To the document's own page; to the list where there are several."""
    return redirect(uploads[0]) if len(uploads) == 1 else redirect("importer:upload_list")
