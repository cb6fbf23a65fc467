"""The forms of an edition, all of one source; the same edition always gives the same bytes."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

from django.conf import settings
from django.utils import translation

from loftet.documents.comma_separated import to_csv
from loftet.documents.html import to_html
from loftet.documents.model import Document
from loftet.documents.pdf import to_pdf
from loftet.documents.word import to_word
from loftet.domain.canonical import canonical_json
from loftet.domain.edition import EDITION_FILE, Envelope

from .models import EditionFormat
from .papers import paper_of
from .tables import table_of

ON_PAPER: Mapping[EditionFormat, Callable[[Document], bytes]] = {
    EditionFormat.HTML: to_html,
    EditionFormat.PDF: to_pdf,
    EditionFormat.WORD: to_word,
}


class Printed(TypedDict):
    """What the forms of an edition are made of.

    `proof` leads from the envelope to the root of the checkpoint that `note` is, the nearest first.
    """

    envelope: Envelope
    document: Mapping[str, Any]
    note: str
    proof: Sequence[bytes]


def make_files(
    *, envelope: Envelope, document: Mapping[str, Any], note: str, proof: Sequence[bytes]
) -> dict[EditionFormat, bytes]:
    """Every form of what `Printed` names, in the language of the installation, whoever publishes."""
    with translation.override(settings.LANGUAGE_CODE):
        paper = paper_of(envelope=envelope, document=document, note=note)
        papers = {form: write(paper) for form, write in ON_PAPER.items()}
    data = {
        "schema": EDITION_FILE,
        "envelope": envelope.to_data(),
        "document": document,
        "checkpoint": note,
        "proof": [b64encode(each).decode() for each in proof],
    }
    return {
        **papers,
        EditionFormat.CSV: to_csv(table_of(document)),
        EditionFormat.JSON: canonical_json(data),
    }
