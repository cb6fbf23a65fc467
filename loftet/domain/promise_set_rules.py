"""What must be in a promise set before it is shared, and what deserves a second look."""

from collections.abc import Iterable, Iterator, Sequence

from loftet.domain.agreement import PartyRef, PartyRole, SignatorySeat
from loftet.domain.commitment import CommitmentClass
from loftet.domain.documented import DocumentedEnum
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument, PromiseText
from loftet.domain.reason import Reason, reason


class PromiseSetObstacle(DocumentedEnum):
    """Why a promise set cannot be shared: law or integrity forbids it."""

    TITLE_MISSING = "title_missing", "Nobody can sign what has no name."
    START_MISSING = "start_missing", "Without a first day nobody can say what the promises hold for."
    ENDS_BEFORE_START = "ends_before_start", "The last day comes before the first: `starts_on`, `ends_on`."
    MUNICIPALITY_MISSING = (
        "municipality_missing",
        "The promises are given to somebody: at least one municipality.",
    )
    PROMISE_MISSING = "promise_missing", "A set without a promise promises nothing."
    TEXT_MISSING = "text_missing", "A promise says what is promised: `number`, `title`."
    RANGE_REVERSED = (
        "range_reversed",
        "The highest number is below the lowest: `promise`, `number`, `number_max`.",
    )
    NUMBER_WITHOUT_TARGET = (
        "number_without_target",
        "A promise that stands without target has a number: `promise`.",
    )
    NUMBER_MISSING = "number_missing", "A counted commitment has a number: `promise`, `kind`."
    NO_PARTY = "no_party", "A performer or responsible is no party of the agreement: `promise`."
    SIGNATORY_MISSING = (
        "signatory_missing",
        "Nobody signs for the police or for a municipality that the promises are given in: `party`.",
    )
    DOER_DOES_NOT_SIGN = (
        "doer_does_not_sign",
        "A party does or answers for something, and nobody signs for it: `party`.",
    )
    SIGNATORY_OF_NO_PARTY = (
        "signatory_of_no_party",
        "Someone signs for what is no party: `party`, `position`.",
    )
    CHANGE_REASON_MISSING = "change_reason_missing", "A new version says why it was made: `version`."


class PromiseSetWarning(DocumentedEnum):
    """What never stops a sharing, but makes the promises hard to follow up."""

    END_MISSING = "end_missing", "Without a last day nothing says when the promises have been kept."
    PERFORMER_MISSING = "performer_missing", "Nobody is named to do it: `promise`."
    RESPONSIBLE_MISSING = "responsible_missing", "Nobody answers for it: `promise`."
    NOTHING_COUNTABLE = "nothing_countable", "Nothing in the promise can be counted: `promise`."


# Neither a number nor another sign by which it can be seen to be done.
_GENERAL = frozenset({CommitmentClass.UNQUANTIFIED, CommitmentClass.DIRECTION})
_COUNTED = frozenset({CommitmentClass.COUNT, CommitmentClass.FREQUENCY, CommitmentClass.TIME_AMOUNT})


def obstacles_to_sharing(document: PromiseSetDocument) -> list[Reason]:
    """Return all that must be put right before the document can be shared and signed."""
    return [
        *_missing_content(document),
        *_period_obstacles(document),
        *(each for promise in document.promises for each in _promise_obstacles(promise, document)),
        *_signatory_obstacles(document),
        *_version_obstacles(document),
    ]


def warnings_before_sharing(document: PromiseSetDocument) -> list[Reason]:
    """Return what stands in the way of following the promises up; none of it blocks."""
    found = [reason(PromiseSetWarning.END_MISSING)] if document.ends_on is None else []
    return found + [each for promise in document.promises for each in _promise_warnings(promise)]


def has_number_without_target(promise: PromiseText) -> bool:
    """Whether it says both that it stands without target and how many."""
    return promise.stands_without_target and any(each.number is not None for each in promise.commitments)


def is_general(commitments: Iterable[CommitmentText]) -> bool:
    """Whether nothing in it can be counted or ticked off, so that a countable companion would help."""
    return all(each.number is None and each.kind in _GENERAL for each in commitments)


def signing_groups(parties: Sequence[PartyRef], municipalities: Sequence[str]) -> list[tuple[PartyRef, ...]]:
    """Who must sign, one for each group: the police, and each municipality with its committees and companies.

    `municipalities` are those of the set by name; where none is chosen yet, all that are parties. Another
    party signs where the set names somebody for it.
    """
    of_police = tuple(party for party in parties if party.role is PartyRole.POLICE)
    groups: dict[str, list[PartyRef]] = {}
    for party in parties:
        is_given_here = not municipalities or party.belongs_to in municipalities
        if party.role is PartyRole.MUNICIPALITY and is_given_here:
            groups.setdefault(party.belongs_to, []).append(party)
    return [*(tuple(group) for group in groups.values()), *([of_police] if of_police else [])]


