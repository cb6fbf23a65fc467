"""Counts in a report of what was done: "14 tillsynsbesök", "ett antal", "ingen", "39 av dem"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loftet.domain.commitment import Comparator, Performer
from loftet.language.numbers import FoundNumber, find_numbers
from loftet.language.performers import parse_performers
from loftet.language.tokens import Token, sentences, tokenize
from loftet.language.units import find_unit
from loftet.language.vocabulary import EVENT_HEADS, NOUN_ENDINGS, NUMERALS, ROUND_NUMERALS

from .model import OutcomeCount
from .telling import parse_subject

_ACT = re.compile(
    rf"(?:[\w-]{{0,40}}?(?:{'|'.join(EVENT_HEADS)}|vecka|veckor|kamera|polisstation){NOUN_ENDINGS})$",
    re.IGNORECASE,
)
_PLURAL_ACT = re.compile(
    rf"[\w-]{{0,40}}?(?:{'|'.join(EVENT_HEADS)})(?:er|ar|or|n)?$|[\w-]{{3,40}}(?:möten|besök|samtal|patruller|kontroller)$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?:\bett (?:\w+ )?antal|\b(?:ett )?flertal(?:et)?|\bflera|\bmånga|\bnågra(?: få)?|\bolika|\bfler) (?P<unit>(?:[\wåäö-]+ ){0,2}[\w-]{4,})",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:ingen|inget|inga)\b(?: (?P<unit>[\w-]{4,}))?|\binte [^.,]{0,40}?\b(?:någon|något|några)\b (?:nya? )?(?P<object>[\w-]{4,})",
    re.IGNORECASE,
)
_DONE_VERB = re.compile(
    r"\b(?:genomfört|genomförts|haft|gjort|gjorts|hållit|hållits|deltagit i|ordnat|ordnats|utfört|utförts|arrangerat|genomförde|höll|gjorde|hade|med|vid"
    r"|är gjorda|resulterat i|och flera)\s+(?:även\s+)?(?P<phrase>(?:[\w-]+(?:a|ade|iga|ande)\s+)?(?P<act>[\w-]{5,}))",
    re.IGNORECASE,
)
# A rate worked out from a count: "1,23 kontroller/dag"; the length of a time: "under 18 år".
_RATE = re.compile(r"^\s*[\w-]*\s*(?:/|per )\s?(?:dag|dygn|vecka|månad|år|pass)")
_NO_COUNT_AFTER = re.compile(
    r"^\s*(?:%|procent|år\b|års\b|-?åring|kl\b|gånger så|till \d+ år|(?:(?:fler|färre|mer|mindre) )?än\b"
    r"|inställd\w*|(?:fick|blev|kunde) (?:ställas in|inställd\w*|inte)\b)"
)
# "2022, fotpatruller …", "Riktade kontroller …", "Hastighets- och nykterhetskontroller …"
_OPENING = re.compile(
    r"(?:(?:19|20)\d\d,? )?(?:[\w-]+- och )?(?:[A-ZÅÄÖa-zåäö]+(?:a|ade|iga|ande|ella) )?(?P<act>[\w-]{5,})(?=[\s,.]|$)"
)
_WHOLE_GROUP = re.compile(
    r"\b(?:besökt|besökts|informerat|informerats|utbildat|utbildats|träffat|bjudit in|resulterat i)\s+(?:alla |samtliga )?(?P<unit>[\w-]{3,}(?:er|ar|or|n))\b"
)
_FINITE = re.compile(
    r"\b(?:har|är|fick|gjordes|hölls|genomfördes|gjorde|genomförde|höll|deltog|besöktes|var|blev|gällde|skrevs|pågår|sker)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:också|även|dessutom|likaså|därutöver)\b", re.IGNORECASE)


_BARE = re.compile(
    r"\s*(?P<number>\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,6})(?:,(?P<decimals>\d+))?\s*(?:st\.?|stycken|gånger|tillfällen)?\s*"
)


def bare_number(text: str) -> float | None:
    """The number of a cell that holds nothing else: "41", "1 200 st"."""
    match = _BARE.fullmatch(text)
    if match is None:
        return None
    whole = re.sub(r"\s", "", match["number"])
    return float(f"{whole}.{match['decimals'] or 0}")


# "Löftet om två vandringar har uppfyllts": the number is what was promised.
_PROMISED = re.compile(r"(?i)\blöftet? (?:om|att)\b.*?\b(?:har|är|blev)\b")


def find_counts(text: str, performers: tuple[Performer, ...]) -> tuple[OutcomeCount, ...]:
    """Every count, in order, with whose it is: the sentence's subject, else `performers`."""
    found: list[OutcomeCount] = []
    previous: tuple[Performer, ...] = ()
    for span in sentences(text):
        sentence = span.of(text)
        subject = parse_subject(sentence)
        hangs_on = not _FINITE.search(sentence) or _ALSO.search(sentence)
        whose = subject or (previous if hangs_on else ()) or performers
        previous = subject or (previous if hangs_on else ())
        found += [
            OutcomeCount(each.number, each.unit, whose, each.is_approximate)
            for each in _in_sentence(sentence.strip())
        ]
    return tuple(found)


