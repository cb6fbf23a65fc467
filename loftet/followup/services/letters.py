"""Mail about a period, to the coordinators of its parties in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.agreements.models import SharedVersion
from loftet.agreements.selectors import list_holders
from loftet.agreements.versions import record_of
from loftet.agreements.words import day
from loftet.organisations.models import Organisation, Role
from loftet.organisations.services.outbox import post_mail

from ..followed import parties_in
from ..models import FollowUp, PartyAccount, Reminder, ReportingPeriod

Words = Callable[[], tuple[str, str]]


def tell_handed_in(account: PartyAccount, *, by: Organisation) -> None:
    """To the other parties; where it is entered for one of them, that one reads that it is not its word."""

    def words() -> tuple[str, str]:
        named = {
            "by": by.name,
            "party": account.party.name,
            "source": account.entered_from,
            **_about(account.period),
        }
        if account.is_entered:
            return (
                _("%(by)s has entered what %(party)s did in %(period)s") % named,
                _(
                    "%(by)s has entered an account for %(party)s of %(period)s (%(agreement)s), taken from"
                    " “%(source)s”.\n\n"
                    "It stands as entered, not as the party's own, until %(party)s hands in:\n%(url)s\n"
                )
                % named,
            )
        return (
            _("%(party)s has handed in for %(period)s") % named,
            _("%(party)s has handed in its account of %(period)s (%(agreement)s).\n\n%(url)s\n") % named,
        )

    _write(_others(account.period, but=by), words, sender=by)


def tell_proposed(follow_up: FollowUp, *, by: Organisation) -> None:
    def words() -> tuple[str, str]:
        named = {"party": by.name, **_about(follow_up.period)}
        return (
            _("%(party)s proposes to close %(period)s") % named,
            _(
                "%(party)s proposes to close %(period)s (%(agreement)s).\n\n"
                "Read what both parties tell, and confirm or hand in more:\n%(url)s\n"
            )
            % named,
        )

    _write(_others(follow_up.period, but=by), words, sender=by)


def tell_closed(version: SharedVersion, *, organisations: Iterable[Organisation]) -> None:
    record = record_of(version)

    def words() -> tuple[str, str]:
        named = {"title": str(version), "url": settings.BASE_URL + record.get_absolute_url()}
        return (
            _("Closed: %(title)s") % named,
            _(
                "“%(title)s” is closed and nothing in it changes any more.\n\n"
                "Read it and ask for the signatures of your organisation:\n%(url)s\n"
            )
            % named,
        )

    _write(organisations, words, sender=record.owner)


def remind(reminder: Reminder) -> None:
    """Before the due day that it comes; after it also what follows of silence."""
    period = reminder.period
    is_late = period.due_on is not None and period.due_on < reminder.sent_on

    def words() -> tuple[str, str]:
        named = {**_about(period), "day": day(period.due_on)}
        if not is_late:
            return (
                _("Due %(day)s: %(period)s") % named,
                _(
                    "Your organisation accounts for %(period)s (%(agreement)s) by %(day)s.\n\n"
                    "Write and hand in:\n%(url)s\n"
                )
                % named,
            )
        return (
            _("Not yet answered: %(period)s") % named,
            _(
                "Your organisation has not yet answered for %(period)s (%(agreement)s), due %(day)s.\n\n"
                "Hand in or confirm:\n%(url)s\n\n"
                "Without an answer the other parties may close the period. It then says that you did not"
                " answer.\n"
            )
            % named,
        )

    _write([reminder.organisation], words, sender=reminder.organisation)


def _about(period: ReportingPeriod) -> dict[str, str]:
    return {
        "period": period.label,
        "agreement": period.agreement.title,
        "url": settings.BASE_URL + period.get_absolute_url(),
    }


def _others(period: ReportingPeriod, *, but: Organisation) -> list[Organisation]:
    parties = {each.organisation for each in parties_in(period.agreement)} - {but.pk}
    return list(Organisation.objects.filter(pk__in=parties).order_by("sort_key", "pk"))


def _write(organisations: Iterable[Organisation], words: Words, *, sender: Organisation) -> None:
    for person in list_holders(Role.COORDINATOR, organisations=organisations):
        with translation.override(person.language):
            subject, text = words()
            post_mail(recipient=person.email, subject=subject, text=text, organisation=sender)
