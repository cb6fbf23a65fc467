"""Saying of two numbers in the parties' accounts whether they are the same."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.activities.models import SameOrTwo
from loftet.activities.services import put_mark
from loftet.domain.duplicates import Verdict
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import FollowUp, ReportingPeriod
from ..policies import pair_obstacles
from ..selectors.comparing import find_pair
from .asking import ask_anew
from .locking import lock_period_and_later


@transaction.atomic
def mark_numbers(
    *, by: Actor, period: ReportingPeriod, keys: tuple[str, str], verdict: Verdict, motive: str
) -> SameOrTwo:
    """The word of one party on two numbers handed in, with why; the last word of either holds.

    It changes the totals of the period and of those after it, so each closing of them that is proposed is
    confirmed anew. What is closed stays as it was closed.
    """
    kept, *later = lock_period_and_later(period)
    pair = find_pair(kept, keys)
    if pair is None:
        raise NotAllowed([_("The two do not stand in what is handed in any more.")])
    NotAllowed.raise_if(pair_obstacles(by, kept, pair.tellers, is_one_thing=pair.is_one_thing))
    if not motive.strip():
        raise NotAllowed([_("Say why it is the same, or why it is two.")])
    called = {side.key: f"{side.party}: {side.told}" for side in pair.sides}
    mark = put_mark(by=by, promise_set=pair.promise_set, pair=called, verdict=verdict, motive=motive)
    for each in FollowUp.objects.filter(period__in=[kept, *later]).select_for_update(of=("self",)):
        if each.is_open:
            ask_anew(by, each)
    return mark
