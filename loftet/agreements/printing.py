"""A version of an agreement on paper, with the digest that a signature by hand stands for."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loftet.documents.model import Block, Bullets, Document, Facts, Heading, Paragraph, SignatureLines, Table
from loftet.documents.pdf import to_pdf
from loftet.domain.agreement import AgreementDocument

from .models import SharedVersion
from .versions import document_of, seats_of
from .words import DocumentWords, document_words


def print_version(version: SharedVersion) -> bytes:
    """The same paper for every reader, so in one language."""
    with translation.override(settings.LANGUAGE_CODE):
        return to_pdf(paper_of(version))


def paper_of(version: SharedVersion) -> Document:
    document = document_of(version)
    return Document(
        title=document.title,
        language=settings.LANGUAGE_CODE,
        blocks=tuple(_blocks(version, document_words(document))),
        footer=_("Version %(version)s") % {"version": version.version},
        digest=version.digest,
    )


def _blocks(version: SharedVersion, words: DocumentWords) -> Iterator[Block]:
    document = words.document
    yield Facts(tuple(_facts(words)))
    yield from _listed(_("Purposes"), document.purposes)
    yield from _listed(_("Areas"), document.areas)
    yield from _standing_decision(words)
    yield Heading(1, _("Parties"))
    yield Table(
        head=(_("Party"), _("Takes part as"), _("Signed by")),
        rows=tuple((party.name, party.role, "\n".join(party.positions)) for party in words.parties),
        caption=_("Parties and who signs for them"),
    )
    yield from _council(document)
    yield Heading(1, _("Signatures"))
    yield Paragraph(
        _(
            "Who signs below signs the document with the digest that stands on every page. "
            "The same digest is shown when signing without paper."
        )
    )
    rows = tuple((seat.party, seat.position) for seat in seats_of(version))
    yield SignatureLines(rows=rows, captions=(_("Place and day"), _("Signature")))


def _facts(words: DocumentWords) -> Iterator[tuple[str, str]]:
    document = words.document
    yield _("Period"), words.period
    yield _("Municipalities"), words.municipalities
    if document.decision_reference:
        yield _("Decision"), document.decision_reference
    if words.progress_days:
        yield _("Progress is published by itself"), words.progress_days
    yield _("Version"), str(document.version)
    if document.change_reason:
        yield _("Reason for the new version"), document.change_reason


def _listed(heading: str, items: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(1, heading)
    yield Bullets(items)


def _standing_decision(words: DocumentWords) -> Iterator[Block]:
    if not words.standing_decision:
        return
    decision, *follows = words.standing_decision
    yield Heading(1, _("Standing decision"))
    yield Paragraph(decision)
    yield Bullets(tuple(follows))


def _council(document: AgreementDocument) -> Iterator[Block]:
    if not document.council:
        return
    yield Heading(1, _("Strategic council"))
    yield Table(
        head=(_("Organisation"), _("Position"), _("Leads the council")),
        rows=tuple(
            (seat.organisation_name, seat.position, _("Yes") if seat.leads else "")
            for seat in document.council
        ),
        caption=_("Seats in the strategic council"),
    )
