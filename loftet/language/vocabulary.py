"""The words the grammar knows, apart from the rules that use them. Lower case; patterns are regular expressions."""

from __future__ import annotations

import re

from loftet.domain.commitment import Cadence, Comparator

_ONES = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
}  # fmt: skip
_TEENS = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "aderton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip


def _numerals() -> dict[str, float]:
    """Whole numbers in words up to 999, and the even thousands: "tjugofem", "hundratjugo", "tvåtusen"."""
    tens = {ten + one: _TENS[ten] + more for ten in _TENS for one, more in {"": 0, **_ONES}.items()}
    below = _ONES | _TEENS | tens
    times = {"": 1, **_ONES}
    hundreds = {
        f"{time}hundra{rest}": 100 * times[time] + more
        for time in times
        for rest, more in {"": 0, **below}.items()
    }
    thousands = {f"{time}tusen": 1000 * times[time] for time in times}
    return {"noll": 0, **below, **hundreds, **thousands, "ettusen": 1000}


NUMERALS = _numerals()
# "ett tiotal", "ett par": a number that is never meant exactly.
ROUND_NUMERALS: dict[str, float] = {
    "femtal": 5, "tiotal": 10, "femtontal": 15, "tjugotal": 20, "trettiotal": 30, "femtiotal": 50,
    "hundratal": 100, "tusental": 1000, "dussin": 12, "dussintal": 12, "par": 2, "halvdussin": 6,
}  # fmt: skip

COMPARATORS: dict[str, Comparator] = {
    "minst": Comparator.AT_LEAST,
    "åtminstone": Comparator.AT_LEAST,
    "lägst": Comparator.AT_LEAST,
    "högst": Comparator.AT_MOST,
    "max": Comparator.AT_MOST,
    "maximalt": Comparator.AT_MOST,
    "cirka": Comparator.ABOUT,
    "ca": Comparator.ABOUT,
    "omkring": Comparator.ABOUT,
    "ungefär": Comparator.ABOUT,
    "runt": Comparator.ABOUT,
    "drygt": Comparator.ABOUT,
    "uppemot": Comparator.ABOUT,
    "närmare": Comparator.ABOUT,
    "knappt": Comparator.ABOUT,
}
# Of more words than one. "Fler än 10" is read as at least the number that it names.
COMPARING_PHRASES: tuple[tuple[tuple[str, ...], Comparator], ...] = (
    (("inte", "fler", "än"), Comparator.AT_MOST),
    (("inte", "mer", "än"), Comparator.AT_MOST),
    (("inte", "färre", "än"), Comparator.AT_LEAST),
    (("inte", "mindre", "än"), Comparator.AT_LEAST),
    (("fler", "än"), Comparator.AT_LEAST),
    (("mer", "än"), Comparator.AT_LEAST),
    (("upp", "till"), Comparator.AT_MOST),
)
# Say nothing of what is counted: "5 stycken narkotikasök", "4 olika mätningar".
COUNTING_NOISE = frozenset(
    {"stycken", "styck", "st", "olika", "nya", "ny", "nytt", "ytterligare", "till", "fler"}
)

# A number after one of these names something ("årskurs 8", "kl 18", "inom 24 timmar") and counts nothing.
NAMED_BY_NUMBER = frozenset({
    "årskurs", "årskurserna", "åk", "klass", "kl", "klockan", "nr", "nummer", "punkt", "kap", "kapitel", "lag",
    "väg", "riksväg", "länsväg", "rv", "e", "fas", "steg", "del", "bilaga", "sida", "tertial", "kvartal", "etapp",
    "inom", "efter", "senast", "före", "innan", "från", "sedan", "av", "de", "dessa", "våra", "båda", "alla",
    "över", "mellan", "telefon", "tel", "ring", "område", "dnr",
})  # fmt: skip
# A number before one of these is an age, a day, a length of time or a share, not a count of acts.
NOT_COUNTED = frozenset({
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "år", "årig", "åriga", "åring", "åringar", "årens", "års", "månader", "månaders", "veckor", "veckors",
    "minuter", "minuters", "meter", "km", "kilometer", "kronor", "kr", "miljon", "miljoner", "mkr", "procent", "§", "kap", "gata", "vägen",
    "invånare", "personer",
})  # fmt: skip
TIME_UNITS = (
    r"(?:arbets|polis|man|person|hel)?tim(?:me|mar|mars|)$|^(?:arbets|hel|halv)?dag(?:ar|en)?$|tjänst(?:er)?$"
)

