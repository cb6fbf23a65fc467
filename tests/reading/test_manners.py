"""Documents in manners that the labelled texts do not have: each taught a general rule."""

from __future__ import annotations

from loftet.reading.model import Reading
from loftet.reading.reader import read

PARTIES_IN_ONE_LIST = """Medborgarlöfte Vallköping 2025

Ordningsstörningar i centrum

Det här lovar polisen:
Vi ska fotpatrullera i centrum minst tre kvällar i veckan.
Vi ska hålla en volontärkväll per månad.
Det här lovar kommunen:
Belysningen i Stadsparken byts ut senast den 30 september.
Fältgruppen finns på plats fredagar och lördagar.
"""
WITH_VERDICTS = """Uppföljning av medborgarlöften, helår 2024

Löfte 1: Polisen ska öka synligheten vid resecentrum
Utfall: Under året har polisen fotpatrullerat vid resecentrum vid 148 tillfällen.
Bedömning: Uppfyllt

Löfte 2: Kommunen ska genomföra fyra trygghetsvandringar
Utfall: Två trygghetsvandringar är genomförda. Två fick ställas in på grund av personalbrist.
Bedömning: Delvis uppfyllt
"""
ANSWERING_AFTER_EACH = """Överenskommelse om trygghet i Hagby 2023–2026

1. Narkotika bland unga
Mål: Färre unga ska pröva narkotika.
Aktiviteter
• Polisen genomför riktade insatser vid kända mötesplatser, minst en gång varannan vecka. Ansvarig: Polisen
• Gemensam föräldrautbildning för årskurs 7, två gånger per termin. Ansvarig: Kommunen/Polisen

2. Trygghet i boendemiljö
Mål: Fler ska känna sig trygga.
Aktiviteter
• Månadsvisa möten med fastighetsägare. Ansvarig: Kommunen
"""
PRESENT_TENSE = """Medborgarlöften i Älvnäs 2022
Vad vill invånarna?
I vår enkät svarade 1 250 personer. De vanligaste problemen var buskörning, skadegörelse och narkotika.
Vad gör vi?
Skadegörelse
Tillsammans kommer vi att genomföra en trygghetsvandring i varje kommundel.
Kommunens vaktbolag utökar ronderingen vid skolorna under kvällar och helger.
Narkotika
Polisen genomför varje vecka insatser vid stationen. Kommunens drogförebyggare träffar alla elever i åk 8.
"""
LISTS_ON_END = """ÅTERKOPPLING MEDBORGARLÖFTE LERDALA 2022

Trafiksäkerhet
Vi lovade:
• Tio trafikkontroller per månad
• Utbildning av samtliga trafikvakter vid skolorna
Vi har gjort:
• 134 trafikkontroller under året
• 87 förare har rapporterats för hastighetsöverträdelse

Droger
Vi lovade:
• Drogsök med hund vid minst två tillfällen per termin
Vi har gjort:
• Tre drogsök under våren och inget under hösten på grund av brist på hundförare
"""
HEADING_OVER_LEAD = """Medborgarlöfte 2024 för Sundby

Vårt gemensamma löfte: Ett tryggare Sundby centrum
För att uppfylla löftet åtar sig polisen att:
- ha direktkontakt med näringsidkare, minst en gång i månaden
- återkoppla till kommunen efter varje kvartal
För att uppfylla löftet åtar sig kommunen att:
- klippa ner buskage vid tre gångtunnlar senast i maj
"""
ALIGNED = """Uppföljning av medborgarlöfte

Aktivitet                             Ansvarig            Tertial 1           Tertial 2
Nattvandring varje fredag             Kommunen            16 av 17 fredagar   14 av 18 fredagar
Trafikkontroller, minst 2 per vecka   Polisen             35 kontroller       41 kontroller
Gemensam tillsyn, 4 per år            Polisen, Kommunen   En tillsyn          Ej genomförd på grund av sjukdom
"""
PASTED = (
    "Område\tLöfte\tAnsvarig\tUtfall 2023\n"
    "Trafik\tMinst fyra mätningar om året\tKommunen\tTre mätningar har gjorts.\n"
    "\tNykterhetskontroller varje helg\tPolisen\t41 kontroller\n"
)
UNDER_ITS_HEADINGS = """Medborgarlöfte 2023 – Forsvik

Så här har vi kommit fram till löftet
Under våren träffade vi er på torget. 612 svar kom in.

Vårt löfte till er

Fler synliga poliser
Polisen kommer att vara ute till fots i centrum varje torsdag kväll.

Lägre hastigheter vid skolor
Polisen gör hastighetskontroller vid varje skola minst en gång per termin.
Kommunen ställer ut blomlådor i maj.

Kontakt
Polisen nås på 114 14.
"""
ASKED = """Redovisning av medborgarlöften andra halvåret 2022

Trafik
Löfte: Kommunen och polisen ska ha fyra gemensamma trafikinsatser.
Vad har gjorts? Tre insatser är genomförda.
Löfte: Kommunen ska sätta upp skyltar på fem platser.
Vad har gjorts? Ännu inte påbörjat.
"""


def of(text: str) -> Reading:
    return read(text.encode(), "text.txt")


