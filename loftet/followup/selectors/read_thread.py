"""The thread of a promise that was over before it came here: what its document promised and told."""

from __future__ import annotations

from collections.abc import Iterator

from loftet.domain.cells import CellState
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.organisations.actor import Actor
from loftet.promises.models import PromiseSet
from loftet.web.said_back import doers, names, what

from ..followed import draft_followed, newest_of
from ..models import FollowUp
from ..standing import read_in_words
from ..thread_words import account_in_short
from .thread_lines import AreaThreads, CommitmentThread, PromiseThread, StatementLine, Thread


def get_read_thread(actor: Actor, promise_set: PromiseSet) -> Thread | None:
    """None where nothing is read in with the set, or the reader is another than who read it in."""
    found = FollowUp.objects.visible_to(actor).filter(period__promise_set=promise_set)
    read = list(found.select_related("period").order_by("period__order"))
    if not read:
        return None
    versions = newest_of({each.pk: each.shared_version for each in read}, FollowUp)
    # The last one tells of all periods so far.
    told = FollowUpDocument.from_data(versions[read[-1].pk].document)
    pages = {each.period.order: each.get_absolute_url() for each in read}
    document = draft_followed(promise_set).document
    areas = (
        AreaThreads(area.name, tuple(_promise(each, document, told, pages) for each in area.promises))
        for area in document.focus_areas
    )
    return Thread(tuple(areas), (), (), tuple(dict.fromkeys(read_in_words(each) for each in read)))


def _promise(
    promise: PromiseText, document: PromiseSetDocument, told: FollowUpDocument, pages: dict[int, str]
) -> PromiseThread:
    return PromiseThread(
        title=promise.title,
        commitments=tuple(
            CommitmentThread(what(each, document), doers(each, document.parties), (), ())
            for each in promise.commitments
        ),
        statements=tuple(_statements(promise, told, pages)),
    )


def _statements(
    promise: PromiseText, told: FollowUpDocument, pages: dict[int, str]
) -> Iterator[StatementLine]:
    labels = {each.order: each.label for each in told.periods}
    cells = (cell for each in told.promises if each.key == promise.key for cell in each.cells)
    for cell in sorted(cells, key=lambda cell: cell.period):
        if cell.account.state != CellState.NOT_CONCERNED:
            yield StatementLine(
                period=labels[cell.period],
                party=names((cell.party,), told.parties),
                words=account_in_short(cell.account),
                status="",
                colour="neutral",
                motive="",
                url=f"{pages[cell.period]}#lofte-{promise.key}",
            )
