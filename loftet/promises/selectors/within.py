"""The agreements that a promise set can be begun within."""

from __future__ import annotations

from loftet.agreements.models import Agreement
from loftet.organisations.actor import Actor

from ..policies import begin_obstacles


def list_agreements_to_begin_in(actor: Actor) -> list[Agreement]:
    """Alive, shared, and with the actor's organisation as a party of the newest version."""
    shared = Agreement.objects.visible_to(actor).filter(shared_version__isnull=False).exclude(state="ended")
    return [each for each in shared if not begin_obstacles(actor, each)]
