from __future__ import annotations

import pypdfium2
from django.utils import translation

from loftet.agreements.printing import print_version
from tests.factories import Cast

from .making import CHIEF, DIRECTOR, newest, shared


def test_the_paper_says_all_that_is_signed_and_prints_the_digest(cast: Cast) -> None:
    version = newest(shared(cast.asta, cast.petra, purposes=("Färre brott 🎉", "x" * 500)))
    with translation.override("en"):
        document = pypdfium2.PdfDocument(print_version(version))
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    together = "".join(words.split())
    assert version.digest in together
    for said in ("Trygg i Linköping", "Färre brott", "Otrygga platser", "KS 2025-433", CHIEF, DIRECTOR):
        assert "".join(said.split()) in together
    assert "Namnteckning" in words
    assert "Kommunstyrelsens ordförande" in words
    assert "Stående beslut" not in words
