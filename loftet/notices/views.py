"""What waits for the one who is signed in, and how often to be told of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from loftet.domain.digests import Frequency
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting, signed_in
from loftet.web.forms import posted, render_form

from . import selectors
from .forms import NoticeSettingsForm
from .links import person_of
from .services import choose_frequency


@require_safe
@acting()
def my_day(request: ActorRequest) -> HttpResponse:
    return render(request, "notices/my_day.html", {"day": selectors.get_my_day(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def notice_settings(request: ActorRequest) -> HttpResponse:
    person = request.user
    form = NoticeSettingsForm(posted(request), initial={"frequency": selectors.get_frequency(person)})
    if form.is_valid():
        choose_frequency(by_person=person, frequency=Frequency(form.cleaned_data["frequency"]))
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:notice_settings")
    return render_form(request, "notices/notice_settings.html", form=form)


@csrf_exempt  # the reader's mail program posts here, without cookie or page (RFC 8058)
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing, for scanners open every address in a mail."""
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        choose_frequency(by_person=person, frequency=Frequency.NEVER)
    is_over = selectors.get_frequency(person) is Frequency.NEVER
    return render(request, "notices/unsubscribe.html", {"is_over": is_over, "token": token})