def default_seats(
    seats: Sequence[SignatorySeat], parties: Sequence[PartyRef], municipalities: Sequence[str]
) -> list[SignatorySeat]:
    """Of those who sign the agreement, the first for the police and the first for each municipality."""
    chosen = []
    for group in signing_groups(parties, municipalities):
        names = {party.name for party in group}
        chosen += [seat for seat in seats if seat.party in names][:1]
    return sorted(chosen, key=list(seats).index)


def _doers(document: PromiseSetDocument) -> list[PartyRef]:
    named = {
        organisation
        for promise in document.promises
        for each in promise.commitments
        for organisation in (*each.performers, *each.responsible)
    }
    return [party for party in document.parties if party.organisation in named]


def _missing_content(document: PromiseSetDocument) -> Iterator[Reason]:
    if not document.title.strip():
        yield reason(PromiseSetObstacle.TITLE_MISSING)
    if not document.municipalities:
        yield reason(PromiseSetObstacle.MUNICIPALITY_MISSING)
    if not document.promises:
        yield reason(PromiseSetObstacle.PROMISE_MISSING)
    for number, promise in enumerate(document.promises, start=1):
        if not promise.text.strip():
            yield reason(PromiseSetObstacle.TEXT_MISSING, number=number, title=promise.title)


def _period_obstacles(document: PromiseSetDocument) -> Iterator[Reason]:
    starts_on, ends_on = document.starts_on, document.ends_on
    if starts_on is None:
        yield reason(PromiseSetObstacle.START_MISSING)
    elif ends_on is not None and ends_on < starts_on:
        days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
        yield reason(PromiseSetObstacle.ENDS_BEFORE_START, **days)


def _promise_obstacles(promise: PromiseText, document: PromiseSetDocument) -> Iterator[Reason]:
    parties = {party.organisation for party in document.parties}
    if has_number_without_target(promise):
        yield reason(PromiseSetObstacle.NUMBER_WITHOUT_TARGET, promise=promise.title)
    for commitment in promise.commitments:
        yield from _number_obstacles(promise, commitment)
        if not parties.issuperset({*commitment.performers, *commitment.responsible}):
            yield reason(PromiseSetObstacle.NO_PARTY, promise=promise.title)


def _number_obstacles(promise: PromiseText, commitment: CommitmentText) -> Iterator[Reason]:
    low, high = commitment.number, commitment.number_max
    if low is None:
        if commitment.kind in _COUNTED:
            yield reason(PromiseSetObstacle.NUMBER_MISSING, promise=promise.title, kind=commitment.kind.value)
    elif high is not None and high < low:
        ends = {"number": f"{low:g}", "number_max": f"{high:g}"}
        yield reason(PromiseSetObstacle.RANGE_REVERSED, promise=promise.title, **ends)


def _signatory_obstacles(document: PromiseSetDocument) -> Iterator[Reason]:
    signed_for = {seat.party for seat in document.signatories if seat.position.strip()}
    parties = [party.name for party in document.parties]
    groups = signing_groups(document.parties, [each.name for each in document.municipalities])
    for group in groups:
        if signed_for.isdisjoint(party.name for party in group):
            yield reason(PromiseSetObstacle.SIGNATORY_MISSING, party=", ".join(each.name for each in group))
    represented = {party.organisation for group in groups for party in group}
    for doer in _doers(document):
        if doer.organisation not in represented and doer.name not in signed_for:
            yield reason(PromiseSetObstacle.DOER_DOES_NOT_SIGN, party=doer.name)
    for seat in document.signatories:
        if seat.party not in parties:
            yield reason(PromiseSetObstacle.SIGNATORY_OF_NO_PARTY, party=seat.party, position=seat.position)


def _version_obstacles(document: PromiseSetDocument) -> Iterator[Reason]:
    if document.version > 1 and not document.change_reason.strip():
        yield reason(PromiseSetObstacle.CHANGE_REASON_MISSING, version=document.version)


def _promise_warnings(promise: PromiseText) -> Iterator[Reason]:
    if not all(commitment.performers for commitment in promise.commitments) or not promise.commitments:
        yield reason(PromiseSetWarning.PERFORMER_MISSING, promise=promise.title)
    if not all(commitment.responsible for commitment in promise.commitments):
        yield reason(PromiseSetWarning.RESPONSIBLE_MISSING, promise=promise.title)
    if not promise.stands_without_target and is_general(promise.commitments):
        yield reason(PromiseSetWarning.NOTHING_COUNTABLE, promise=promise.title)
