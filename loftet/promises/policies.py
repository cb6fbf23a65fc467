"""Why something cannot be done with a promise set, in sentences; no sentence, no hindrance."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from loftet.agreements.models import Agreement, SharedVersion
from loftet.agreements.versions import newest_version, parties_of, party_ids
from loftet.domain.agreement import PartyRef
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument
from loftet.domain.promise_set_rules import obstacles_to_sharing
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE, PromiseSetAct, PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.policies import Act, act_obstacles

from .content import PromiseContent, SetContent
from .models import PromiseSet
from .personal_data import PlacedFinding, unanswered
from .words import sentences

PARTIES_WHERE_EITHER_ENDS = 2
MOST_PROMISES = 200


def draft_obstacles(actor: Actor) -> list[str]:
    return act_obstacles(actor, Act.DRAFT)


def begin_obstacles(actor: Actor, agreement: Agreement) -> list[str]:
    """Why no set can be begun within the agreement."""
    if obstacles := draft_obstacles(actor):
        return obstacles
    version = newest_version(agreement)
    if version is None:
        return [_("Share the agreement first: the promise is made by its parties.")]
    if agreement.has_ended:
        return [_("The agreement has ended. Write the promise within one that is alive.")]
    if actor.organisation.pk not in party_ids(version):
        return [_("Your organisation is not a party of the agreement.")]
    return []


def content_obstacles(within: SharedVersion, content: SetContent) -> list[str]:
    """What may not even be saved."""
    obstacles = []
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        obstacles.append(_("The last day comes before the first."))
    covered = {each["code"] for each in within.document["municipalities"]}
    if not covered.issuperset(content.municipalities):
        obstacles.append(_("A municipality is chosen that the agreement does not cover."))
    if not party_ids(within).issuperset(organisation for organisation, _position in content.signatories):
        obstacles.append(_("Somebody is to sign for an organisation that is not a party of the agreement."))
    return obstacles


def promise_obstacles(within: SharedVersion, content: PromiseContent) -> list[str]:
    """What may not even be saved of a promise."""
    obstacles = [] if content.focus_area.strip() else [_("Say what focus area the promise belongs to.")]
    if not content.title.strip() or not content.text.strip():
        obstacles.append(_("A promise has a title and says what is promised."))
    if content.stands_without_target and any(each.number is not None for each in content.commitments):
        obstacles.append(number_without_target())
    return [*obstacles, *_commitment_obstacles(parties_of(within), content.commitments)]


def number_without_target() -> str:
    return _("A promise with a number does not stand without target. Take away the one or the other.")


def _commitment_obstacles(parties: Iterable[PartyRef], commitments: Iterable[CommitmentText]) -> list[str]:
    known = {party.organisation for party in parties}
    obstacles = []
    for each in commitments:
        if not known.issuperset({*each.performers, *each.responsible}):
            obstacles.append(_("Who does it and who answers for it are parties of the agreement."))
        if each.number_max is not None and (each.number is None or each.number_max < each.number):
            obstacles.append(_("The highest number is below the lowest."))
    return list(dict.fromkeys(obstacles))


def edit_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    return draft_obstacles(actor) or _unwritable_obstacles(actor, promise_set)


def easy_read_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    """The easy words are written with the draft: they are a part of what everybody signs."""
    return act_obstacles(actor, Act.PLAIN_LANGUAGE) or _unwritable_obstacles(actor, promise_set)


def _unwritable_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    if obstacles := _owner_obstacles(actor, promise_set):
        return obstacles
    if not promise_set.has_unshared_changes:
        return [_("What is shared never changes. Begin a new version instead.")]
    return _ended_obstacles(promise_set, PromiseSetAct.SHARE_NEW_VERSION)


def discard_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    if obstacles := draft_obstacles(actor) or _owner_obstacles(actor, promise_set):
        return obstacles
    return [] if promise_set.has_unshared_changes else [_("There is no draft: everything written is shared.")]


def share_obstacles(
    actor: Actor, promise_set: PromiseSet, document: PromiseSetDocument, answered: Iterable[str]
) -> list[str]:
    if obstacles := edit_obstacles(actor, promise_set):
        return obstacles
    if obstacles := begin_obstacles(actor, promise_set.agreement):
        return obstacles
    asked = unanswered(document, set(answered))
    return sentences(obstacles_to_sharing(document)) + ([personal_data_sentence(asked)] if asked else [])


def personal_data_sentence(asked: list[PlacedFinding]) -> str:
    words = ", ".join(f"”{each.words}”" for each in asked[:3])
    return _("Words that look like personal data must be answered first: %(words)s.") % {"words": words}


def new_version_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    if obstacles := draft_obstacles(actor) or _owner_obstacles(actor, promise_set):
        return obstacles
    if promise_set.shared_version is None:
        return [_("The first version is still a draft: change it as it is.")]
    if promise_set.has_unshared_changes:
        return [_("Version %(version)s is being written already.") % {"version": promise_set.version}]
    return _ended_obstacles(promise_set, PromiseSetAct.SHARE_NEW_VERSION)


def ready_obstacles(actor: Actor, promise_set: PromiseSet, version: SharedVersion | None) -> list[str]:
    """Any party lets out what all have signed: both are equals."""
    if obstacles := draft_obstacles(actor):
        return obstacles
    if version is None or PromiseSetAct.MAKE_READY not in PROMISE_SET_LIFECYCLE.acts_in(_state(promise_set)):
        return [_not_signed_or_past(promise_set)]
    return _party_obstacles(actor, version)


def end_obstacles(actor: Actor, promise_set: PromiseSet, version: SharedVersion | None) -> list[str]:
    """The owner may end it; another party too where there are two."""
    if obstacles := draft_obstacles(actor):
        return obstacles
    if version is None:
        return [_("A draft that nobody else has seen is discarded, not ended.")]
    if not promise_set.is_owned_by(actor):
        if obstacles := _party_obstacles(actor, version):
            return obstacles
        if len(party_ids(version)) > PARTIES_WHERE_EITHER_ENDS:
            return [_("There are more than two parties: only %(owner)s ends it.") % _owner(promise_set)]
    return _ended_obstacles(promise_set, PromiseSetAct.END)


def _owner_obstacles(actor: Actor, promise_set: PromiseSet) -> list[str]:
    if promise_set.is_owned_by(actor):
        return []
    return [_("Only %(owner)s, which writes the promise, can do this.") % _owner(promise_set)]


def _owner(promise_set: PromiseSet) -> dict[str, str]:
    return {"owner": promise_set.owner.name}


def _party_obstacles(actor: Actor, version: SharedVersion) -> list[str]:
    if actor.organisation.pk in party_ids(version):
        return []
    return [_("Your organisation is not a party of this version.")]


def _ended_obstacles(promise_set: PromiseSet, act: PromiseSetAct) -> list[str]:
    state = _state(promise_set)
    if state is PromiseSetState.DRAFT or act in PROMISE_SET_LIFECYCLE.acts_in(state):
        return []
    return [_("The promise has ended.")]


def _not_signed_or_past(promise_set: PromiseSet) -> str:
    match _state(promise_set):
        case PromiseSetState.READY_TO_PUBLISH | PromiseSetState.RUNNING:
            return _("It has been let out already.")
        case PromiseSetState.ENDED:
            return _("The promise has ended.")
        case _:
            return _("Everybody must sign before it is let out to residents.")


def _state(promise_set: PromiseSet) -> PromiseSetState:
    return PromiseSetState(promise_set.state)