def promises(text: str) -> list[tuple[str | None, str, str]]:
    """Focus area, the first words of the text, and who."""
    return [
        (each.focus_area, " ".join(each.text.split()[:3]), "+".join(each.performers))
        for each in of(text).promises
    ]


def counts(text: str) -> list[list[tuple[float | None, str | None]]]:
    return [[(each.number, each.unit) for each in outcome.counts] for outcome in of(text).outcomes]


def test_the_next_party_begins_in_the_middle_of_a_list() -> None:
    assert promises(PARTIES_IN_ONE_LIST) == [
        ("Ordningsstörningar i centrum", "Vi ska fotpatrullera", "police"),
        ("Ordningsstörningar i centrum", "Vi ska hålla", "police"),
        ("Ordningsstörningar i centrum", "Belysningen i Stadsparken", "municipality"),
        ("Ordningsstörningar i centrum", "Fältgruppen finns på", "municipality"),
    ]


def test_a_verdict_is_no_focus_area_and_what_was_cancelled_is_no_count() -> None:
    assert [each[0] for each in promises(WITH_VERDICTS)] == [None, None]
    assert counts(WITH_VERDICTS) == [[(148, "tillfällen")], [(2, "trygghetsvandringar")]]


def test_who_answers_for_an_item_does_it_and_a_goal_ends_where_the_acts_begin() -> None:
    assert promises(ANSWERING_AFTER_EACH) == [
        ("Narkotika bland unga", "Polisen genomför riktade", "police"),
        ("Narkotika bland unga", "Gemensam föräldrautbildning för", "police+municipality"),
        ("Trygghet i boendemiljö", "Månadsvisa möten med", "municipality"),
    ]
    assert not any("Ansvarig" in each.text for each in of(ANSWERING_AFTER_EACH).promises)


def test_under_a_heading_of_acts_the_present_tense_promises() -> None:
    assert promises(PRESENT_TENSE) == [
        ("Skadegörelse", "Tillsammans kommer vi", "police+municipality"),
        ("Skadegörelse", "Kommunens vaktbolag utökar", "municipality"),
        ("Narkotika", "Polisen genomför varje", "police"),
        ("Narkotika", "Kommunens drogförebyggare träffar", "municipality"),
    ]


def test_what_was_promised_and_what_was_done_are_told_in_lists_on_end() -> None:
    assert [each[:2] for each in promises(LISTS_ON_END)] == [
        ("Trafiksäkerhet", "Tio trafikkontroller per"),
        ("Trafiksäkerhet", "Utbildning av samtliga"),
        ("Droger", "Drogsök med hund"),
    ]
    assert counts(LISTS_ON_END) == [
        [(134, "trafikkontroller")],
        [(87, "förare")],
        [(3, "drogsök"), (0, None)],
    ]


def test_a_heading_is_not_the_beginning_of_the_line_under_it() -> None:
    focus = "Vårt gemensamma löfte: Ett tryggare Sundby centrum"
    assert promises(HEADING_OVER_LEAD) == [
        (focus, "ha direktkontakt med", "police"),
        (focus, "återkoppla till kommunen", "police"),
        (focus, "klippa ner buskage", "municipality"),
    ]


def test_columns_that_wide_gaps_part_are_a_table() -> None:
    read_in = of(ALIGNED)
    assert [each[1:] for each in promises(ALIGNED)] == [
        ("Nattvandring varje fredag", "municipality"),
        ("Trafikkontroller, minst 2", "police"),
        ("Gemensam tillsyn, 4", "police+municipality"),
    ]
    assert [each.label for each in read_in.reporting_periods] == ["Tertial 1", "Tertial 2"]
    assert [(each.promise, each.state) for each in read_in.outcomes][-1] == (3, "not_done")
    assert len(read_in.outcomes) == 6


def test_what_is_pasted_from_a_spreadsheet_is_a_table_and_an_empty_cell_means_the_same_as_above() -> None:
    assert promises(PASTED) == [
        ("Trafik", "Minst fyra mätningar", "municipality"),
        ("Trafik", "Nykterhetskontroller varje helg", "police"),
    ]
    assert counts(PASTED) == [[(3, "mätningar")], [(41, "kontroller")]]


def test_words_of_the_report_itself_are_no_outcome() -> None:
    words = "Återkoppling av medborgarlöfte 2023\n\nPolisen har följt upp de löften som gavs.\n"
    assert of(words).outcomes == ()


def test_under_a_heading_of_promises_each_subject_has_its_own_and_contacts_have_none() -> None:
    assert promises(UNDER_ITS_HEADINGS) == [
        ("Fler synliga poliser", "Polisen kommer att", "police"),
        ("Lägre hastigheter vid skolor", "Polisen gör hastighetskontroller", "police"),
        ("Lägre hastigheter vid skolor", "Kommunen ställer ut", "municipality"),
    ]


def test_a_question_is_a_label_and_a_short_no_is_an_answer() -> None:
    assert [(each.promise, each.state) for each in of(ASKED).outcomes] == [(1, "done"), (2, "not_done")]
    assert [each.text for each in of(ASKED).promises] == [
        "Kommunen och polisen ska ha fyra gemensamma trafikinsatser.",
        "Kommunen ska sätta upp skyltar på fem platser.",
    ]
