"""What a person can do with a period now, with the reason beside whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements.acts import Deed, Deeds
from loftet.agreements.models import SharedVersion, SignatureRequest
from loftet.agreements.policies import asking_obstacles, request_obstacles
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, Role

from .models import FollowUp, Reminder
from .policies import (
    confirm_obstacles,
    hand_in_obstacles,
    new_account_version_obstacles,
    party_obstacles,
    propose_obstacles,
    silence_obstacles,
    withdraw_obstacles,
)
from .selectors import PeriodPage


def list_deeds(page: PeriodPage, actor: Actor, *, today: date) -> Deeds:
    """Everything that the actor's roles have to do with; the first that leads on is the main act."""
    deeds = [*_signing(page, actor)]
    if Role.COORDINATOR in actor.roles and not party_obstacles(actor, page.period.agreement):
        deeds += [*_accounting(page, actor), *_closing(page, actor, today)]
    main = next((deed for deed in deeds if deed.is_main and not deed.obstacles), None)
    main = main or next((deed for deed in deeds if deed.is_main), None)
    beside = next((deed for deed in deeds if deed.is_beside and deed is not main), None)
    return Deeds(main, beside, tuple(deed for deed in deeds if deed not in (main, beside)))


def _signing(page: PeriodPage, actor: Actor) -> Iterator[Deed]:
    if Role.SIGNATORY not in actor.roles or page.version is None or page.follow_up is None:
        return
    asked = SignatureRequest.objects.open_at(timezone.now()).filter(
        version=page.version, person=actor.person, organisation=actor.organisation
    )
    for request in asked:
        label = _("Sign as %(position)s") % {"position": request.position}
        yield Deed(label, page.follow_up.signature_page("sign", request.pk), is_main=True)


def _accounting(page: PeriodPage, actor: Actor) -> Iterator[Deed]:
    if page.is_closed:
        return
    account, follow_up = page.account, page.follow_up
    if account is not None and not account.has_unshared_changes:
        obstacles = new_account_version_obstacles(actor, account, follow_up)
        yield _deed(_("Change the account"), page, "account_reopen", obstacles)
        return
    obstacles = (
        hand_in_obstacles(actor, account, follow_up, has_statements=page.has_statements)
        if account
        else [_("Nothing is written yet. Say something of at least one promise.")]
    )
    yield _deed(_("Hand in"), page, "account_hand_in", obstacles, is_main=True)


def _closing(page: PeriodPage, actor: Actor, today: date) -> Iterator[Deed]:
    follow_up = page.follow_up
    if page.read_in:
        return
    if follow_up is None or not follow_up.is_open:
        yield from _proposing(page, actor, today)
    else:
        obstacles = confirm_obstacles(actor, follow_up)
        yield _deed(_("Confirm the closing"), page, "closing_confirm", obstacles, is_main=not obstacles)
        yield from _over_silence(page, follow_up, actor, today)
        obstacles = withdraw_obstacles(actor, follow_up)
        if not obstacles:
            yield _deed(_("Withdraw the proposal"), page, "closing_withdraw", obstacles)
    if follow_up is not None and page.version is not None:
        yield from _asking(follow_up, page.version, actor)


def _proposing(page: PeriodPage, actor: Actor, today: date) -> Iterator[Deed]:
    obstacles = propose_obstacles(actor, page.period, page.follow_up, today=today)
    if page.follow_up is None:
        has_handed_in = page.account is not None and page.account.shared_version is not None
        yield _deed(
            _("Propose to close"), page, "closing_propose", obstacles, is_main=has_handed_in, is_beside=True
        )
    else:
        yield _deed(_("Correct what is closed"), page, "closing_propose", obstacles)


def _over_silence(page: PeriodPage, follow_up: FollowUp, actor: Actor, today: date) -> Iterator[Deed]:
    silent = [each.party.organisation for each in page.answers if not each.has_confirmed]
    parties = list(Organisation.objects.filter(pk__in=silent))
    reminders = list(Reminder.objects.filter(period=page.period))
    obstacles = silence_obstacles(actor, follow_up, parties, reminders, today=today)
    yield _deed(_("Close the period without an answer"), page, "closing_silence", obstacles)


def _asking(follow_up: FollowUp, version: SharedVersion, actor: Actor) -> Iterator[Deed]:
    if not follow_up.waits_for_signatures or follow_up.is_open:
        return
    obstacles = asking_obstacles(actor, follow_up, version)
    url = follow_up.signature_page("request")
    yield Deed(_("Ask for a signature"), url, tuple(obstacles), is_main=not obstacles)
    obstacles = request_obstacles(actor, follow_up, version)
    yield Deed(_("Add a signature on paper"), follow_up.signature_page("paper"), tuple(obstacles))


def _deed(
    label: str,
    page: PeriodPage,
    name: str,
    obstacles: list[str],
    *,
    is_main: bool = False,
    is_beside: bool = False,
) -> Deed:
    url = reverse(f"followup:{name}", args=(page.period.pk,))
    return Deed(label, url, tuple(obstacles), is_main, is_beside)
