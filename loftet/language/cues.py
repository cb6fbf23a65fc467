"""What tells the class of a commitment without a number: one table, tried in order, each row a pattern with its reason.

The order is that of `CommitmentClass`; classes with numbers are found by `numbers` and `cadences`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loftet.domain.commitment import CommitmentClass, Span

from .vocabulary import DAY_NAME, EVENT_HEADS, MONTHS, NOUN_ENDINGS, THING_HEADS


@dataclass(frozen=True, slots=True)
class Cue:
    """A class, the code of the reason, and the words that show it."""

    kind: CommitmentClass
    code: str
    pattern: re.Pattern[str]


def _cue(kind: CommitmentClass, code: str, pattern: str) -> Cue:
    return Cue(kind, code, re.compile(pattern, re.IGNORECASE))


_GROUPS = (
    r"(?:skol|vård)?(?:elev|förälder|föräldr|vårdnadshavare|personal|anställd|medarbetare|chef|rektor|klass|ungdom"
    r"|barn|pensionär|senior|näringsidkare|handlare|företag|förening|invånare|medborgare|allmänhet|boende|hyresvärd"
    r"|fastighetsägare|krögare|butik|nyanländ|brottsoffer|förare|mopedist|skola|skolor|grundskol|högstadi|gymnasi"
    r"|årskurs|arrangör|målgrupp|besökare|lantbrukare|båtägare|bostadsbolag|organisation|grupp)"
)
_ALL = r"(?:samtliga|alla|varje|varenda)"
_CASE_VERBS = (
    r"(?:polis)?anmäl(?:a|er|s)\b|saner(?:a|ar|as)\b|(?:ta|tar|tas) bort klotter|åtgärd(?:a|ar|as) skad"
    r"|lag(?:a|ar|as) skad|kontakt tas"
)

CUES: tuple[Cue, ...] = (
    _cue(CommitmentClass.CONTINUOUS, "goes_on", r"\bfortsätt\w* (?:med )?att\b"),
    _cue(CommitmentClass.MILESTONE, "done_once", (
        r"\bimplementer(?:a|ar|as)\b|\b(?:på|in)börja(?:r|s|de)?\b|\binrätta(?:r|s)?\b|\bupprätta(?:r|s)? (?:en|ett)\b"
        r"|\banta(?:r|s)? (?:en|ett)\b|\binför(?:a|s)? (?:en|ett)\b|\binför(?:a|s) \w+\b|\butred(?:a|er|s)\b"
        r"|\bta(?:r|s)? fram (?:en|ett)\b|\b(?:skapa|bilda|starta|etablera|utse|tillsätta?)(?:r|s)? (?:en|ett)\b"
        r"|\b(?:ett?|en) (?:\w+ )?(?:forum|råd|samverkansgrupp|nätverk) (?:startas|bildas|skapas|inrättas)\b"
        r"|^(?:en|ett) (?:\w+ )?\w*(?:policy|plan|rutin|strategi|handbok|checklista)\b|\bfrån (?:höst|vår)terminen\b"
        r"|\bbesluta(?:r|s)? om\b|\bska vara (?:klar|beslutad|färdig)\w*\b"
    )),
    _cue(CommitmentClass.CONTINUOUS, "goes_on", (
        r"\bfort(?:sätt|satt)\w*|\blöpande\b|\bkontinuerlig\w*|\bregelbund\w*|\båterkommande\b|\bständig\w*"
        r"|\bvar (?:tredje|fjärde|femte|sjätte|åttonde|tionde) (?:vecka|dag)\b"
        r"|\btät(?:a)? (?:kontakt|dialog|samverkan)\w*|\bbibehåll\w*|\bupprätthåll\w*"
    )),
    _cue(CommitmentClass.ON_DEMAND, "on_condition", (
        r"\b(?:vid|om|efter|utifrån) behov\b|\bnär behov\w*|\bskyndsam\w*|\bomgående\b|\bsnarast\b|\bså snart\b"
        r"|\binom (?:\w+ )?(?:timm\w+|dygn|dag\w*|vecka\w*|arbetsdag\w*)\b|\bvid (?:pågående|akut\w*|misstank\w*|larm|ny\w+)\b"
        r"|\bvid (?:förfrågan|önskemål|anmälan|inbrott|indikation\w*|serie\w*|oro)\b|\bpå (?:\w+ )?(?:begäran|förfrågan|initiativ)\b"
        r"|\b(?:när|då|om|där) (?:[\w-]+ ){1,4}?(?:vill|önskar|behöver|behövs uppstår|startar|efterfrågar|uppstår|inträffar"
        r"|begär|ber om|bjuder in|kallar|finns ett behov|upptäcks|påträffas|anmäls)\b(?! mest)|^(?:vill|önskar|behöver) [^.]{3,120} så\b"
        r"|\bpåträffas där\b|" + _CASE_VERBS
    )),
    _cue(CommitmentClass.CALENDAR, "named_time", (
        rf"\b(?:i|under|till) (?:{MONTHS})\b|\b(?:under|på|i|inför|vid) (?:\w+ )?(?:sommar(?:en|lov\w*|period\w*|månad\w*)?|vinter\w*"
        r"|höst(?:en|lov\w*)|vår(?:en)|jul\w*|påsk\w*|sportlov\w*|lov(?:en|et)?|valborg\w*|midsommar\w*|lucia\w*|nyår\w*|halloween"
        r"|skolstart\w*|skolavslutning\w*|student\w*)\b|\b(?:större|årliga) (?:evenemang|arrangemang)\w*|\bpå [A-ZÅÄÖ]\w+marknaden\b"
        r"|\b\w+(?:festivalen|marknaden|karnevalen)\b|\bnationell\w* (?:trafik|insats|fokus)?veck\w+|\bi (?:höst|vår|sommar|vinter)\b"
        r"|\b(?:vecka|veckorna|v\.) ?\d{1,2}\b"
    )),
    _cue(CommitmentClass.TARGET_GROUP, "named_group", (
        rf"\b{_GROUPS}[^.]{{0,30}}? och (?:informera|utbilda|undervisa)\w*\b|\b(?:informer|utbild|kontakt|föreläs|underv|upplys|bjud|kall(?:a|ar|as)\b)[^.]{{0,90}}?\b{_GROUPS}"
        rf"|\b(?:besök|träff|möt)(?:a|er|ar|as)?\b[^.]{{0,30}}?\b{_ALL} [^.]{{0,20}}?\b{_GROUPS}"
        rf"|\b(?:föreläsning|information|utbildning|undervisning)\w* [^.]{{0,60}}?\b(?:för|till|med) (?:[\w,]+ ){{0,4}}?{_GROUPS}"
        rf"|\bkalla(?:r|s)? (?:unga|äldre|ungdomar) till\b|\b{_GROUPS}\w* erbjuds\b|\berbjud\w* {_ALL} {_GROUPS}"
    )),
)  # fmt: skip

_EVENT = re.compile(
    rf"(?<![\w-])(?!{DAY_NAME.pattern}(?![\w-])|årskurs)[\w-]{{0,40}}?(?:{'|'.join(EVENT_HEADS)}){NOUN_ENDINGS}(?![\w-])",
    re.IGNORECASE,
)
# Things are undertaken when they are put up or formed, not when they are where something happens.
_THING = re.compile(
    rf"(?<!\bi )(?<!\bpå )(?<!\bmot )(?<!\bvid )(?<![\w-])[\w-]{{0,40}}?(?:{'|'.join(THING_HEADS)})"
    r"(?:or|er|ar|orna|erna|arna|n|s|na)(?![\w-])",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b(?:(?:fot)?patrullera\w*|(?:natt)?vandra[rs]?|kontroller(?:a|ar|as)|övervak(?:a|ar|as)|besök(?:a|er|s)|bygg(?:a|er|s)|rond(?:era|erar)"
    r"|genomsök\w*|inspekter(?:a|ar|as)|sätt(?:a|er|s) upp)\b",
    re.IGNORECASE,
)
# What governs the nouns after it: with one of the first, they are not undertaken themselves.
_AIMING = (
    r"verkar?|se över|ser över|utveckl(?:a|ar|as)|stärk(?:a|er|s)|öka(?:r|s)?|förbättra(?:r|s)?|stött(?:a|ar)|stödj?(?:a|er)"
    r"|prioritera[rs]?|motverka[rs]?|förebygg(?:a|er|s)|samverka[rs]?|samarbeta[rs]?|planera[rs]?|delar?|följ(?:a|er) upp"
    r"|arbet(?:a|ar) (?:för|mot)|ansvar för|kunskap|möjliggör(?:a|s)?|vidta[rs]?|fokusera[rs]?"
)
_ACTING = (
    r"genom(?:för|föra|förs)?|gör(?:a|s)?|håll(?:a|er|s)|ordna\w*|erbjud\w+|delta\w*|vara med|ställ(?:a|er)|sätt(?:a|er) upp|lova[rs]?"
    r"|samordnar?|gå|medverka\w*|anordna\w*|arrangera\w*|sprid\w+|bedriv\w*|med|ha|har|starta\w*|arbeta\w* med"
)
_GOVERNOR = re.compile(rf"\b(?:(?P<aiming>{_AIMING})|(?P<acting>{_ACTING}))\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def find_cue(text: str) -> tuple[Cue, Span] | None:
    """The first class, in the table's order, that words of the text show."""
    for cue in CUES:
        if match := cue.pattern.search(text):
            return cue, Span(match.start(), match.end())
    return None


def find_event(text: str) -> Span | None:
    """The first act or thing that could be counted and is itself undertaken, not only aimed at."""
    doing = _DOING.search(text)
    nouns = sorted([*_EVENT.finditer(text), *_THING.finditer(text)], key=lambda match: match.start())
    for noun in nouns:
        if doing and doing.start() <= noun.start():
            break
        if not _is_only_aimed_at(text, noun.start()):
            return Span(noun.start(), noun.end())
    return Span(doing.start(), doing.end()) if doing else None


def _is_only_aimed_at(text: str, position: int) -> bool:
    last = None
    for match in _GOVERNOR.finditer(text, max(0, position - 200), position):
        last = match
    return last is not None and last.lastgroup == "aiming"
