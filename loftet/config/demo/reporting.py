"""Letters that let a newcomer report as a performer without account does."""

from __future__ import annotations

from loftet.activities.models import Function
from loftet.activities.services import send_report_link

from .world import World

MUNICIPALITY = "ljungby"


def leave_report_links(world: World) -> None:
    """One to each function of the municipality whose citizen promise runs."""
    owner = world.coordinator(MUNICIPALITY)
    for function in Function.objects.visible_to(owner).in_use():
        send_report_link(by=owner, recipient=function)
