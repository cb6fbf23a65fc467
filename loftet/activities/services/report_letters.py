"""The letter that brings a report link."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loftet.organisations.models import OutboxMessage
from loftet.organisations.services.outbox import post_mail

from ..models import Activity, ReportLink

MOST_NAMED = 10


def mail_link(link: ReportLink, *, url: str, owed: Sequence[Activity]) -> OutboxMessage:
    """In the recipient's own language where there is an account, else in that of the house."""
    with translation.override(link.person.language if link.person else settings.LANGUAGE_CODE):
        context = {
            "link": link,
            "url": url,
            "owed": owed[:MOST_NAMED],
            "more": max(0, len(owed) - MOST_NAMED),
            "until": timezone.localtime(link.expires_at).date(),
        }
        return post_mail(
            recipient=link.email,
            subject=_subject(link, len(owed)),
            text=render_to_string("activities/mail/report_link.txt", context),
            organisation=link.organisation,
        )


def _subject(link: ReportLink, number: int) -> str:
    words = {"number": number, "organisation": link.organisation.name}
    if not number:
        return _("Your link to report to %(organisation)s") % words
    words_for = ngettext(
        "One thing to report to %(organisation)s", "%(number)s things to report to %(organisation)s", number
    )
    return words_for % words
