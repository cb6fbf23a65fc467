"""Municipalities, kind and period of a document, from its text alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loftet.domain.municipalities import MUNICIPALITIES
from loftet.domain.periods import UNDATED, Period

from .blocks import Block, BlockKind
from .dates import FoundPeriod, find_periods, whole_year
from .model import DocumentKind
from .sections import FURNITURE, Role, read_heading

_NAMES = sorted((each.name for each in MUNICIPALITIES), key=len, reverse=True)
_NAME = "|".join(re.escape(name) for name in _NAMES)
# "Linköpings kommun", "Landskrona stad", "Luleås medborgarlöften", "medborgarlöften i Laxå", "Medborgarlöfte Burlöv".
_AS_MUNICIPALITY = re.compile(rf"(?<![\w-])(?P<name>{_NAME})s? (?:kommun|stad)(?:s|en|ens)?(?!\w)")
_BARE = re.compile(rf"(?<![\w-])(?P<name>{_NAME})s?(?![\w-])")
_OF_PROMISE = re.compile(r"(?i)löfte|uppföljning|överenskommelse|handlingsplan|samverkan|lägesbild|trygg")
_AREA = re.compile(r"(?i)(?:lokalpolisområdet?|lpo|polisområde)\s+$")


def find_municipalities(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Those that the title names; else the one that the text calls municipality most often."""
    texts = [block.text for block in blocks if not FURNITURE.search(block.text)]
    for text in _titles(blocks):
        if names := _named_in_title(text):
            return names
    counted = Counter(match["name"] for text in texts for match in _AS_MUNICIPALITY.finditer(text))
    if not counted:
        return _only_place(texts)
    return (counted.most_common(1)[0][0],)


_IN_PLACE = re.compile(rf"(?<=\bi )(?P<name>{_NAME})(?![\w-])")


def _only_place(texts: Sequence[str]) -> tuple[str, ...]:
    """The one municipality that the text says something is in, where it names no other."""
    names = {match["name"] for text in texts for match in _IN_PLACE.finditer(text)}
    return tuple(names) if len(names) == 1 else ()


def _titles(blocks: Sequence[Block]) -> Iterator[str]:
    """Headings with the promise's words, the topmost first; a first line that is a heading counts too."""
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING or len(block.text) < 120]
    yield from (text for text in headings[:12] if _OF_PROMISE.search(text))


def _named_in_title(text: str) -> tuple[str, ...]:
    as_municipality = [match["name"] for match in _AS_MUNICIPALITY.finditer(text)]
    bare = [match["name"] for match in _BARE.finditer(text) if not _AREA.search(text[: match.start()])]
    return tuple(dict.fromkeys(as_municipality or bare))


_KINDS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (DocumentKind.DECISION, re.compile(r"(?i)förslag till (?:\w+ )?beslut|\btjänsteskrivelse|beslutet skickas till|\bsammanträdesprotokoll")),
    (DocumentKind.CAMERA_PLAN, re.compile(r"(?i)\b(?:handlingsplan|plan|riktlinjer?)\b.{0,80}kamer(?:a|or)|kamerabevakning.{0,40}\bplan\b")),
    (DocumentKind.OPERATION_REPORT, re.compile(r"(?i)\b(?:gemensam|myndighetsgemensam|samordnad)\w* (?:insats|tillsyn|kontroll)")),
    (DocumentKind.SURVEY, re.compile(r"(?i)trygghetsmätning|trygghetsenkät|trygghetsundersökning")),
    (DocumentKind.AGREEMENT, re.compile(r"(?i)överenskommelse|handlingsplan|åtgärdsplan|\bavtal\b")),
)  # fmt: skip
_PROMISE_WORD = re.compile(r"(?i)medborgarlöft|\blöfte")
_FOLLOW_UP_WORD = re.compile(
    r"(?i)uppföljning|följ(?:s|t|ts|er)? upp|slutrapport|redovisning|\bhålls\b|uppfyll(?:t|da)|resultat av"
)


def find_kind(blocks: Sequence[Block], *, promises: int, outcomes: int) -> DocumentKind:
    """What the page gives: results, promises, or else what its title says."""
    titles = [block.text for block in blocks[:8] if block.kind is BlockKind.HEADING]
    title = " / ".join(titles)
    if outcomes and (outcomes >= promises or any(_FOLLOW_UP_WORD.search(text) for text in titles)):
        return DocumentKind.FOLLOW_UP
    if promises:
        return DocumentKind.PROMISE_SET
    head = " / ".join(block.text for block in blocks[:25])
    if _KINDS[0][1].search(head):
        return DocumentKind.DECISION
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    # An agreement is what the newest heading says, though a site's title speaks of promises.
    for kind, pattern in _KINDS:
        if any(pattern.search(text) and not _PROMISE_WORD.search(text) for text in titles[:3]):
            return kind
    if any(_PROMISE_WORD.search(text) for text in headings) or _PROMISE_WORD.search(title):
        return DocumentKind.PROMISE_SET
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), DocumentKind.NEWS)


def find_period(blocks: Sequence[Block], first_promise: int | None, *, is_follow_up: bool) -> Period:
    """The period that stands with the promises, else the best of what the text names."""
    all_year = any(_ALL_YEAR.search(block.text) for block in blocks)
    scored = [
        (score, -index, found.exactness, found.period)
        for index, block in enumerate(blocks)
        for score, found in _candidates(block, index, first_promise, is_follow_up=is_follow_up)
        if all_year or not (is_follow_up and found.is_part_of_year)
    ]
    if not scored:
        return UNDATED
    return max(scored, key=lambda each: each[:3])[3]


# A report on some months tells nothing of the promise's own period unless it says so.
_ALL_YEAR = re.compile(r"(?i)\bhela året\b")
_PROMISED = re.compile(r"(?i)löfte|\blova[rtd]")
_HOLDS = re.compile(r"(?i)\bgäller\b|\bperiod|\bunder\b")
_ELSEWHERE = re.compile(
    r"(?i)överenskommelse|\bavtal|enkät|mätning|svarade|statistik|jämför|anmäl|brott(?:en|s)?\b.*(?:ök|minsk)|undertecknad|skrevs under"
)
_REPORT = re.compile(r"(?i)rapport|redovis|uppföljning")


def _candidates(
    block: Block, index: int, first_promise: int | None, *, is_follow_up: bool
) -> Iterator[tuple[int, FoundPeriod]]:
    if block.kind in {BlockKind.ITEM, BlockKind.TABLE} and not is_follow_up:
        return
    text = block.text
    score = 4 * bool(_PROMISED.search(text)) + bool(_HOLDS.search(text))
    score += 2 * (block.kind is BlockKind.HEADING or text.endswith(":"))
    score -= 3 * bool(_ELSEWHERE.search(text)) + (0 if is_follow_up else 2 * bool(_REPORT.search(text)))
    score += is_follow_up and index < 4 and bool(_FOLLOW_UP_WORD.search(text))
    if first_promise is not None and index > first_promise:
        score -= 3
    if (
        block.kind is not BlockKind.HEADING
        and not text.endswith(":")
        and read_heading(text).role is Role.BACKGROUND
    ):
        score -= 1
    for found in find_periods(text):
        if is_follow_up and found.is_part_of_year and found.period.from_date:
            yield score, replace(found, period=whole_year(found.period.from_date.year))
        else:
            yield score + (found.exactness > 1), found
