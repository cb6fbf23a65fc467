"""What is read out of whole documents, told compactly: one line for each promise and outcome."""

from __future__ import annotations

from loftet.reading.model import Reading
from loftet.reading.reader import read

PAGE = """Meny

Start / Trygg och säker

Medborgarlöften i Norrtälje 2024–2025

Vad är ett medborgarlöfte?

Ett medborgarlöfte är en överenskommelse. Polisen ska redovisa löftet varje år.

Trygghet i centrum

Många upplever otrygghet vid busstorget kvällstid.

Polisen lovar:
- Fotpatrullering vid busstorget minst tre kvällar i veckan.
- Att delta vid föräldramöten när skolan bjuder in.

Trafik

Tillsammans lovar vi:
- Minst 20 hastighetskontroller per år.

Så följer vi upp

Löftena följs upp två gånger per år.

E-post: kontaktcenter@example.se
"""
LABELLED = """Uppföljning av medborgarlöfte 2023, Sollefteå kommun

Löfte 1: Polisen ska genomföra minst 50 trafikkontroller.
Resultat: Polisen har genomfört 63 trafikkontroller under året.

Löfte 2: Kommunen ska hålla fyra dialogmöten.
Resultat: Tre dialogmöten har hållits. Det fjärde ställdes in på grund av sjukdom.
"""
NUMBERED = """MEDBORGARLÖFTE MORA KOMMUN 2020

1. BAKGRUND
Polismyndigheten och Mora kommun har en samverkansöverenskommelse.

2. PROBLEMBILD
- Skadegörelse vid resecentrum
- Narkotika bland unga

3. ÅTGÄRDER
3.1 Skadegörelse
a) Kommunen ska sanera klotter inom 48 timmar.
b) Polisen ska göra riktade insatser vid resecentrum minst två gånger i veckan.
3.2 Narkotika
a) Polisen ska hålla en föreläsning per termin för elever i årskurs 9.
"""
NEWS = """Polisen och Härnösands kommun skriver nytt medborgarlöfte

Publicerad 12 april 2021

Polisen och Härnösands kommun har enats om ett nytt medborgarlöfte för 2021–2022.

– Vi är glada att vi ska kunna fortsätta samarbetet, säger kommunalrådet.

Under perioden ska polisen göra minst fyra fartkontroller i månaden. Kommunen ska sätta upp hinder på tre platser.
"""
MARKED = """Medborgarlöfte för Arboga 2022

Ungdomar
• Besöka samtliga högstadieklasser (Polis)
• Kommun: Bjuda in föräldrar till utbildning

• Informera om grannsamverkan (Polis/kommun)
"""
DONE = """Resultat av medborgarlöftet 2019 i Avesta

Polisen
 • 112 timmars fotpatrullering i centrum.
 • 34 trafikkontroller, varav 12 riktade mot mopeder.

Kommunen
 • En trygghetsvandring har genomförts tillsammans med polisen.
 • Ingen ny belysning har satts upp då medel saknas.
"""
FLATTENED = """Uppföljning av medborgarlöften Falun år 2025

Löfte Aktivitet Tertial 1
2025

Aktivitet Tertial 2 2025
(1 maj-31 aug)

Trafik
Polisen ska göra
trafikkontroller.

Polisen har gjort 9 trafikkontroller.

Polisen har gjort 11 trafikkontroller.

Kommunen ska hålla
trygghetsvandringar i de

Planering pågår.

Kommunen har hållit två vandringar.

Polisen har deltagit i en.

större tätorterna.
"""
MARK_COLUMNS = """Medborgarlöfte Falun 2025

Badplatser UTFÖRARE ANSVARIG
Kommunen sköter badplatserna tillsammans med
föreningar.

Kommun Kommun

Samverkan
Polis och kommun möts varje månad.

Polis/ kommun Kommun

TIDSRAM
Löftet gäller till och med december.
"""

RECORDS = """Handlingsplan för medborgarlöfte i Åmål 2020

Insats: Nattvandring
Ansvarig: Kommunen
När: Fredagar under höstterminen

Insats: Riktade trafikkontroller på E45
Ansvarig: Polisen
När: Två gånger per månad
"""
SPEAKERS = """Medborgarlöfte Sigtuna

I Sigtuna arbetar polis och kommun tillsammans för tryggheten.

Vi lovar att:
synas mer i centrum på kvällarna
göra minst 10 trafikinsatser vid skolor
bjuda in till samtal två gånger per år
"""
RUNNING = """Medborgarlöfte 2018 för Vansbro

Löfte 1 – Trafiken

Polisen kommer att mäta farten minst en gång i veckan på riksväg 26.

Löfte 2 – Droger

Polisen kommer att besöka fritidsgården en gång i månaden.

Skolan informerar föräldrar på höstens möten.

Löftet följs upp i december av kommunchefen.
"""
PAST = """Så gick det med medborgarlöftet i Tierp 2022

Narkotika

Polisen genomförde 14 insatser med hund, två fler än planerat.

Trygghet

Tre vandringar genomfördes. En fjärde vandring blev inte av.

Arbetet med ny belysning vid stationen pågår.
"""

