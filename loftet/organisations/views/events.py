"""What administrators read about their organisation: audit events, and mail that did not arrive."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loftet.organisations.actor import ActorRequest
from loftet.organisations.audit_words import describe, name_of
from loftet.organisations.decorators import acting
from loftet.organisations.policies import Act
from loftet.organisations.selectors import list_event_kinds, list_events, list_undelivered
from loftet.web.pages import page_of


@require_safe
@acting(Act.MANAGE_PEOPLE)
def audit_list(request: ActorRequest) -> HttpResponse:
    kinds = list_event_kinds(request.actor)
    asked = request.GET.get("typ", "")
    kind = asked if asked in kinds else ""
    page = page_of(request, list_events(request.actor, kind=kind))
    context = {
        "page": page,
        "rows": [(event, describe(event)) for event in page],
        "kinds": sorted(((code, name_of(code)) for code in kinds), key=lambda pair: pair[1]),
        "kind": kind,
    }
    return render(request, "organisations/audit_list.html", context)


@require_safe
@acting(Act.MANAGE_PEOPLE)
def mail_list(request: ActorRequest) -> HttpResponse:
    page = page_of(request, list_undelivered(request.actor))
    trail = [(_("People"), reverse("organisations:people_list"))]
    return render(request, "organisations/mail_list.html", {"page": page, "trail": trail})
