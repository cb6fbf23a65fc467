from __future__ import annotations

import pytest

from loftet.reading.source import Passage, Source, compose


def passage_of(*lines: str) -> tuple[Passage, Source]:
    source = Source()
    return compose([source.add_line(line) for line in lines]), source


JOINED = (
    (("trafik-", "kontroller"), "trafikkontroller"),
    (("trafik\u00ad", "kontroller"), "trafikkontroller"),
    (("gång-", "och cykelvägar"), "gång- och cykelvägar"),
    (("LOS-", "insatser"), "LOS-insatser"),
    (("mopeder och A-", "traktorer"), "mopeder och A-traktorer"),
    (("EMPACT\ufffe", "insats"), "EMPACT-insats"),
    (("Upplands-", "Bro"), "Upplands-Bro"),
    (("2024 -", "2025"), "2024 - 2025"),
    (("hastig\u00adhets\u00adkontroller",), "hastighetskontroller"),
    (("två\u00a0 besök\t per", "", "  termin "), "två besök per termin"),
)


@pytest.mark.parametrize(("lines", "text"), JOINED)
def test_it_joins_lines_and_mends_broken_words(lines: tuple[str, ...], text: str) -> None:
    assert passage_of(*lines)[0].text == text


def test_a_part_leads_back_to_its_place_in_the_source() -> None:
    passage, source = passage_of("Polisen  gör trafik-", "kontroller. Kommunen", "sanerar.")
    part = passage.part(passage.text.index("Kommunen"), len(passage.text))
    start, end = part.source_span()
    assert (part.text, source.text[start:end]) == ("Kommunen sanerar.", "Kommunen\nsanerar.")
    assert source.place(start, end).line == 2


def test_an_empty_passage_has_a_place() -> None:
    passage, _ = passage_of("", "  ")
    assert (passage.text, passage.source_span()) == ("", (0, 0))