QUESTIONS = """Medborgarlöften i Lidköping - så gick det 2020

Vi lovade: Polisen ska fotpatrullera i centrum varje helg.
Så blev det: Polisen har fotpatrullerat 46 helger av 52.

Vi lovade: Kommunen ska förbättra belysningen på fem platser.
Så blev det: Belysningen är förbättrad på fyra platser.
"""
CLAUSES = """Löften i Mönsterås 2023

Polisen lovar
att besöka alla åttondeklasser,
att kontrollera mopeder minst två gånger i månaden.
"""


def read_text(text: str) -> Reading:
    return read(text.encode(), "document.txt")


def promises_of(reading: Reading) -> list[str]:
    return [
        f"{promise.focus_area or '-'} | {promise.text} | {'+'.join(promise.performers)}"
        for promise in reading.promises
    ]


def outcomes_of(reading: Reading) -> list[str]:
    return [
        f"{outcome.promise or '-'} | {outcome.text} | {outcome.state} | "
        + ", ".join(
            f"{count.number:g} {'+'.join(count.performers)}"
            for count in outcome.counts
            if count.number is not None
        )
        for outcome in reading.outcomes
    ]


def test_it_reads_a_page_apart_from_its_furniture() -> None:
    reading = read_text(PAGE)
    assert (reading.kind, reading.municipalities) == ("promise_set", ("Norrtälje",))
    assert str(reading.period.from_date) == "2024-01-01"
    assert promises_of(reading) == [
        "Trygghet i centrum | Fotpatrullering vid busstorget minst tre kvällar i veckan. | police",
        "Trygghet i centrum | Att delta vid föräldramöten när skolan bjuder in. | police",
        "Trafik | Minst 20 hastighetskontroller per år. | police+municipality",
    ]


def test_it_reads_what_labels_tell() -> None:
    reading = read_text(LABELLED)
    assert promises_of(reading) == [
        "- | Polisen ska genomföra minst 50 trafikkontroller. | police",
        "- | Kommunen ska hålla fyra dialogmöten. | municipality",
    ]
    assert outcomes_of(reading) == [
        "1 | Polisen har genomfört 63 trafikkontroller under året. | done | 63 police",
        "2 | Tre dialogmöten har hållits. Det fjärde ställdes in på grund av sjukdom. | done | 3 municipality",
    ]
    assert reading.outcomes[1].reason == "sjukdom"


def test_it_takes_a_lone_numbered_line_for_a_heading() -> None:
    assert promises_of(read_text(NUMBERED)) == [
        "Skadegörelse | Kommunen ska sanera klotter inom 48 timmar. | municipality",
        "Skadegörelse | Polisen ska göra riktade insatser vid resecentrum minst två gånger i veckan. | police",
        "Narkotika | Polisen ska hålla en föreläsning per termin för elever i årskurs 9. | police",
    ]


def test_it_reads_running_text_sentence_by_sentence_and_no_speech() -> None:
    assert promises_of(read_text(NEWS)) == [
        "- | Under perioden ska polisen göra minst fyra fartkontroller i månaden. | police",
        "- | Kommunen ska sätta upp hinder på tre platser. | municipality",
    ]


def test_it_takes_marks_off_the_words() -> None:
    assert promises_of(read_text(MARKED)) == [
        "Ungdomar | Besöka samtliga högstadieklasser | police",
        "Ungdomar | Bjuda in föräldrar till utbildning | municipality",
        "Ungdomar | Informera om grannsamverkan | police+municipality",
    ]


def test_it_reads_what_was_done_by_whom() -> None:
    assert outcomes_of(read_text(DONE)) == [
        "- | 112 timmars fotpatrullering i centrum. | done | 112 police",
        "- | 34 trafikkontroller, varav 12 riktade mot mopeder. | done | 34 police, 12 police",
        "- | En trygghetsvandring har genomförts tillsammans med polisen. | done | 1 municipality",
        "- | Ingen ny belysning har satts upp då medel saknas. | not_done | 0 municipality",
    ]


