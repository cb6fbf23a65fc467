"""Why something cannot be published or withdrawn, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from loftet.agreements.models import SharedRecord, SharedVersion
from loftet.agreements.policies import signatures_of
from loftet.agreements.versions import newest_version, party_ids, seats_of
from loftet.domain.canonical import digest
from loftet.domain.follow_up_states import FollowUpState
from loftet.domain.progress import ProgressDocument
from loftet.domain.promise_set_states import PromiseSetState
from loftet.followup.models import FollowUp
from loftet.language.personal_data import find_personal_data
from loftet.organisations.actor import Actor
from loftet.organisations.models import OrganisationKind
from loftet.organisations.policies import Act, act_obstacles
from loftet.promises.models import PromiseSet

from .models import Edition
from .progress import SetProgress

_LET_OUT = (PromiseSetState.READY_TO_PUBLISH, PromiseSetState.RUNNING)


def publish_set_obstacles(actor: Actor, promise_set: PromiseSet, version: SharedVersion | None) -> list[str]:
    """The set is let out by its parties; then any of them publishes exactly the signed version."""
    if obstacles := act_obstacles(actor, Act.PLAIN_LANGUAGE) or _party_obstacles(actor, version):
        return obstacles
    assert version is not None
    return _set_state_obstacles(promise_set) or _version_obstacles(promise_set, version)


def publish_follow_up_obstacles(
    actor: Actor, follow_up: FollowUp, version: SharedVersion | None
) -> list[str]:
    """Closed by the parties and signed by all; then any of them publishes it."""
    if obstacles := act_obstacles(actor, Act.PLAIN_LANGUAGE) or _closed_obstacles(version):
        return obstacles
    if obstacles := _party_obstacles(actor, version):
        return obstacles
    assert version is not None
    if follow_up.is_read_in:
        return [_("It is read in from a document. No party has closed it, so it is not published as theirs.")]
    if follow_up.state != FollowUpState.SIGNED:
        return [_("Everybody must sign before it is published.")]
    return _version_obstacles(follow_up, version)


def progress_obstacles(actor: Actor, found: SetProgress, version: SharedVersion | None) -> list[str]:
    """Any party publishes what is handed in, once residents can read what was promised."""
    if obstacles := act_obstacles(actor, Act.PLAIN_LANGUAGE) or _party_obstacles(actor, version):
        return obstacles
    if not found.is_published:
        return [_("Publish the promise itself first: the counts stand beside what it promises.")]
    if found.counted is None:
        return [_("No party has handed in anything yet.")]
    return [] if found.news else [_("Nothing has been handed in since what is published already.")]


def suspicious_units(document: ProgressDocument | None) -> list[str]:
    """Names of what is counted that look as if they pointed out a person (design rule 8)."""
    promises = document.promises if document else ()
    units = {total.unit for promise in promises for total in promise.totals}
    return sorted(unit for unit in units if find_personal_data(unit))


def shown_progress_obstacles(digest_now: str, shown: str | None) -> list[str]:
    if shown in (None, digest_now):
        return []
    return [_("What is handed in has changed since the page was opened. Read it before you publish.")]


def _closed_obstacles(version: SharedVersion | None) -> list[str]:
    return [_("The period is not closed yet.")] if version is None else []


def shown_obstacles(version: SharedVersion, shown: int | None) -> list[str]:
    """Only what the page showed is published; None where nobody was shown a page."""
    if shown in (None, version.version):
        return []
    return [_("Another version has come since the page was opened. Read it before you publish.")]


def withdraw_obstacles(actor: Actor, edition: Edition) -> list[str]:
    """The registrar of any party: each authority answers for what it publishes."""
    if obstacles := act_obstacles(actor, Act.REGISTER):
        return obstacles
    if edition.document is None:
        return [_("The content has been withdrawn already.")]
    if actor.organisation.pk not in _parties_of(edition, edition.document):
        return [_("Only a registrar of a party can withdraw it.")]
    return []


def _parties_of(edition: Edition, document: Mapping[str, Any]) -> set[int]:
    """Those of the document; an answer names none, and is the concern of those of its agreement."""
    if "parties" in document:
        return {party["organisation"] for party in document["parties"]}
    within = newest_version(edition.agreement)
    return party_ids(within) if within else set()


def _party_obstacles(actor: Actor, version: SharedVersion | None) -> list[str]:
    if version is None:
        return [_("It is still a draft: share it and let everybody sign first.")]
    if actor.organisation.pk not in party_ids(version):
        return [_("Your organisation is not a party of this version.")]
    return []


def _set_state_obstacles(promise_set: PromiseSet) -> list[str]:
    match PromiseSetState(promise_set.state):
        case state if state in _LET_OUT:
            return []
        case PromiseSetState.SIGNED:
            return [_("Let the promise out to residents first.")]
        case PromiseSetState.ENDED:
            return [_("The promise has ended.")]
        case _:
            return [_("Everybody must sign before it is published.")]


def _version_obstacles(record: SharedRecord, version: SharedVersion) -> list[str]:
    if Edition.objects.of_record(record.record_kind, record.pk).filter(version=version.version).exists():
        return [_("Version %(version)s is published already.") % {"version": version.version}]
    return _integrity_obstacles(version)


def _integrity_obstacles(version: SharedVersion) -> list[str]:
    """What nobody should ever read: checked all the same, since what is published cannot be changed."""
    signed = {(each.organisation_id, each.position): each.digest for each in signatures_of(version)}
    seats = [(seat.organisation, seat.position) for seat in seats_of(version)]
    if not all(signed.get(seat) == version.digest for seat in seats):
        return [_("Everybody must sign before it is published.")]
    if digest(version.document) != version.digest:
        return [_("The document is not the one that was signed, so it cannot be published.")]
    return []


def public_contact_obstacles(actor: Actor) -> list[str]:
    """The public pages are of municipalities, and each is reached as its own administrator says."""
    obstacles = act_obstacles(actor, Act.MANAGE_PEOPLE)
    if actor.organisation.kind != OrganisationKind.MUNICIPALITY:
        obstacles.append(_("Only a municipality has a contact of its own on the public pages."))
    return obstacles


def public_contact_hints(email: str) -> list[str]:
    """What is allowed, and still not wanted: `first.last@` is a person, who may leave."""
    given, dot, family = email.partition("@")[0].partition(".")
    if dot and given.isalpha() and family.isalpha():
        return [
            _("%(email)s looks like a person's mailbox. A function mailbox is better.") % {"email": email}
        ]
    return []