CADENCES: tuple[tuple[str, Cadence], ...] = (
    (r"vartannat år|varannat år|vart annat år|(?:per|varje) tvåårsperiod", Cadence.TWO_YEARS),
    (r"varannan (?:vecka|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)|var (?:andra|annan) vecka|"
     r"var(?:je)? (?:fjortonde|14:?e) dag", Cadence.TWO_WEEKS),
    (r"(?:per|varje|var|i|om) kvartal(?:et)?|kvartalsvis(?:a)?|var tredje månad", Cadence.QUARTER),
    (r"(?:per|varje|var|i|under varje) tertial(?:et)?|tertialvis(?:a)?|var fjärde månad", Cadence.TERTIAL),
    (r"(?:per|varje|vart|i|en gång i) halvår(?:et)?|halvårsvis(?:a)?|(?:per|varje|var|i) termin(?:en)?|terminsvis(?:a)?|"
     r"/ ?termin|/ ?halvår|var sjätte månad", Cadence.HALF_YEAR),
    (r"(?:per|varje|var|i|om) månad(?:en)?|månadsvis(?:a)?|månatlig(?:en|a|t)?|/ ?mån(?:ad)?", Cadence.MONTH),
    (r"(?:per|varje|var|i|om) vecka(?:n)?|veckovis(?:a)?|veckolig(?:en|a|t)?|/ ?vecka|/ ?v\b|"
     r"(?:varje|alla|på|om) (?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|helg|vardag)(?:ar|ars|kväll|kvällar|en|er|arna)?|"
     r"(?:varje|alla) (?:måndags|tisdags|onsdags|torsdags|fredags|lördags|söndags|helg|vardags)[a-zåäö-]*", Cadence.WEEK),
    (r"(?:per|varje|var|om) (?:dag|dygn)(?:en)?|daglig(?:en|a|t)?|/ ?dag|/ ?dygn", Cadence.DAY),
    (r"(?:per|varje|vart|om) år(?:et)?|årlig(?:en|a|t)?|årsvis|/ ?år|per (?:kalender|verksamhets)år", Cadence.YEAR),
)  # fmt: skip
# Turns that no cadence has a name for, as so many in one that has: "varannan månad" is six a year.
SEVERAL_IN_ONE: tuple[tuple[str, Cadence, int], ...] = (
    (r"varannan månad|var (?:andra|annan) månad", Cadence.YEAR, 6),
)

# Heads of compounds for acts that can be counted one by one; Swedish compounds carry the head last.
EVENT_HEADS = (
    "kontroll", "insats", "besök", "vandring", "möte", "mätning", "tillsyn", "patrull", "patrullering", "samtal",
    "kampanj", "aktivitet", "utbildning", "föreläsning", "lektion", "träff", "sök", "besiktning", "tillfälle", "test",
    "workshop", "seminarium", "rond", "övning", "granskning", "evenemang", "utskick", "enkät", "undersökning", "kurs",
    "arrangemang", "kväll", "operation", "inspektion", "razzia", "dialog", "satsning", "åtgärd", "punktinsats",
    "temadag", "dag", "fika", "café", "event", "pass", "brev", "gång", "visning",
    "rådgivning", "presentation", "information", "inventering", "nattvandring", "märkning", "turnering",
)  # fmt: skip
# Countable things that are no acts: put up, built, formed.
THING_HEADS = (
    "kamera", "lokal", "grupp", "cykelväg", "gångväg", "lampa", "hinder", "skylt", "farthinder", "belysningspunkt",
    "mötesplats", "polis", "värd", "polisman", "ordningsvakt", "väktare", "fältare", "fältassistent", "område",
)  # fmt: skip
NOUN_ENDINGS = r"(?:er|en|et|ar|or|n|r|na|erna|arna|orna|s|ers|ars|or|orna|ns)?"

WEEKDAYS = r"(?:mån|tis|ons|tors|fre|lör|sön)"
# Says when, and is no act such as "temadag".
DAY_NAME = re.compile(rf"(?:{WEEKDAYS}|arbets|var)?dag(?:en|ar|arna)?", re.IGNORECASE)
MONTHS = r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
