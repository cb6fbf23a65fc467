"""How residents reach the municipality."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import posted, render_form

from ..forms import PublicContactForm
from ..models import PublicContact
from ..policies import public_contact_hints, public_contact_obstacles
from ..selectors import find_public_contact
from ..services import set_public_contact


@require_http_methods(["GET", "POST"])
@acting(Act.MANAGE_PEOPLE)
def public_contact_edit(request: ActorRequest) -> HttpResponse:
    form = PublicContactForm(posted(request), initial=_said(find_public_contact(request.actor)))
    if form.is_valid():
        try:
            contact = set_public_contact(by=request.actor, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.obstacles)
        else:
            messages.success(request, _("Saved. The public pages show it in a moment."))
            for hint in public_contact_hints(contact.email):
                messages.warning(request, hint)
            return redirect("publication:public_contact_edit")
    context = {
        "obstacles": public_contact_obstacles(request.actor),
        "trail": [(_("Published"), reverse("publication:edition_list"))],
    }
    return render_form(request, "publication/public_contact_edit.html", context, form=form)


def _said(contact: PublicContact | None) -> dict[str, str]:
    if contact is None:
        return {}
    return {"email": contact.email, "phone": contact.phone, "web_address": contact.web_address}
