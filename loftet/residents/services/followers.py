"""Following without account: asked for, confirmed by mail, and left with one click."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loftet.domain.digests import Frequency
from loftet.organisations.models import Municipality
from loftet.publication.models import Edition

from ..models import Follower
from .letters import ask_to_confirm, tell_already_following


@transaction.atomic
def follow(
    *,
    email: str,
    edition: Edition,
    municipality: Municipality,
    promise_key: str | None,
    called: str,
    frequency: Frequency,
    now: datetime,
) -> None:
    """Ask the address to confirm. Whether it follows already is told to the address, never to who asks."""
    follower, is_new = Follower.objects.select_for_update().get_or_create(
        email=email.lower(),
        municipality=municipality,
        promise_key=promise_key,
        is_demo=edition.is_demo,
        defaults={
            "called": called,
            "frequency": frequency,
            "asked_at": now,
            "told_number": newest_number(is_demo=edition.is_demo),
        },
    )
    if follower.confirmed_at:
        tell_already_following(follower)
        return
    if not is_new:
        follower.asked_at, follower.frequency = now, frequency
        follower.save(update_fields=["asked_at", "frequency"])
    ask_to_confirm(follower)


@transaction.atomic
def confirm_follower(*, follower: Follower, now: datetime) -> None:
    """Begin to write to the address, of what is published from now on; confirming twice changes nothing."""
    kept = Follower.objects.select_for_update().get(pk=follower.pk)
    if kept.confirmed_at is None:
        kept.confirmed_at, kept.told_number = now, newest_number(is_demo=kept.is_demo)
        kept.save(update_fields=["confirmed_at", "told_number"])


def leave(*, follower: Follower) -> None:
    """Forget the address at once and for good."""
    Follower.objects.filter(pk=follower.pk).delete()


def forget_unconfirmed(*, now: datetime) -> int:
    """Forget addresses that never confirmed; return how many."""
    return Follower.objects.never_confirmed(now).delete()[0]


def newest_number(*, is_demo: bool) -> int:
    newest = Edition.objects.filter(is_demo=is_demo).order_by("-number").first()
    return newest.number if newest else 0