def test_it_puts_a_flattened_table_together_again() -> None:
    reading = read_text(FLATTENED)
    assert promises_of(reading) == [
        "Trafik | Polisen ska göra trafikkontroller. | police",
        "Trafik | Kommunen ska hålla trygghetsvandringar i de större tätorterna. | municipality",
    ]
    assert [(each.promise, each.period, each.text) for each in reading.outcomes] == [
        (1, "Tertial 1 2025", "Polisen har gjort 9 trafikkontroller."),
        (1, "Tertial 2 2025", "Polisen har gjort 11 trafikkontroller."),
        (2, "Tertial 1 2025", "Planering pågår."),
        (2, "Tertial 2 2025", "Kommunen har hållit två vandringar."),
        (2, "Tertial 2 2025", "Polisen har deltagit i en."),
    ]
    assert str(reading.reporting_periods[1].to_date) == "2025-08-31"


def test_it_reads_flattened_columns_of_marks() -> None:
    reading = read_text(MARK_COLUMNS)
    assert promises_of(reading) == [
        "Badplatser | Kommunen sköter badplatserna tillsammans med föreningar. | municipality",
        "Samverkan | Polis och kommun möts varje månad. | police+municipality",
    ]
    assert reading.promises[1].responsible == ("municipality",)


def test_it_reads_records_with_fields() -> None:
    assert promises_of(read_text(RECORDS)) == [
        "- | Nattvandring | municipality",
        "- | Riktade trafikkontroller på E45 | police",
    ]


def test_we_are_those_whom_the_text_let_speak_and_lines_may_lack_bullets() -> None:
    assert promises_of(read_text(SPEAKERS)) == [
        "- | synas mer i centrum på kvällarna | police+municipality",
        "- | göra minst 10 trafikinsatser vid skolor | police+municipality",
        "- | bjuda in till samtal två gånger per år | police+municipality",
    ]


def test_it_reads_paragraphs_that_go_on_in_the_present_tense() -> None:
    assert promises_of(read_text(RUNNING)) == [
        "Trafiken | Polisen kommer att mäta farten minst en gång i veckan på riksväg 26. | police",
        "Droger | Polisen kommer att besöka fritidsgården en gång i månaden. | police",
        "Droger | Skolan informerar föräldrar på höstens möten. | municipality",
    ]


def test_it_reads_a_report_in_the_past_tense() -> None:
    assert outcomes_of(read_text(PAST)) == [
        "- | Polisen genomförde 14 insatser med hund, två fler än planerat. | done | 14 police",
        "- | Tre vandringar genomfördes. En fjärde vandring blev inte av. | done | 3 ",
        "- | Arbetet med ny belysning vid stationen pågår. | in_progress | ",
    ]


def test_it_reads_labels_of_several_words_that_come_again() -> None:
    reading = read_text(QUESTIONS)
    assert [promise.text[:7] for promise in reading.promises] == ["Polisen", "Kommune"]
    assert outcomes_of(reading) == [
        "1 | Polisen har fotpatrullerat 46 helger av 52. | done | 46 police",
        "2 | Belysningen är förbättrad på fyra platser. | done | 4 municipality",
    ]


def test_it_reads_clauses_under_each_other_as_a_list() -> None:
    assert promises_of(read_text(CLAUSES)) == [
        "- | att besöka alla åttondeklasser, | police",
        "- | att kontrollera mopeder minst två gånger i månaden. | police",
    ]


def test_each_item_stands_where_its_place_tells() -> None:
    for text in (PAGE, LABELLED, NUMBERED, NEWS, MARKED, DONE):
        reading = read_text(text)
        for item in [*reading.promises, *reading.outcomes]:
            source = reading.text[item.place.start : item.place.end]
            assert " ".join(source.split()) == item.text
            assert source.split("\n")[0] in reading.text.split("\n")[item.place.line - 1]


def test_it_says_why_each_block_became_what_it_became() -> None:
    codes = {decision.text[:20]: (decision.became, decision.code) for decision in read_text(PAGE).decisions}
    assert codes["Meny"] == ("furniture", "page_furniture")
    assert codes["Polisen lovar:"] == ("lead_in", "heading_of_promises")
    assert codes["Ett medborgarlöfte ä"] == ("background", "says_what_a_promise_is")


def test_it_reads_the_same_in_every_encoding() -> None:
    expected = promises_of(read_text(PAGE))
    decomposed = __import__("unicodedata").normalize("NFD", PAGE)
    for content in (
        PAGE.encode("cp1252"),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16-be"),
        decomposed.encode(),
    ):
        assert promises_of(read(content, "document.txt")) == expected
