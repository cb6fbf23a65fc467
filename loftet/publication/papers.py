"""An edition on paper: the document in the reader's words, who approved it, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from loftet.agreements.words import day
from loftet.documents.model import Block, Document, Facts, Heading, Paragraph, Table
from loftet.domain.answer import SCHEMA as ANSWER
from loftet.domain.answer import AnswerDocument
from loftet.domain.edition import Approval, ApprovalAct, Envelope
from loftet.domain.follow_up import SCHEMA as FOLLOW_UP
from loftet.domain.follow_up import FollowUpDocument
from loftet.domain.progress import SCHEMA as PROGRESS
from loftet.domain.progress import ProgressDocument
from loftet.domain.promise_set import SCHEMA as PROMISE_SET
from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.question_states import QuestionKind
from loftet.followup.reports import content_blocks as follow_up_blocks
from loftet.promises.document_words import set_words
from loftet.promises.exporting import content_blocks

from .progress_words import progress_blocks


def paper_of(*, envelope: Envelope, document: Mapping[str, Any], note: str) -> Document:
    """The paper that the web page, the PDF and the Word file all are; `note` is the signed checkpoint."""
    footer = _("Edition %(number)s, published %(day)s") % {
        "number": envelope.number,
        "day": day(envelope.published_on),
    }
    return Document(
        title=document["title"],
        language=settings.LANGUAGE_CODE,
        blocks=(*content_of(document), *_approvals(envelope), *_about(envelope, note)),
        footer=footer,
        digest=envelope.document_digest,
    )


def content_of(document: Mapping[str, Any]) -> Iterator[Block]:
    match document["schema"]:
        case schema if schema == PROMISE_SET:
            return content_blocks(set_words(PromiseSetDocument.from_data(document)))
        case schema if schema == FOLLOW_UP:
            return follow_up_blocks(FollowUpDocument.from_data(document))
        case schema if schema == PROGRESS:
            return progress_blocks(ProgressDocument.from_data(document))
        case schema if schema == ANSWER:
            return answer_blocks(AnswerDocument.from_data(document))
        case unknown:
            raise LookupError(f"nobody has said how {unknown} is printed")


def answer_blocks(answer: AnswerDocument) -> Iterator[Block]:
    is_question = answer.kind is QuestionKind.QUESTION
    yield Paragraph(_("About the promise “%(title)s”") % {"title": answer.promise_title})
    yield Heading(1, _("A resident asks") if is_question else _("A resident says that something is wrong"))
    yield from (Paragraph(line) for line in answer.question.splitlines() if line.strip())
    if answer.is_shortened:
        yield Paragraph(_("Words that point out a person have been left out."))
    yield Heading(1, _("%(party)s answers") % {"party": answer.answered_by})
    yield from (Paragraph(line) for line in answer.answer.splitlines() if line.strip())
    told = {"asked": day(answer.asked_on), "answered": day(answer.answered_on), "days": answer.working_days}
    yield Paragraph(_("Asked %(asked)s, answered %(answered)s, after %(days)s working days.") % told)


def _approvals(envelope: Envelope) -> Iterator[Block]:
    if not envelope.approvals:
        return
    yield Heading(1, _("Approved by"))
    yield Table(
        head=(_("Party"), _("Position"), _("How"), _("Day")),
        rows=tuple(approval_row(each) for each in envelope.approvals),
        caption=_("Who approved it"),
    )


def approval_row(approval: Approval) -> tuple[str, str, str, str]:
    how = _("Signed it") if approval.act is ApprovalAct.SIGNED else _("Handed in")
    return approval.party, approval.position or "–", how, day(approval.on)


def _about(envelope: Envelope, note: str) -> Iterator[Block]:
    yield Heading(1, _("Check for yourself"))
    yield Paragraph(
        _(
            "What is published is never changed. The digest stands for the document, letter by letter, and"
            " the checkpoint for every edition until this one."
        )
    )
    yield Facts(tuple(_facts(envelope, note)))


def _facts(envelope: Envelope, note: str) -> Iterator[tuple[str, str]]:
    yield _("Edition"), str(envelope.number)
    yield _("Designation"), envelope.identifier
    yield _("Published"), f"{day(envelope.published_on)}, {envelope.published_for}"
    if envelope.replaces:
        yield _("Replaces edition"), str(envelope.replaces.number)
    yield _("Digest of the document (SHA-256)"), envelope.document_digest
    yield _("Checkpoint of the ledger"), note.strip()
