"""Documents that stand what was promised beside what came of it, in records, columns and running text."""

from __future__ import annotations

from loftet.reading.reader import read
from tests.reading.test_manners import counts, of, promises

IN_RECORDS = """Uppföljning medborgarlöfte Storforsen, tertial 2 2024

Löfte 1: Minska bilinbrotten
Vad vi lovade: Polisen ska patrullera parkeringarna vid badet minst tre gånger i veckan.
Vad vi gjorde: Patrullering har skett i snitt två gånger i veckan.
Bedömning: Delvis uppfyllt

Löfte 2: Färre olovliga körningar
Vad vi lovade: Tio riktade trafikkontroller mot mopeder ska genomföras.
Vad vi gjorde: Fyra kontroller genomfördes.
Bedömning: Pågår

Löfte 3: Öka tryggheten i centrum
Vad vi lovade: Kommunens ordningsvakter arbetar fredag och lördag kväll.
Vad vi gjorde: Ordningsvakterna har arbetat samtliga helger.
Bedömning: Ej genomfört
"""
GOALS = """Uppföljning av medborgarlöften 2024

Trygga stationsområdet
Mål: Polisen ska genomföra 24 trygghetspass vid resecentrum.
Utfall: 19 pass är genomförda till och med augusti.
Ansvarig: Områdespolisen

Säkrare skolvägar
Mål: Hastigheten mäts vid tre skolor varje termin.
Utfall: Mätningar är gjorda vid Norra skolan.
Ansvarig: Kommunen
"""
IN_TEXT = """Återkoppling till invånarna, första halvåret 2025

Här redovisas vad som gjordes av det vi lovade.

Vi lovade att minska bilbränderna i Norrgården. Under våren har vi genomfört 14 trygghetsvandringar.

Vi lovade också att polisen skulle finnas på torget varje dag. Det löftet har vi inte kunnat hålla fullt ut.
"""
IN_PAIRS = """Rapport: så har vi hållit våra löften 2025

Trafik
Löftet var 50 hastighetskontroller. Vi gjorde 62.

Narkotika
Polisen skulle göra minst tio tillslag. Det blev åtta. Kommunen skulle utbilda fältarna. Utbildningen är genomförd.
"""
VERDICTS_IN_TEXT = """Så gick det med medborgarlöftena 2024

Löftet att genomföra tio nykterhetskontroller i månaden har uppfyllts. Totalt gjordes 163 kontroller.

Löftet om två trygghetsvandringar har uppfyllts. Vandringarna ägde rum i maj.
"""
NUMBERS = """Medborgarlöfte, återrapportering 2024

Löfte                                 Ansvarig   Mål    Utfall   Kommentar
Trafikkontroller vid skolor           Polisen    36     41
Trygghetsvandringar                   Kommunen   2      0        Ställdes in
Besök i butiker, per vecka            Båda       12     9,5
"""
NOT_DONE = """Ett tryggare Backa

Det här har vi gjort
Sedan i januari har poliserna i området gjort 23 besök på Backaskolan. Fyra kameror har satts upp.

Det här blev inte av
Den planerade trygghetsdagen i maj ställdes in eftersom det saknades personal.
"""


def told(text: str) -> list[tuple[int | None, str]]:
    return [(each.promise, each.state) for each in of(text).outcomes]


def test_a_record_that_only_names_the_next_is_its_focus_area() -> None:
    assert promises(IN_RECORDS) == [
        ("Minska bilinbrotten", "Polisen ska patrullera", "police"),
        ("Färre olovliga körningar", "Tio riktade trafikkontroller", ""),
        ("Öka tryggheten i centrum", "Kommunens ordningsvakter arbetar", "municipality"),
    ]


def test_each_line_became_one_thing() -> None:
    told = [(each.text.partition(":")[0], each.became) for each in of(IN_RECORDS).decisions]
    assert told[1:4] == [("Löfte 1", "heading"), ("Vad vi lovade", "promise"), ("Vad vi gjorde", "outcome")]
    assert len(told) == len(IN_RECORDS.split("\n")) - IN_RECORDS.count("\n\n") - 1


def test_the_judgment_beside_an_outcome_goes_before_its_words() -> None:
    assert told(IN_RECORDS) == [(1, "partly"), (2, "in_progress"), (3, "not_done")]
    assert counts(IN_RECORDS)[1] == [(4, "kontroller")]


