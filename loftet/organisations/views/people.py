"""Who acts for the organisation, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loftet.organisations.actor import Actor, ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.forms.people import InviteForm, RolesForm
from loftet.organisations.models import Membership, Person
from loftet.organisations.policies import Act, ending_obstacles, second_step_obstacles
from loftet.organisations.selectors import list_people, list_undelivered
from loftet.organisations.services.invitations import invite_person
from loftet.organisations.services.memberships import change_roles, end_memberships
from loftet.organisations.services.second_step import reset_second_step
from loftet.organisations.signin import has_second_step
from loftet.web.forms import posted, render_form
from loftet.web.mail import folder_kept


@require_safe
@acting(Act.MANAGE_PEOPLE)
def people_list(request: ActorRequest) -> HttpResponse:
    context = {
        "people": list_people(request.actor),
        "undelivered": list_undelivered(request.actor).count(),
        "mail_folder": "" if request.actor.person.is_demo else folder_kept(),
    }
    return render(request, "organisations/people_list.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def person_invite(request: ActorRequest) -> HttpResponse:
    form = InviteForm(posted(request))
    if form.is_valid():
        try:
            invite_person(by=request.actor, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("%(email)s is invited.") % form.cleaned_data)
            return redirect("organisations:people_list")
    return render_form(request, "organisations/person_invite.html", {"trail": _trail()}, form=form)


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def person_edit(request: ActorRequest, person_id: int) -> HttpResponse:
    person = _get_member(request.actor, person_id)
    form = RolesForm(posted(request), initial={"roles": _roles_of(request.actor, person)})
    if form.is_valid():
        try:
            change_roles(by=request.actor, person=person, roles=form.cleaned_data["roles"])
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("The roles of %(person)s are saved.") % {"person": person.shown_as})
            return redirect("organisations:people_list")
    context = {
        "person": person,
        "trail": _trail(),
        "may_reset": has_second_step(person) and not second_step_obstacles(request.actor, person=person),
    }
    return render_form(request, "organisations/person_edit.html", context, form=form)


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def person_end(request: ActorRequest, person_id: int) -> HttpResponse:
    person = _get_member(request.actor, person_id)
    obstacles = ending_obstacles(request.actor, person=person)
    if request.method == "POST" and not obstacles:
        try:
            end_memberships(by=request.actor, person=person)
        except NotAllowed as refusal:
            obstacles = refusal.obstacles
        else:
            messages.success(request, _("%(person)s has no access any more.") % {"person": person.shown_as})
            return redirect("organisations:people_list")
    return _confirm(request, "organisations/person_end.html", person, obstacles)


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def second_step_reset(request: ActorRequest, person_id: int) -> HttpResponse:
    person = _get_member(request.actor, person_id)
    obstacles = second_step_obstacles(request.actor, person=person)
    if request.method == "POST" and not obstacles:
        reset_second_step(by=request.actor, person=person)
        messages.success(
            request, _("%(person)s sets up two-step sign-in anew.") % {"person": person.shown_as}
        )
        return redirect("organisations:person_edit", person.pk)
    return _confirm(request, "organisations/second_step_reset.html", person, obstacles)


def _confirm(request: ActorRequest, template: str, person: Person, obstacles: list[str]) -> HttpResponse:
    back_url = reverse("organisations:person_edit", args=[person.pk])
    context = {
        "person": person,
        "obstacles": obstacles,
        "back_url": back_url,
        "trail": [*_trail(), (person.shown_as, back_url)],
    }
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _get_member(actor: Actor, person_id: int) -> Person:
    members = Membership.objects.visible_to(actor).active().values("person")
    return get_object_or_404(Person, pk=person_id, pk__in=members)


def _roles_of(actor: Actor, person: Person) -> list[str]:
    held = Membership.objects.visible_to(actor).active().filter(person=person)
    return list(held.values_list("role", flat=True))


def _trail() -> list[tuple[str, str]]:
    return [(_("People"), reverse("organisations:people_list"))]
