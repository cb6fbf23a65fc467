"""To the identity provider and back, by SAML."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.sessions import LoginSession
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from loftet.organisations import saml
from loftet.organisations.audit import record_system
from loftet.organisations.exceptions import AnswerRefused

from .leaving import leave_for_provider

ASKED = "saml_asked"
"""Where the session keeps the id of the one question that waits for an answer."""
_LONGEST_ANSWER = 200_000
SENTENCES = {
    "audience": _("Its answer was meant for another service."),
    "expired": _("Its answer was too old, or the clocks of the two do not agree."),
    "level": _(
        "You were identified at a lower level of assurance than Löftet demands. Use another way there."
    ),
    "nameless": _("Its answer did not tell who you are in a way that lasts."),
    "not_identified": _("It did not identify you."),
    "signature": _("Its answer was not signed by your organisation's sign-in."),
    "unasked": _(
        "Its answer did not belong to a sign-in begun in this browser, or it had been used already."
    ),
    "unreadable": _("Its answer could not be read."),
}


@require_POST
def saml_login(request: HttpRequest) -> HttpResponseBase:
    """Off to the identity provider, with a question that one answer is taken to."""
    _refuse_without_provider()
    return leave_for_provider(request, lambda: ask_provider(request))


def ask_provider(request: HttpRequest) -> HttpResponseRedirect:
    asked, address = saml.question(request)
    saml.find_provider(request).stash_redirect_state(
        request, AuthProcess.LOGIN, get_next_redirect_url(request), state_id=asked
    )
    request.session[ASKED] = asked
    return HttpResponseRedirect(address)


@csrf_exempt
@require_POST
def saml_acs(request: HttpRequest) -> HttpResponseBase:
    """The answer, from the provider's page: without the session, whose cookie stays with our own pages."""
    _refuse_without_provider()
    response = redirect("saml_finish_acs")
    kept = _answers(request)
    kept.store["answer"] = request.POST.get("SAMLResponse", "")[:_LONGEST_ANSWER]
    kept.save(response)
    return response


@require_safe
def saml_finish_acs(request: HttpRequest) -> HttpResponseBase:
    """The answer again, now beside the question: both are used up here."""
    _refuse_without_provider()
    if refusal := ratelimit.consume_or_429(request, app="allauth.account", action="login"):
        return refusal
    kept = _answers(request)
    answer = str(kept.store.get("answer", ""))
    kept.delete()
    try:
        return _sign_in(request, answer)
    except AnswerRefused as refused:
        return _refuse(request, refused.reason)


def _sign_in(request: HttpRequest, answer: str) -> HttpResponseBase:
    provider, asked = saml.find_provider(request), request.session.pop(ASKED, "")
    if not asked:
        raise AnswerRefused("unasked")
    login = provider.sociallogin_from_response(request, saml.read_answer(request, answer, asked=asked))
    login.state = provider.unstash_redirect_state(request, asked)
    signed_in: HttpResponseBase = complete_social_login(request, login)
    return signed_in


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    with transaction.atomic():
        subject = saml.find_provider(request).app
        record_system(
            organisation_id=None, kind="provider_answer_refused", subject=subject, data={"reason": reason}
        )
    if reason == "cancelled":
        return redirect("socialaccount_login_cancelled")
    context = {"why": SENTENCES[reason]}
    return render(request, "socialaccount/authentication_error.html", context, status=401)


@require_safe
def saml_metadata(request: HttpRequest) -> HttpResponse:
    _refuse_without_provider()
    return HttpResponse(saml.metadata(), content_type="application/samlmetadata+xml")


def _answers(request: HttpRequest) -> LoginSession:
    return LoginSession(request, "saml_answer", "lf_saml_answer")


def _refuse_without_provider() -> None:
    if not settings.SAML_METADATA:
        raise Http404
