"""One person at work in a process of their own: waits for the word, acts, and says what came of it.

python -m tests.followup.person DEED PERSON ORGANISATION SUBJECT
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loftet.config.settings")
django.setup()

from loftet.followup import services  # noqa: E402
from loftet.followup.models import FollowUp, PartyAccount, ReportingPeriod  # noqa: E402
from loftet.organisations.actor import Actor, find_actor  # noqa: E402
from loftet.organisations.exceptions import NotAllowed  # noqa: E402
from loftet.organisations.models import Person  # noqa: E402

Deed = Callable[[Actor, int], object]
DEEDS: dict[str, Deed] = {
    "hand_in": lambda by, pk: services.hand_in(by=by, account=PartyAccount.objects.get(pk=pk)),
    "propose": lambda by, pk: services.propose_closing(by=by, period=ReportingPeriod.objects.get(pk=pk)),
    "confirm": lambda by, pk: services.confirm_closing(by=by, follow_up=FollowUp.objects.get(pk=pk)),
}


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    deed, person, organisation, subject = sys.argv[1:]
    by = find_actor(Person.objects.get(pk=person), organisation_id=int(organisation))
    assert by is not None
    say("ready")
    sys.stdin.readline()
    try:
        DEEDS[deed](by, int(subject))
    except NotAllowed:
        say("refused")
    else:
        say("done")


if __name__ == "__main__":
    main()
