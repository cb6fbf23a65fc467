from __future__ import annotations

import pytest

from loftet.domain.commitment import Performer
from loftet.language.performers import find_performers, parse_party_mark, parse_performers

POLICE, MUNICIPALITY, OTHER = Performer.POLICE, Performer.MUNICIPALITY, Performer.OTHER

SENTENCES = (
    ("Polisen ska synas mer.", (POLICE,)),
    ("Under året ska Ljungby kommun informera elever.", (MUNICIPALITY,)),
    ("Polisen och kommunen ska tillsammans göra platsbesiktningar.", (POLICE, MUNICIPALITY)),
    ("Kommun och Polis genomför dialogmöten.", (POLICE, MUNICIPALITY)),
    ("Kommunen lovar krogkontroller ihop med polisen.", (MUNICIPALITY,)),
    ("Med kommunen ska polisen hålla medborgardialog.", (POLICE,)),
    ("Polisen i samverkan med skolor ska genomföra sök.", (POLICE,)),
    ("Kommunen, polisen och andra gör en trygghetsvandring.", (MUNICIPALITY, POLICE, OTHER)),
    ("Öka samverkan mellan polis och socialtjänst.", (POLICE, MUNICIPALITY)),
    ("Polisen ska göra insatser och kommunen ska se över belysningen.", (POLICE, MUNICIPALITY)),
    ("Räddningstjänsten besöker skolor.", (OTHER,)),
    ("Parterna möts varje månad.", (POLICE, MUNICIPALITY)),
    ("All skadegörelse polisanmäls.", ()),
    ("Besöka fritidsgårdarna när skolan vill.", ()),
    ("Polisens husbil används.", ()),
)


@pytest.mark.parametrize(("text", "performers"), SENTENCES)
def test_it_finds_the_subject_and_no_partner(text: str, performers: tuple[Performer, ...]) -> None:
    assert set(parse_performers(text)) == set(performers)


@pytest.mark.parametrize("mark", ["Polis/Kommun", "Polis/ kommun", "Polis, kommun", "polis & kommun"])
def test_it_reads_a_mark_however_it_is_spaced(mark: str) -> None:
    assert parse_party_mark(mark) == (POLICE, MUNICIPALITY)


def test_it_tells_where_the_performer_stands() -> None:
    text = "Det behövs mer. Sedan ska polisen hjälpa till."
    assert [mention.span.of(text) for mention in find_performers(text)] == ["polisen"]
