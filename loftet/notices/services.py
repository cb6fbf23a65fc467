"""Choosing how often to be told, and telling: what is new under "My day" becomes one mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from loftet.agreements.selectors import WaitingItem
from loftet.domain.digests import Frequency, digest_period
from loftet.organisations.actor import Actor
from loftet.organisations.audit import record_for_person
from loftet.organisations.models import Membership, Person
from loftet.organisations.services.outbox import post_mail

from .links import unsubscribe_url
from .models import NoticeSettings, ToldNotice
from .selectors import list_actors_of, list_lines


@dataclass(frozen=True)
class News:
    """What is new for a person acting for one organisation."""

    actor: Actor
    lines: list[WaitingItem]


@transaction.atomic
def choose_frequency(*, by_person: Person, frequency: Frequency) -> NoticeSettings:
    """Choose how often to be told; the person may do it without being signed in, by the link in a mail."""
    kept = _settings_of(by_person)
    if kept.frequency != frequency:
        kept.frequency = frequency
        kept.save(update_fields=["frequency"])
        record_for_person(person=by_person, kind="notices_chosen", data={"frequency": frequency})
    return kept


def send_digests(*, now: datetime) -> int:
    """Write to each whose period has come and who has something new; return how many mails were written."""
    members = Membership.objects.active().values("person_id")
    people = Person.objects.filter(is_active=True, pk__in=members).order_by("pk")
    return sum(_send_digest(person, now) for person in people)


@transaction.atomic
def _send_digest(person: Person, now: datetime) -> int:
    """Under the lock of the person's settings, so that two workers write one mail."""
    kept = _settings_of(person)
    period = digest_period(Frequency(kept.frequency), timezone.localtime(now))
    if period is None or period == kept.last_period:
        return 0
    kept.last_period = period
    kept.save(update_fields=["last_period"])
    news = [each for each in map(_news_for, list_actors_of(person)) if each.lines]
    if not news:
        return 0
    _remember(person, news)
    _post(person, news)
    return 1


def _settings_of(person: Person) -> NoticeSettings:
    NoticeSettings.objects.get_or_create(person=person)
    return NoticeSettings.objects.select_for_update().get(person=person)


def _news_for(actor: Actor) -> News:
    told = ToldNotice.objects.filter(person=actor.person, organisation=actor.organisation)
    known = set(told.values_list("key", flat=True))
    with translation.override(actor.person.language):
        return News(actor, [line for line in list_lines(actor) if line.key not in known])


def _remember(person: Person, news: Iterable[News]) -> None:
    ToldNotice.objects.bulk_create(
        ToldNotice(person=person, organisation=each.actor.organisation, key=key)
        for each in news
        for key in {line.key for line in each.lines}
    )


def _post(person: Person, news: list[News]) -> None:
    leave = unsubscribe_url(person)
    context = {
        "news": news,
        "base": settings.BASE_URL,
        "settings_url": settings.BASE_URL + reverse("notices:notice_settings"),
        "unsubscribe_url": leave,
    }
    with translation.override(person.language):
        post_mail(
            recipient=person.email,
            subject=_subject(news),
            text=render_to_string("notices/mail/digest.txt", context),
            html=render_to_string("notices/mail/digest.html", {**context, "language": person.language}),
            unsubscribe_url=leave,
        )


def _subject(news: list[News]) -> str:
    lines = [line for each in news for line in each.lines]
    if len(lines) == 1:
        return f"{lines[0].kind.label}: {lines[0].title}"
    return ngettext(
        "%(number)s new thing waits for you", "%(number)s new things wait for you", len(lines)
    ) % {"number": len(lines)}
