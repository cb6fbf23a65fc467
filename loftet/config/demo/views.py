"""The demo's sign-in page, its mailbox, and its end."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.middleware import ACTING_FOR
from loftet.organisations.models import Organisation, OutboxMessage, Person
from loftet.organisations.services.people import choose_language
from loftet.organisations.signin import sign_in
from loftet.web.mail import read_folder
from loftet.web.pages import page_of
from loftet.web.preferences import cookie_language

from .access import is_demo_loaded, is_demo_offered, is_mailbox_offered, is_on_this_machine, offered
from .removal import EVERY_LETTER, removal_obstacles, take_demo_away
from .selectors import get_cast

CARD = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


@offered(is_demo_offered)
@require_safe
def cast_list(request: HttpRequest) -> HttpResponse:
    """Where a newcomer starts: what Löftet is, and whom one can be."""
    return render(request, "demo/cast_list.html", {"cast": get_cast(), "next": request.GET.get("next", "")})


@offered(is_demo_offered)
@require_POST
def cast_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the cast, acting for the organisation of the card."""
    person_id, organisation_id = _card(request)
    people = Person.objects.filter(is_demo=True, is_active=True)
    person = get_object_or_404(people, pk=person_id)
    choose_language(person, cookie_language(request))  # not what somebody chose who was here before
    response = sign_in(request, person, redirect_url=_next(request))
    request.session[ACTING_FOR] = organisation_id
    return response


@offered(is_mailbox_offered)
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """Demobrevlåda: what would have gone out by mail."""
    letters = read_folder(settings.MAIL_FOLDER, newest=EVERY_LETTER)
    context = {"page": page_of(request, letters), "on_their_way": OutboxMessage.objects.waiting().count()}
    return render(request, "demo/letter_list.html", context)


@offered(is_mailbox_offered)
@require_safe
def letter_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One letter, with links that work."""
    letters = read_folder(settings.MAIL_FOLDER, newest=EVERY_LETTER)
    letter = next((letter for letter in letters if letter.key == key), None)
    if letter is None:
        raise Http404
    return render(request, "demo/letter_detail.html", {"letter": letter})


@require_http_methods(["GET", "HEAD", "POST"])
def demo_remove(request: HttpRequest) -> HttpResponse:
    """Take the demo away, after saying once what that means."""
    actor: Actor | None = getattr(request, "actor", None)
    is_local = settings.DEMO_ALLOWED and is_on_this_machine(request)
    obstacles = removal_obstacles(actor, is_local=is_local)
    if obstacles and not is_local:
        raise Http404
    if not is_demo_loaded():
        return _nothing_to_remove(request)
    if request.method == "POST" and not obstacles:
        try:
            return _remove(request, actor)
        except NotAllowed as refusal:
            obstacles = refusal.obstacles
    status = 422 if request.method == "POST" else 200
    return render(
        request, "demo/demo_remove.html", {"obstacles": obstacles, "counts": _counts()}, status=status
    )


def _remove(request: HttpRequest, actor: Actor | None) -> HttpResponse:
    is_real = actor is not None and not actor.organisation.is_demo
    removed = take_demo_away(by=actor if is_real else None)
    if not is_real:
        logout(request)  # whoever was signed in was one of the demo's own
    words = ngettext(
        "The demo is gone: %(number)s organisation and all that was theirs.",
        "The demo is gone: %(number)s organisations and all that was theirs.",
        removed.organisations,
    )
    messages.success(request, words % {"number": removed.organisations})
    return redirect("notices:my_day" if is_real else "demo:municipality_begin")


def _nothing_to_remove(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("There is no demo here any more: nothing was removed."))
    return redirect("/")


def _counts() -> dict[str, int]:
    return {
        "organisations": Organisation.objects.demo().count(),
        "people": Person.objects.filter(is_demo=True).count(),
    }


def _card(request: HttpRequest) -> tuple[int, int]:
    """Person and organisation that a card's button sent; whatever else came is nobody's."""
    if found := CARD.fullmatch(request.POST.get("card", "")):
        return int(found[1]), int(found[2])
    raise Http404


def _next(request: HttpRequest) -> str:
    """The page that was asked for before signing in, when it is one of ours."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("notices:my_day")
