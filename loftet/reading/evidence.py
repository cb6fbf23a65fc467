"""What the words of one sentence or paragraph show by themselves: an undertaking, something done, or neither."""

from __future__ import annotations

import re

from loftet.language.performers import parse_performers

_UNDERTAKES = re.compile(
    r"\b(?:ska|skall|lovar|kommer (?:\w+ ){0,2}?att|åtar sig|förbinder sig)\b"
    r"|\b(?:löftet|överenskommelsen|planen)\b[^.]{0,60}?\b(?:innebär|ingår|omfattar|går ut på)\b[^.]{0,30}?\batt\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:ska|skall|lovar|kommer)\b.{0,40}?\b(?:bli|vara|öka|ökas|minska|minskas|förbättras|stärkas|känna|upplevas|få ner|höja)\b|\bmålet?\b|\bsyftet?\b",
    re.IGNORECASE,
)
_OWN_DOING = re.compile(
    r"\b(?:ska|skall|lovar|kommer)\b(?: att)? vara (?:ute|på plats|synlig\w*|närvarande|tillgänglig\w*)\b"
    r"|\b(?:ska|skall|lovar|kommer)\b(?: att)? (?:öka|utöka|förbättra|höja)\b (?:antalet |den |sin |sina |sitt |polisens |kommunens )?"
    r"(?:\w*närvaro|\w*synlighet|\w*patruller|\w*bevakning|\w*tillsyn|\w*kontroller|\w*belysning|\w*information|\w*besök|\w*insatser)",
    re.IGNORECASE,
)
_NAMED_AIM = re.compile(
    r"(?i)(?:minska[dt]e?|ökade?|ökat|färre|tryggare|högre|lägre|mindre|stärkt|förbättra[dt]e?)\b"
)
_SUPINE = r"\w{2,}(?:at|ats|it|its|tt|tts|rt|rts|lt|lts|nt|nts|pt|st|yrt|ått|agit|agits)"
_PERFECT = re.compile(
    rf"\bhar\b(?:\s+(?!att\b)[\wåäö&/.,-]+){{0,12}}?\s+{_SUPINE}\b"
    r"|\b(?:är|var|blev|blivit)\s+(?:\w+\s+){0,2}?(?:gjord|genomförd|klar|avslutad|uppfylld|beslutad|framtagen|framtagn|startad|påbörjad|hållen|besökt|utförd|god|gott|bra)\w*\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:gjorde|gjordes|genomförde|genomfördes|besökte|besöktes|höll|hölls|deltog|fick|startade|startades|ordnade|ordnades|ställdes in|utförde|utfördes"
    r"|gick inte|sattes|satte|gav|gavs|skedde|ägde|informerade|informerades|ronderade|ronderades|bjöd|bjöds|kontrollerade|kontrollerades|patrullerade|träffade"
    r"|skrevs|upprättades|anmäldes|beslutade|beslutades|fanns|var med|togs|tog fram|ledde|resulterade|medverkade|arrangerade|arrangerades|utbildade|utbildades)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"^(?:ingen|inget|inga|(?:ännu )?(?:inte|ej))\b|\b(?:har|kunde|gick|blev|är|fick|hann|ej|kunnat)\b[^.]{0,30}?\b(?:inte|ej)\b|\b(?:inställ\w+|ställ(?:de|t|ts|des) in|uteblev|uteblivit|ej (?:genomför|påbörja|uppfyll)\w*)\b",
    re.IGNORECASE,
)
_ON_ITS_WAY = re.compile(
    r"\bpågår\b|\bhåll(?:er|s)\b|\bhåller på\b|\b(?:på|in)börja\w*|\bbörjar\b|\bplaner(?:as|ing|at|ar|erat)\b|\bförbered\w*|\bbedriv(?:s|er)\b|\bdriver\b|\bkontinuerligt\b"
    r"|\blöpande\b|\bfortsätter\b|\barbetar (?:med|för|mot)\b|\bsamverkar\b|\bsamarbetar\b|\bpå väg\b|\bbeslutad\b|\bunder framtagande\b",
    re.IGNORECASE,
)
_COUNTED_START = re.compile(
    r"^(?:(?!(?:19|20)\d\d\b)\d{1,4}|[Ee]tt? \d+-tal|[Tt]vå|[Tt]re|[Ff]yra|[Ff]em|[Ss]ex|[Ss]ju|[Åå]tta|[Nn]io|[Tt]io|[Ee]lva|[Tt]olv)\b(?! av )(?!.*\bgäller\b)"
)


_HAPPENS = re.compile(
    r"\b(?!deras\b)(?:\w{3,}(?<!arn)(?<!orn)(?<!ern)as|\w*(?:hålls|görs|byts|sätts|ges|läggs|ställs|förs|byggs|drivs|tas|bjuds|sprids|röjs))\b",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\b(?:kan|bör|måste|behöver|behövs|vill|skulle)\b", re.IGNORECASE)


def happens_now(text: str) -> bool:
    """The passive in the present tense: "genomförs", "kompletteras", whoever does it."""
    return bool(_HAPPENS.search(text)) and not _MAY_BE.search(text)


def undertakes(text: str) -> bool:
    """Whether somebody named undertakes something in a main clause."""
    return bool(_UNDERTAKES.search(text)) and bool(parse_performers(text))


def says_ska(text: str) -> bool:
    return bool(_UNDERTAKES.search(text))


def is_aim(text: str) -> bool:
    """A wish for a state ("tryggheten ska öka"), not an act; to do more oneself ("öka sin närvaro") is an act."""
    return bool(_AIM.search(text)) and not (parse_performers(text) and _OWN_DOING.search(text))


def names_aim(text: str) -> bool:
    """A wish without a verb: "färre skador", "minskad risk"."""
    return bool(_NAMED_AIM.match(text))


def tells_done(text: str) -> bool:
    """Perfect or past tense, or a bare count."""
    return bool(_PERFECT.search(text) or _PAST.search(text))


def tells_not_done(text: str) -> bool:
    return bool(_NOT_DONE.search(text))


def tells_on_its_way(text: str) -> bool:
    return bool(_ON_ITS_WAY.search(text))


def begins_with_count(text: str) -> bool:
    return bool(_COUNTED_START.match(text))
