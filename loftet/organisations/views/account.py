"""What people see and change of their own: profile, sessions, for whom they act."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import signed_in
from loftet.organisations.forms.people import ProfileForm
from loftet.organisations.middleware import ACTING_FOR
from loftet.organisations.selectors import list_organisations_of
from loftet.organisations.services.people import sign_out_everywhere, update_profile
from loftet.organisations.signin import HAS_BEEN_HERE, came_by_provider, count_passkeys, has_second_step
from loftet.web.forms import posted, render_form


@require_http_methods(["GET", "POST"])
@signed_in
def profile_edit(request: ActorRequest) -> HttpResponse:
    person = request.user
    initial = {"name": person.name, "display_title": person.display_title, "language": person.language}
    form = ProfileForm(posted(request), initial=initial)
    if form.is_valid():
        update_profile(by_person=person, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("organisations:profile_edit")
    context = {
        "has_password": person.has_usable_password(),
        "has_second_step": has_second_step(person),
        "passkeys": count_passkeys(person),
        "came_by_provider": came_by_provider(request, person),
    }
    return render_form(request, "organisations/profile_edit.html", context, form=form)


@require_POST
@signed_in
def sign_out_all(request: ActorRequest) -> HttpResponse:
    sign_out_everywhere(by_person=request.user)
    logout(request)
    messages.success(request, _("You are signed out on all devices."))
    response = redirect("account_login")
    response.delete_cookie(HAS_BEEN_HERE, samesite="Lax")
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def organisation_switch(request: ActorRequest) -> HttpResponse:
    organisations = list_organisations_of(request.user)
    if request.method == "POST":
        asked = request.POST.get("organisation", "")
        chosen = next((each for each in organisations if str(each.pk) == asked), None)
        if chosen is None:
            raise Http404
        request.session[ACTING_FOR] = chosen.pk
        messages.success(request, _("You now act for %(organisation)s.") % {"organisation": chosen})
        return redirect("/")
    return render(request, "organisations/organisation_switch.html", {"organisations": organisations})


@require_safe
@signed_in
def no_membership(request: HttpRequest) -> HttpResponse:
    if getattr(request, "actor", None):
        return redirect("/")
    return render(request, "organisations/no_membership.html")
