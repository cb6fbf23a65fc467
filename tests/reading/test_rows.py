"""Rows that an extraction left on lines of their own, and labels that name periods."""

from __future__ import annotations

from loftet.domain.commitment import Performer
from loftet.reading.model import Reading
from loftet.reading.reader import read

POLICE, MUNICIPALITY, OTHER = Performer.POLICE, Performer.MUNICIPALITY, Performer.OTHER


def reading(text: str) -> Reading:
    return read(text.encode(), "text.txt")


def test_marks_at_the_end_of_a_line_are_the_columns_of_its_row() -> None:
    found = reading(
        "Plan till medborgarlöfte Säffle kommun 2024\n\nAktivitet Ansvarig Utförare\n\nSkadegörelse\n\n"
        "Rondering av skolgårdar Kommun Räddningstjänst\n\nInformation till elever Kommun Polis och kommun\n"
    )
    assert [(each.text, each.focus_area) for each in found.promises] == [
        ("Rondering av skolgårdar", "Skadegörelse"),
        ("Information till elever", "Skadegörelse"),
    ]
    assert [each.performers for each in found.promises] == [(OTHER,), (POLICE, MUNICIPALITY)]
    assert [each.responsible for each in found.promises] == [(MUNICIPALITY,), (MUNICIPALITY,)]


def test_heads_on_one_line_are_the_columns_of_the_rows_below() -> None:
    found = reading(
        "Uppföljning medborgarlöften 2022 Motala kommun\n\nLöfte\nTertial 1\nTertial 2\n\nSkola\n\n"
        "Polisen ska besöka alla skolor.\nPolisen har besökt 2 skolor.\nInga besök har genomförts.\n"
    )
    assert [each.text for each in found.promises] == ["Polisen ska besöka alla skolor."]
    told = [(each.promise, each.period, each.state.value) for each in found.outcomes]
    assert told == [(1, "Tertial 1", "done"), (1, "Tertial 2", "not_done")]


def test_a_label_that_names_a_period_begins_what_was_done_in_it() -> None:
    found = reading(
        "Medborgarlöfte Arvika 2024 – uppföljning\n\n"
        "Löfte 1: Polisen ska genomföra minst 8 kontroller i månaden.\n"
        "Kvartal 1: 29 kontroller genomförda.\nKvartal 2: Arbetet pågår.\n\n"
        "Löfte 2: Kommunen ska hålla möten.\nKvartal 1: Inget möte har hållits.\nKvartal 2: Tre möten.\n"
    )
    assert [(each.promise, each.period) for each in found.outcomes] == [
        (1, "Kvartal 1"),
        (1, "Kvartal 2"),
        (2, "Kvartal 1"),
        (2, "Kvartal 2"),
    ]
    assert [each.label for each in found.reporting_periods] == ["Kvartal 1", "Kvartal 2"]
    assert found.outcomes[2].state.value == "not_done"


def test_to_do_more_oneself_is_an_act_and_no_aim() -> None:
    found = reading(
        "Medborgarlöfte Tierps kommun 2022\n\nLöften\n\nPolisen ska öka sin närvaro vid resecentrum.\n"
        "Tryggheten ska öka i centrum.\nKommunens ordningsvakter ska arbeta i centrum om kvällarna.\n"
    )
    assert [(each.text, each.performers) for each in found.promises] == [
        ("Polisen ska öka sin närvaro vid resecentrum.", (POLICE,)),
        ("Kommunens ordningsvakter ska arbeta i centrum om kvällarna.", (MUNICIPALITY,)),
    ]
