"""What must be in a promise set before it is shared, and what deserves a second look."""

from collections.abc import Iterator

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
    NUMBER_MISSING = "number_missing", "A counted commitment has a number: `promise`, `kind`."
    NO_PARTY = "no_party", "A performer or responsible is no party of the agreement: `promise`."
    SIGNATORY_MISSING = "signatory_missing", "Nobody is named to sign for a party: `party`."
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
    parties = list(dict.fromkeys(party.name for party in document.parties))
    yield from (
        reason(PromiseSetObstacle.SIGNATORY_MISSING, party=party)
        for party in parties
        if party not in signed_for
    )
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
    if not promise.stands_without_target and all(each.number is None for each in promise.commitments):
        yield reason(PromiseSetWarning.NOTHING_COUNTABLE, promise=promise.title)