def test_a_goal_beside_an_outcome_is_what_was_promised() -> None:
    assert promises(GOALS) == [
        ("Trygga stationsområdet", "Polisen ska genomföra", "police"),
        ("Säkrare skolvägar", "Hastigheten mäts vid", "municipality"),
    ]
    assert told(GOALS) == [(1, "done"), (2, "done")]


def test_running_text_may_say_both_what_was_promised_and_what_came_of_it() -> None:
    assert [each[1] for each in promises(IN_TEXT)] == ["Vi lovade att", "Vi lovade också"]
    assert told(IN_TEXT) == [(1, "done"), (2, "partly")]
    assert counts(IN_TEXT) == [[(14, "trygghetsvandringar")], []]


def test_a_paragraph_may_hold_several_promises_each_with_what_came_of_it() -> None:
    assert promises(IN_PAIRS) == [
        ("Trafik", "Löftet var 50", ""),
        ("Narkotika", "Polisen skulle göra", "police"),
        ("Narkotika", "Kommunen skulle utbilda", "municipality"),
    ]
    assert [each.text for each in of(IN_PAIRS).outcomes] == [
        "Vi gjorde 62.",
        "Det blev åtta.",
        "Utbildningen är genomförd.",
    ]


def test_a_promise_of_which_nothing_is_told_is_kept() -> None:
    text = IN_PAIRS.replace(" Utbildningen är genomförd.", "")
    assert len(promises(text)) == 3
    assert told(text) == [(1, "done"), (2, "done")]


def test_a_number_that_was_promised_is_no_count() -> None:
    assert counts(VERDICTS_IN_TEXT) == [[(163, "kontroller")], []]


def test_columns_of_numbers_are_target_and_count() -> None:
    asked = [(each.number, each.unit) for promise in of(NUMBERS).promises for each in promise.commitments]
    assert asked == [(36, "Trafikkontroller"), (2, "Trygghetsvandringar"), (12, "Besök")]
    assert counts(NUMBERS) == [[(41, "Trafikkontroller")], [(0, "Trygghetsvandringar")], [], [(9.5, "Besök")]]
    assert told(NUMBERS) == [(1, "done"), (2, "not_done"), (2, "not_done"), (3, "done")]


def test_what_did_not_come_about_is_told_of() -> None:
    assert told(NOT_DONE) == [(None, "done"), (None, "not_done")]
    assert [str(each) for each in of(NOT_DONE).outcomes[0].counts[0].performers] == ["police"]


def test_acts_in_the_passive_are_promises_under_a_heading_that_says_whose() -> None:
    text = """Medborgarlöfte Holmsund 2024

Polisens och kommunens gemensamma löfte

Otrygga miljöer
Belysning kompletteras i tre parker. Två trygghetsvandringar hålls. Kommunen mäter hastigheten.

Uppföljning
Resultatet redovisas på webben.
"""
    both = "police+municipality"
    assert promises(text) == [
        ("Otrygga miljöer", "Belysning kompletteras i", both),
        ("Otrygga miljöer", "Två trygghetsvandringar hålls.", both),
        ("Otrygga miljöer", "Kommunen mäter hastigheten.", "municipality"),
    ]


def test_a_mark_at_the_end_says_who_and_that_it_is_promised() -> None:
    text = """Medborgarlöften för Tallbo 2025

1. Snabb sanering
Klotter saneras inom 24 timmar. (Kommunen)

2. Nolltolerans mot narkotika
Narkotikasök görs vid 15 tillfällen. (Polisen)
Drop-in hålls öppet varje torsdag. (Kommunen)
"""
    assert promises(text) == [
        ("Snabb sanering", "Klotter saneras inom", "municipality"),
        ("Nolltolerans mot narkotika", "Narkotikasök görs vid", "police"),
        ("Nolltolerans mot narkotika", "Drop-in hålls öppet", "municipality"),
    ]


def test_what_the_promise_holds_is_undertaken() -> None:
    text = """Nytt medborgarlöfte i Gränsby

Löftet gäller 2025 och innebär att polisen patrullerar i centrum tre kvällar i veckan.
Ett bra beslut, tycker vi.
"""
    (only,) = read(text.encode(), "text.txt").promises
    assert [str(each) for each in only.performers] == ["police"]
    assert (only.commitments[0].number, only.commitments[0].every) == (3, "week")
