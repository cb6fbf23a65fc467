"""What a heading or a lead-in says of what follows: one table of cues, tried in order, each with its reason code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from loftet.domain.commitment import Performer, Window
from loftet.domain.municipalities import MUNICIPALITIES
from loftet.language.cadences import find_window
from loftet.language.performers import parse_performers


class Role(StrEnum):
    """What stands under a heading."""

    PROMISES = "promises"
    ACTIVITIES = "activities"
    OUTCOMES = "outcomes"
    BACKGROUND = "background"
    SUBJECT = "subject"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class _Cue:
    role: Role
    code: str
    pattern: re.Pattern[str]


def _cue(role: Role, code: str, pattern: str) -> _Cue:
    return _Cue(role, code, re.compile(pattern, re.IGNORECASE))


_CUES: tuple[_Cue, ...] = (
    _cue(Role.BACKGROUND, "says_what_a_promise_is", r"\b(?:det här|detta|vad) är (?:ett |en )?(?:medborgarl|samverkans|överens)|\bom (?:medborgarlöft|löft)"),
    _cue(Role.BACKGROUND, "survey", r"enkät|mätning(?:en|ar|arna)?(?:s|\b)|undersökning|\bsvarade|\btycker\b"),
    _cue(Role.BACKGROUND, "aims", r"\b(?:mål|målet|målen|målsättning\w*|syfte|syftet|effekter?|effektmål|önskad\w*)\b|\bvill (?:vi|man|parterna) (?:nå|uppnå|åstadkomma)|\buppnå\b"),
    _cue(Role.BACKGROUND, "situation", (
        r"bakgrund|inledning|\btidsram|lägesbild|\bläget\b|nuläge|\bproblem\w*|utmaning\w*|\boroar?\b(?! för)|\bprioritera\w*|utpekade|orsaker?\b"
        r"|(?:fokus|problem|prioriterade |samverkans|utveckling)s?områden|^(?:\w+ )?områden\b|pågående arbete|utgångspunkt|förutsättning\w*"
    )),
    _cue(Role.OUTCOMES, "heading_of_follow_up", (
        r"uppföljning\w*|^återkoppling\w*|följs? upp|\bföljts upp|\bresultat\w*|\butfall\w*|\bhar (?:\w+ ){0,3}?(?:gjort|genomfört|hållit|hänt|blivit|gått)\w*"
        r"|\bgjorde\b|genomfört\b|genomförda\b|slutredovis\w*|redovisning\w*|\b(?:slut|del|delårs|års|halvårs|kvartals|tertial|uppföljnings)rapport\w*|\bså (?:gick|blev)\b|\bhölls\b|\buppnått\b|\bhände\b|\bblev (?:inte )?av\b|\bpå gång\b"
    )),
    _cue(Role.BACKGROUND, "around_the_promise", (
        r"tidsram|\bavtal\w*|överenskommelse|kontakt\w*\b|^dokument|följer (?:vi|parterna) upp|^relatera|^läs mer|^mer information|underteckna\w*|underskrift|\bdialog(?:en|er|erna)\b$"
        r"|^hör av|^fakta|^bilag|^länkar|^fokus\b|samråd|^organisation|ekonomi|konsekvens|^jämställdhet|beslutsunderlag|^ärende|beskrivning"
    )),
    _cue(Role.ACTIVITIES, "heading_of_acts", (
        r"aktivitet\w*|åtgärd(?:er|erna)\b|\bska (?:vi |det )?göra(?:s)?\b|\bsatsningar\b|\b(?:så|det|vad) (?:här )?(?:gör|ska) vi\b|\binsatser(?:na)?:?$"
    )),
    _cue(Role.PROMISES, "heading_of_promises", r"löfte|\blova(?:r|t|de)?\b|\butlova\w*|\båta(?:r|ganden?)\b|åtagande"),
    _cue(Role.PROMISES, "lead_in_undertakes", r"\b(?:ska|skall)(?: \w+)?(?: att)?:?$|\bkommer (?:\w+ ){0,2}?att:?$|\b(?:ska|skall|kommer)\b.{0,60}:$|\bdel:?$|\bgenom att:?$"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """What a heading tells: its role with the reason, whose it is, its subject, the time it sets."""

    role: Role
    code: str
    performers: tuple[Performer, ...]
    has_subject: bool
    window: Window | None


@lru_cache(maxsize=512)  # heads of tables come again on every page
def read_heading(text: str) -> HeadingMeaning:
    role, code = _role(text)
    window = find_window(text)
    has_ruling_time = window is not None and bool(re.search(r"\b(?:ska|skall|lovar|kommer)\b", text, re.I))
    # "Detta ska göras 2018" rules its bullets without "under".
    if window is None and re.search(r"\bska (?:\w+ )?göras? (?:19|20)\d\d$", text.rstrip(":"), re.I):
        return HeadingMeaning(role, code, heading_parties(text), has_subject(text), Window.YEAR)
    return HeadingMeaning(
        role,
        code,
        heading_parties(text),
        has_subject(text),
        window[0] if window and has_ruling_time else None,
    )


def _role(text: str) -> tuple[Role, str]:
    for cue in _CUES:
        if cue.pattern.search(text):
            return cue.role, cue.code
    return (Role.SUBJECT, "names_a_subject") if has_subject(text) else (Role.NEUTRAL, "names_no_subject")


_POLICE = re.compile(r"\b(?:lokal)?polis(?!iär|anmäl)\w*|\bLPO\b", re.IGNORECASE)
_MUNICIPALITY = re.compile(
    r"\b[Kk]ommun(?:en|ens|s)?\b|\b[Ss]tad(?:en|ens|s)\b|\b[A-ZÅÄÖ]\w+ (?:kommun|stad)s?\b"
)
_BOTH = re.compile(r"\bgemensam\w*|\btillsammans\b|\bparterna\w*\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def heading_parties(text: str) -> tuple[Performer, ...]:
    """Whose the list is: "Polisens del", "Kommunen ska:", "Gemensamma aktiviteter"."""
    if found := parse_performers(text):
        return found
    found = ()
    if _POLICE.search(text):
        found += (Performer.POLICE,)
    if _MUNICIPALITY.search(text):
        found += (Performer.MUNICIPALITY,)
    if not found and _BOTH.search(text):
        return (Performer.POLICE, Performer.MUNICIPALITY)
    return found


_NAMES = frozenset(name for each in MUNICIPALITIES for name in (each.name, each.name + "s"))
# Words that name no subject: the promise itself, its parties, time, and the words that bind them.
_EMPTY = re.compile(
    r"(?i)^(?:medborgar)?löfte\w*$|^lova(?:r|t|de)?s?$|^utlova\w*$|^åtagande\w*$|^åtar$|^sig$|^polis\w*$|^kommun(?:en|ens|s|er|ernas)?$|^stad(?:en|ens|s)$"
    r"|^lokalpolisområde\w*$|^lpo$|^parter\w*$|^gemensam\w*$|^tillsammans$|^\w+borna$|^invånar\w*$|^medborgar(?:e|na|nas)$|^aktivitet\w*$"
    r"|^åtgärd(?:er|erna)?$|^insats(?:er|erna)?$|^satsning\w*$|^arbete[t]?$|^del$|^under$|^för$|^år(?:et|ets|s)?$|^och$|^samt$|^i$|^på$|^av$|^med$|^om$|^att$|^till$|^mot$|^en$"
    r"|^ett$|^det$|^detta$|^de$|^den$|^här$|^så$|^vi$|^vårt?a?$|^som$|^har$|^är$|^ska(?:ll)?$|^kommer$|^gör(?:a|as|s)?$|^gäller$|^nya?$|^tertial\w*$|^kvartal\w*$"
    r"|^period\w*$|^första|^andra$|^tredje$|^bl$|^\W*\d[\d\W]*$|^[a-zåäö]$|^jan\w*$|^feb\w*$|^mars$|^april$|^maj$|^juni$|^juli$|^aug\w*$|^sept?\w*$|^okt\w*$|^nov\w*$"
    r"|^dec\w*$|^utförare$|^ansvarig\w*$|^vad$|^konkreta?$|^resultat\w*$|^utfall\w*$|^uppföljning\w*$|^redovisning\w*$|^följande$|^uppfylla?s?$|^därför$|^korthet$|^kort$|^ansvarar?$|^ser$"
)  # fmt: skip


def has_subject(text: str) -> bool:
    """Whether anything is left that names a subject once parties, years and "löfte" are taken away."""
    words = re.findall(r"[\w&-]+", text)
    return any(not _EMPTY.match(word) and word not in _NAMES for word in words)


# "Aktiviteter", "Vi lovar": a part of the section that is open, which begins none.
PART = re.compile(r"\w+(?: \w+)?:?$")

# Page furniture: what stands on every page of a site whatever it is about.
FURNITURE = re.compile(
    r"(?i)javascript|\bwebbläsare\b|^(?:sök|dela|meny|stäng|start|tyck till|kommentera|till toppen|lyssna|skriv ut|kontakt|nyhet)\b.{0,30}$"
    r"|^(?:gå|hoppa) (?:direkt )?till\b|snabbnavigation|\bkakor\b|\bcookies?\b|nyheten är äldre|senast (?:uppdaterad|ändrad|granskad)|publicera[dt]\b"
    r"|telefon(?:nummer)?\b.{0,4}\d|^e-post|@\w+\.\w|^https?://|\bchatt\w*\b|personuppgift|^sida \d|^titelbild|^start\s?[/>»|]"
)  # fmt: skip
