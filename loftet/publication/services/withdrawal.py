"""Withdrawal: where law demands it, the content of an edition is emptied by the database's owner."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed

from ..models import Edition, WithdrawalGround
from ..policies import withdraw_obstacles
from .ledger import build_portal, lock_ledger


@transaction.atomic
def withdraw(*, by: Actor, edition: Edition, ground: WithdrawalGround, reason: str) -> Edition:
    """Empty document and files for ever; number, envelope, digests and ledger row stay."""
    lock_ledger()
    kept = Edition.objects.get(pk=edition.pk)
    NotAllowed.raise_if(withdraw_obstacles(by, kept))
    if not reason.strip():
        raise NotAllowed([_("Say why: the reason is shown in public.")])
    _empty(by, kept, ground, reason.strip())
    build_portal()
    kept.refresh_from_db()
    return kept


def _empty(by: Actor, edition: Edition, ground: WithdrawalGround, reason: str) -> None:
    """The owner's function of migration 0003, which writes the audit event itself."""
    who = (by.organisation.pk, by.person.pk, by.person.shown_as)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT loftet_withdraw_edition(%s, %s, %s, %s, %s, %s)",
            (edition.pk, ground.value, reason, *who),
        )
