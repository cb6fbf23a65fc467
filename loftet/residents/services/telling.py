"""Writing to followers of what has been published since they were last written to."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loftet.domain.addresses import municipality_page
from loftet.domain.digests import Frequency, digest_period
from loftet.organisations.services.outbox import post_mail
from loftet.publication.models import Edition

from ..links import leave_url
from ..models import Follower


def tell_followers(*, now: datetime) -> int:
    """Write to each confirmed follower whose period has come; return how many mails were written."""
    keys = Follower.objects.confirmed().order_by("pk").values_list("pk", flat=True)
    return sum(_tell(pk, now) for pk in list(keys))


@transaction.atomic
def _tell(pk: int, now: datetime) -> int:
    """Under the lock of the row, so that two workers write one mail; whoever has left meanwhile gets none."""
    follower = Follower.objects.select_for_update().filter(pk=pk).first()
    if follower is None:
        return 0
    period = digest_period(Frequency(follower.frequency), timezone.localtime(now))
    if period is None or period == follower.last_period:
        return 0
    news = _news_for(follower)
    follower.last_period = period
    follower.told_number = max([follower.told_number, *(each.number for each in news)])
    follower.save(update_fields=["last_period", "told_number"])
    if news:
        _post(follower, news)
    return bool(news)


def _news_for(follower: Follower) -> list[Edition]:
    editions = Edition.objects.filter(
        is_demo=follower.is_demo,
        number__gt=follower.told_number,
        municipality_codes__contains=[follower.municipality_id],
        withdrawn_at__isnull=True,
    ).order_by("number")
    return [each for each in editions if follower.is_concerned_by(each)]


def _post(follower: Follower, news: list[Edition]) -> None:
    leave = leave_url(follower)
    context = {
        "follower": follower,
        "news": news,
        "url": f"{settings.PUBLIC_BASE_URL}/{municipality_page(follower.municipality_id)}",
        "checkpoint": news[-1].entry.checkpoint.note,
        "leave_url": leave,
    }
    with translation.override(settings.LANGUAGE_CODE):
        post_mail(
            recipient=follower.email,
            subject=_("New about %(called)s") % {"called": follower.called},
            text=render_to_string("residents/mail/news.txt", context),
            unsubscribe_url=leave,
        )
