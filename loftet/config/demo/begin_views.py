"""Börja med er kommun: the municipality and its first person, then the police, then what comes next."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loftet.organisations.actor import Actor, ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Municipality, Organisation, OrganisationKind
from loftet.organisations.policies import Act
from loftet.organisations.services.organisations import Founded, found_municipality
from loftet.organisations.signin import remember_password, sign_in
from loftet.web.forms import Form, posted, render_form
from loftet.web.mail import folder_kept

from ..begin import begin_with_account, invite_police
from .access import is_beginning_offered, is_demo_loaded, is_on_this_machine, offered
from .forms import MunicipalityBeginForm, PoliceInviteForm
from .removal import removal_obstacles

INVITED = "begun_with"


@offered(is_beginning_offered)
@require_http_methods(["GET", "HEAD", "POST"])
def municipality_begin(request: HttpRequest) -> HttpResponse:
    """Step 1: which municipality, and who is its first administrator and coordinator."""
    form = MunicipalityBeginForm(request.POST or None)
    if form.is_valid():
        try:
            return _begin(request, form)
        except NotAllowed as refusal:
            _add_obstacles(form, refusal)
    context = {"municipalities": Municipality.objects.all(), "demo_is_loaded": is_demo_loaded()}
    return render_form(request, "demo/municipality_begin.html", context, form=form)


@offered(is_on_this_machine)
@require_safe
def municipality_invited(request: HttpRequest) -> HttpResponse:
    """Instead of an account at once: a link, by mail and, where no mail leaves the machine, here."""
    begun = request.session.get(INVITED)
    if begun is None:
        raise Http404
    return render(request, "demo/municipality_invited.html", begun)


@require_http_methods(["GET", "HEAD", "POST"])
@acting(Act.NAME_ORGANISATIONS)
def police_invite(request: ActorRequest) -> HttpResponse:
    """Step 2: the local police area, and the kommunpolis to invite."""
    own = _own_municipality(request.actor)
    form = PoliceInviteForm(posted(request), own=own, initial={"area_name": f"Lokalpolisområde {own.name}"})
    if form.is_valid():
        try:
            invite_police(by=request.actor, **form.cleaned_data)
            return redirect("demo:next_steps")
        except NotAllowed as refusal:
            _add_obstacles(form, refusal)
    context = {"police": _police_of(request.actor, own), "mail_folder": folder_kept()}
    return render_form(request, "demo/police_invite.html", context, form=form)


@require_safe
@acting(Act.NAME_ORGANISATIONS)
def next_steps(request: ActorRequest) -> HttpResponse:
    """Step 3: what to do now, and the end of the demo."""
    own = _own_municipality(request.actor)
    is_local = is_on_this_machine(request)
    context = {
        "police": _police_of(request.actor, own),
        "mail_folder": folder_kept(),
        "may_remove_demo": is_demo_loaded() and not removal_obstacles(request.actor, is_local=is_local),
    }
    return render(request, "demo/next_steps.html", context)


def _begin(request: HttpRequest, form: MunicipalityBeginForm) -> HttpResponse:
    values = form.cleaned_data
    if form.is_by_link:
        founded = found_municipality(municipality=values["municipality"], email=values["email"])
        request.session[INVITED] = _told(founded)
        return redirect("demo:municipality_invited")
    person = begin_with_account(**values)
    remember_password(request, person)
    return sign_in(request, person, redirect_url=reverse("demo:police_invite"))


def _told(founded: Founded) -> dict[str, str]:
    """The link itself is shown only where no mail server carries it, to whoever sits at the machine."""
    link = "" if settings.EMAIL_URL else founded.link
    return {"organisation": founded.organisation.name, "email": founded.invitation.email, "link": link}


def _own_municipality(actor: Actor) -> Municipality:
    organisation = actor.organisation
    if organisation.is_demo or organisation.kind != OrganisationKind.MUNICIPALITY:
        raise Http404
    assert organisation.municipality is not None
    return organisation.municipality


def _police_of(actor: Actor, municipality: Municipality) -> list[Organisation]:
    police = Organisation.objects.beside(actor).filter(kind=OrganisationKind.POLICE)
    return list(police.filter(police_area__municipalities=municipality).select_related("police_area"))


def _add_obstacles(form: Form, refusal: NotAllowed) -> None:
    for obstacle in refusal.obstacles:
        form.add_error(None, obstacle)
