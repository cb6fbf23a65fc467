"""Pages for residents, without account. Whatever a robot sends is thanked for and forgotten."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from loftet.domain.digests import Frequency
from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.question_states import QuestionKind
from loftet.organisations.models import Municipality
from loftet.web.forms import posted, render_form

from ..forms.public import AskForm, FollowForm, GuardedForm
from ..links import follower_to_confirm, follower_to_leave
from ..reading import PublishedPromise, find_published_promise, find_published_set
from ..robots import has_sent_too_much
from ..selectors.consents import is_answer_time_promised
from ..services import ask_question, confirm_follower, follow, leave

TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "POST"])
def question_ask(request: HttpRequest, edition_pk: int, promise_key: UUID) -> HttpResponse:
    promise = find_published_promise(edition_pk, str(promise_key))
    if promise is None:
        raise Http404
    form = AskForm(posted(request))
    context = {
        "promise": promise,
        "is_promised": is_answer_time_promised(promise.edition.agreement),
    }
    if not _may_be_kept(request, form):
        return _refused_or_form(request, "residents/question_ask.html", context, form)
    if not form.is_from_robot:
        _ask(promise, form)
    return redirect("residents:question_sent")


def _ask(promise: PublishedPromise, form: AskForm) -> None:
    ask_question(
        promise=promise,
        kind=QuestionKind(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        email=form.cleaned_data["email"],
        now=timezone.now(),
    )


@require_safe
def question_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "residents/question_sent.html")


@never_cache
@require_http_methods(["GET", "POST"])
def follow_ask(request: HttpRequest, edition_pk: int) -> HttpResponse:
    """Follow a municipality or one promise; `?lofte=` names the promise that the reader stood at."""
    found = find_published_set(edition_pk)
    if found is None:
        raise Http404
    edition, document = found
    chosen = request.GET.get("lofte", "")
    choices = _followed(document)
    start = {"what": chosen} if any(chosen == key for key, _words in choices) else {}
    form = FollowForm(posted(request), choices=choices, initial=start)
    if not _may_be_kept(request, form):
        return _refused_or_form(request, "residents/follow_ask.html", {"document": document}, form)
    if not form.is_from_robot:
        what = form.cleaned_data["what"]
        is_municipality = what in {each.code for each in document.municipalities}
        code = what if is_municipality else document.municipalities[0].code
        follow(
            email=form.cleaned_data["email"],
            edition=edition,
            municipality=get_object_or_404(Municipality, code=code),
            promise_key=None if is_municipality else what,
            called=dict(choices)[what],
            frequency=Frequency(form.cleaned_data["frequency"]),
            now=timezone.now(),
        )
    return redirect("residents:follow_sent")


def _followed(document: PromiseSetDocument) -> list[tuple[str, str]]:
    municipalities = [
        (each.code, _("Everything that is published for %(name)s") % {"name": each.name})
        for each in document.municipalities
    ]
    return municipalities + [(each.key, each.title) for each in document.promises]


@require_safe
def follow_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "residents/follow_sent.html")


@never_cache
@require_http_methods(["GET", "POST"])
def follow_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing, for scanners open every address in a mail."""
    follower = follower_to_confirm(token)
    if follower is None:
        raise Http404
    if request.method == "POST":
        confirm_follower(follower=follower, now=timezone.now())
        follower.refresh_from_db()
    return render(request, "residents/follow_confirm.html", {"follower": follower, "token": token})


@csrf_exempt  # the reader's mail program posts here, without cookie or page (RFC 8058)
@never_cache
@require_http_methods(["GET", "POST"])
def follow_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has left already is told that it is over, so that a second click is no fault."""
    follower = follower_to_leave(token)
    if request.method == "POST" and follower is not None:
        leave(follower=follower)
        follower = None
    return render(request, "residents/follow_leave.html", {"follower": follower, "token": token})


def _may_be_kept(request: HttpRequest, form: GuardedForm) -> bool:
    return form.is_bound and (form.is_from_robot or (form.is_valid() and not has_sent_too_much(request)))


def _refused_or_form(
    request: HttpRequest, template: str, context: dict[str, object], form: GuardedForm
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        form.add_error(None, _("Very much has been sent from your network this last hour. Try again later."))
        answer = render_form(request, template, context, form=form)
        answer.status_code = TOO_MANY
        return answer
    if form.is_bound and "opened" in form.errors:
        form.data = form.data.copy()
        form.data["opened"] = form.initial["opened"]
    return render_form(request, template, context, form=form)
