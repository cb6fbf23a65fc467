"""How residents reach the municipalities of the demo: addresses that lead nowhere, and numbers set aside.

The telephone numbers are of a series that Post- och telestyrelsen keeps free for books and films.
"""

from __future__ import annotations

from loftet.publication.services import set_public_contact

from .world import World

PHONES = {
    "linkoping": "08-465 004 10",
    "norrkoping": "08-465 004 11",
    "ljungby": "08-465 004 12",
    "lekeberg": "08-465 004 13",
}


def say_contacts(world: World) -> None:
    for key, phone in PHONES.items():
        set_public_contact(
            by=world.administrator(key),
            email=f"medborgarlofte@{key}.example",
            phone=phone,
            web_address=f"https://www.{key}.example/kontakt",
        )