def _in_sentence(sentence: str) -> list[OutcomeCount]:
    """Counts by their places; a place that one rule has taken is free for no other."""
    found: list[tuple[int, OutcomeCount]] = []
    taken = [match.span() for match in _PROMISED.finditer(sentence)] if "öfte" in sentence else []
    for finder in (_none, _some, _numbered, _bare_plurals):
        for start, end, count in finder(sentence):
            if not any(start < other[1] and other[0] < end for other in taken):
                taken.append((start, end))
                found.append((start, count))
    return [count for _, count in sorted(found, key=lambda each: each[0])]


def _none(sentence: str) -> Iterator[tuple[int, int, OutcomeCount]]:
    for match in _NONE.finditer(sentence):
        unit = match["unit"] or match["object"]
        yield match.start(), match.end(), OutcomeCount(0, None if unit in _STOPS else unit)


def _some(sentence: str) -> Iterator[tuple[int, int, OutcomeCount]]:
    """ "Ett antal krogtillsyner och besök": something was counted, nobody says how many."""
    for match in _SOME.finditer(sentence):
        first = match[0].split()[0].lower()
        unit = _up_to_act(match["unit"])
        if first in {"olika", "fler"} or not (first == "ett" or _ACT.search(unit) or "beslut" in unit):
            continue
        end = match.start("unit") + len(unit)
        yield match.start(), end, OutcomeCount(None, unit)
        following = re.match(r" och (?P<act>[\w-]{5,})", sentence[end:])
        if following and _ACT.match(following["act"]):
            yield (
                end + following.start("act"),
                end + following.end("act"),
                OutcomeCount(None, following["act"]),
            )


def _up_to_act(phrase: str) -> str:
    """The words up to the first act; without one, up to the first small word."""
    words = phrase.split()
    for index, word in enumerate(words):
        if _ACT.match(word):
            return " ".join(words[: index + 1])
    return " ".join(_until_stop([word.lower() for word in words])) or phrase


def _numbered(sentence: str) -> Iterator[tuple[int, int, OutcomeCount]]:
    if not _may_count(sentence):
        return
    tokens = [_as_counted(token) for token in tokenize(sentence)]
    numbers = [each for each in find_numbers(tokens) if not _counts_nothing(sentence, tokens, each)]
    # A rate worked out from a count says nothing more; one that is the only figure does.
    figures = [each for each in numbers if not _RATE.match(sentence[each.span.end :])]
    for number in figures or numbers:
        unit = find_unit(sentence, tokens, number) if number.after < len(tokens) else None
        approximate = number.comparator is Comparator.ABOUT
        count = OutcomeCount(number.number, unit[0] if unit else None, (), approximate)
        is_next = unit is not None and 0 <= unit[1].start - number.span.end < 3
        yield number.span.start, unit[1].end if unit and is_next else number.span.end, count


_FIGURE = re.compile(rf"\d|{'|'.join(ROUND_NUMERALS)}", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def _may_count(sentence: str) -> bool:
    """Whether the sentence holds any number at all: far quicker than to look at each word closely."""
    return bool(_FIGURE.search(sentence)) or not NUMERALS.keys().isdisjoint(_WORD.findall(sentence.lower()))


_COUNTED_PERSONS = {"personer": "individer", "invånare": "boende"}


def _as_counted(token: Token) -> Token:
    """In a report persons are counted too, where a promise would only tell whom it concerns."""
    other = _COUNTED_PERSONS.get(token.lower)
    return token._replace(lower=other) if other else token


def _counts_nothing(sentence: str, tokens: Sequence[Token], number: FoundNumber) -> bool:
    after = sentence[number.span.end :]
    is_cut = not after and number.after >= len(tokens)
    if is_cut or _NO_COUNT_AFTER.match(after):
        return True
    if not number.is_article:
        return False
    following = [token.lower for token in tokens[number.after : number.after + 3]]
    if following and following[0] in {"gällde", "avsåg", "rörde"}:
        return False
    if following and following[0] in _ORDINALS:
        return True
    phrase = _until_stop(following)
    return not any(_ACT.match(word) for word in phrase)


_ORDINALS = frozenset(
    [
        "första",
        "andra",
        "tredje",
        "fjärde",
        "femte",
        "sjätte",
        "sjunde",
        "sista",
        "ny",
        "nytt",
        "annan",
        "annat",
    ]
)
_STOPS = frozenset(
    [
        "i",
        "på",
        "av",
        "för",
        "med",
        "mot",
        "till",
        "om",
        "under",
        "vid",
        "och",
        "som",
        "kring",
        "gällande",
        "inom",
        "att",
        "där",
    ]
)


def _until_stop(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word in _STOPS:
            break
        kept.append(word)
    return kept


def _bare_plurals(sentence: str) -> Iterator[tuple[int, int, OutcomeCount]]:
    """Acts in the plural without a number, right after what was done or as a list's first words."""
    if re.search(r"\binte\b", sentence):
        return
    for match in _WHOLE_GROUP.finditer(sentence):
        yield match.start("unit"), match.end("unit"), OutcomeCount(None, match["unit"])
    for match in _DONE_VERB.finditer(sentence):
        if _is_plural_act(match["act"]):
            yield match.start("phrase"), match.end("phrase"), OutcomeCount(None, match["act"])
    opening = _OPENING.match(sentence)
    if opening and _is_plural_act(opening["act"].lower()):
        yield opening.start("act"), opening.end("act"), OutcomeCount(None, opening["act"])


def _is_plural_act(word: str) -> bool:
    has_plural_form = word.endswith(("er", "ar", "or", "besök", "möten", "samtal", "tillfällen", "sök"))
    return has_plural_form and bool(_PLURAL_ACT.match(word)) and not parse_performers(word)
