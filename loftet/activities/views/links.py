"""Who has links to report by: sending them and taking them back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.web.dates import parse_date

from ..forms.links import UntilForm
from ..report_policies import Recipient
from ..selectors.recipients import find_recipient, get_recipients
from ..services import revoke_report_links, send_report_link, send_report_links


@require_GET
@acting(Act.DRAFT)
def report_link_list(request: ActorRequest) -> HttpResponse:
    until = _until(request.GET.get("until", ""))
    context = {
        "page": get_recipients(request.actor, until=until),
        "until": until,
        "form": UntilForm(initial={"until": until}),
    }
    return render(request, "activities/report_link_list.html", context)


@require_POST
@acting(Act.DRAFT)
def report_link_send_all(request: ActorRequest) -> HttpResponse:
    """To everybody who owes something by the day."""
    rows = get_recipients(request.actor, until=_until(request.POST.get("until", ""))).to_ask
    sent = len(send_report_links(by=request.actor, recipients=[row.recipient for row in rows]))
    if sent:
        words = ngettext("One link is sent.", "%(number)s links are sent.", sent)
        messages.success(request, words % {"number": sent})
    else:
        messages.info(request, _("Nobody was sent a link: all who owe something got one within the hour."))
    return redirect("activities:report_link_list")


@require_POST
@acting(Act.DRAFT)
def report_link_send(request: ActorRequest, slug: str) -> HttpResponse:
    recipient = _recipient_or_404(request, slug)
    try:
        link = send_report_link(by=request.actor, recipient=recipient)
        messages.success(request, _("A link is sent to %(email)s.") % {"email": link.email})
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("activities:report_link_list")


@require_POST
@acting(Act.DRAFT)
def report_link_revoke(request: ActorRequest, slug: str) -> HttpResponse:
    recipient = _recipient_or_404(request, slug)
    try:
        revoke_report_links(by=request.actor, recipient=recipient)
        messages.success(request, _("The links are taken back: they open nothing any more."))
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("activities:report_link_list")


def _recipient_or_404(request: ActorRequest, slug: str) -> Recipient:
    recipient = find_recipient(request.actor, slug)
    if recipient is None:
        raise Http404
    return recipient


def _until(text: str) -> date:
    """The day asked for, else the last of this month."""
    today = timezone.localdate()
    return parse_date(text[:40]) or today.replace(day=monthrange(today.year, today.month)[1])
