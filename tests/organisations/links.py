"""The secret links that mails carry."""

from __future__ import annotations

import re

from loftet.organisations.models import OutboxMessage


def link_to(address: str) -> str:
    """The address in the newest mail to the recipient."""
    mail = OutboxMessage.objects.filter(recipient=address).order_by("pk").last()
    assert mail, f"no mail to {address}"
    found = re.search(r"https?://\S+", mail.text)
    assert found, mail.text
    return found[0]


def path_to(address: str) -> str:
    """The same without scheme and host, for Django's test client."""
    return "/" + link_to(address).split("/", 3)[3]


def token_for(address: str) -> str:
    return link_to(address).rstrip("/").rsplit("/", 1)[1]
