"""Sending links to who is to report, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.audit import record
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..link_rules import LINK_LASTS, new_token, token_digest
from ..models import Activity, Function, ReportLink
from ..report_policies import Recipient, recipient_obstacles, report_link_obstacles
from .report_letters import mail_link


@transaction.atomic
def send_report_link(*, by: Actor, recipient: Recipient, lasts: timedelta = LINK_LASTS) -> ReportLink:
    """Mail a new link; those sent before work on until they are too old or taken back."""
    NotAllowed.raise_if(report_link_obstacles(by) or recipient_obstacles(by, recipient))
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    return _send(by, recipient, lasts)


@transaction.atomic
def send_report_links(*, by: Actor, recipients: Iterable[Recipient]) -> list[ReportLink]:
    """To all of them; nobody gets two, however often the button is pressed within the hour."""
    NotAllowed.raise_if(report_link_obstacles(by))
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    asked = [each for each in recipients if not recipient_obstacles(by, each)]
    return [_send(by, each, LINK_LASTS) for each in asked if not _asked_just_now(by, each)]


@transaction.atomic
def revoke_report_links(*, by: Actor, recipient: Recipient) -> int:
    """Every open link of the recipient stops working; says how many there were."""
    NotAllowed.raise_if(report_link_obstacles(by))
    now = timezone.now()
    links = ReportLink.objects.visible_to(by).open_at(now).filter(**_to(recipient)).select_for_update()
    found = list(links)
    if not found:
        raise NotAllowed([_("There is no link to take back.")])
    for link in found:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        record(by=by, kind="report_link_revoked", subject=link)
    return len(found)


BETWEEN_ROUNDS = timedelta(hours=1)


def _asked_just_now(by: Actor, recipient: Recipient) -> bool:
    now = timezone.now()
    links = ReportLink.objects.visible_to(by).open_at(now).filter(**_to(recipient))
    return links.filter(sent_at__gt=now - BETWEEN_ROUNDS).exists()


def _send(by: Actor, recipient: Recipient, lasts: timedelta) -> ReportLink:
    token = new_token()
    link = ReportLink(
        organisation=by.organisation,
        sent_to=recipient.name if isinstance(recipient, Function) else recipient.shown_as,
        email=recipient.email,
        token_digest=token_digest(token),
        sent_by=by.person,
        expires_at=timezone.now() + lasts,
        **_to(recipient),
    )
    owed = Activity.objects.owed(timezone.localdate()) & link.activities
    link.message = mail_link(link, url=link_to(token), owed=list(owed))
    link.save()
    record(by=by, kind="report_link_sent", subject=link, data={"email": link.email})
    return link


def link_to(token: str) -> str:
    return settings.BASE_URL + reverse("activities:report_link", args=[token])


def _to(recipient: Recipient) -> dict[str, Recipient]:
    return {"function" if isinstance(recipient, Function) else "person": recipient}
