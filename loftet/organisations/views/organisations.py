"""Organisations to work with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.forms.organisations import (
    FirstAdministratorForm,
    OrganisationForm,
    PoliceAreaForm,
)
from loftet.organisations.models import Organisation
from loftet.organisations.policies import Act, act_obstacles
from loftet.organisations.selectors import list_organisation_rows
from loftet.organisations.services.organisations import add_organisation, add_police_area, invite_organisation
from loftet.web.forms import posted, render_form


@require_safe
@acting()
def organisation_list(request: ActorRequest) -> HttpResponse:
    context = {
        "rows": list_organisation_rows(request.actor),
        "may_add": not act_obstacles(request.actor, Act.NAME_ORGANISATIONS),
    }
    return render(request, "organisations/organisation_list.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.NAME_ORGANISATIONS)
def organisation_create(request: ActorRequest) -> HttpResponse:
    form = OrganisationForm(posted(request), actor=request.actor)
    if form.is_valid():
        try:
            organisation = add_organisation(by=request.actor, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("%(organisation)s is added.") % {"organisation": organisation})
            return redirect("organisations:organisation_list")
    return render_form(request, "organisations/organisation_create.html", {"trail": _trail()}, form=form)


@require_http_methods(["GET", "POST"])
@acting(Act.NAME_ORGANISATIONS)
def organisation_invite(request: ActorRequest, organisation_id: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.beside(request.actor), pk=organisation_id)
    form = FirstAdministratorForm(posted(request))
    if form.is_valid():
        try:
            invite_organisation(by=request.actor, organisation=organisation, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("%(email)s is invited.") % form.cleaned_data)
            return redirect("organisations:organisation_list")
    context = {"organisation": organisation, "trail": _trail()}
    return render_form(request, "organisations/organisation_invite.html", context, form=form)


@require_http_methods(["GET", "POST"])
@acting(Act.NAME_ORGANISATIONS)
def police_area_create(request: ActorRequest) -> HttpResponse:
    form = PoliceAreaForm(posted(request), actor=request.actor)
    if form.is_valid():
        try:
            area = add_police_area(by=request.actor, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("%(area)s is added. Now add its police.") % {"area": area})
            return redirect("organisations:organisation_create")
    return render_form(request, "organisations/police_area_create.html", {"trail": _trail()}, form=form)


def _trail() -> list[tuple[str, str]]:
    return [(_("Organisations"), reverse("organisations:organisation_list"))]
