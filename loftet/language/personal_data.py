"""Finds what points out a person in a free text: numbers, addresses, plates and names after telling words.

Nothing is removed or blocked here; who wrote the text answers each finding before it is shared (design 3.8).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from personnummer.personnummer import PersonnummerException, parse

from loftet.domain.commitment import Span
from loftet.domain.documented import DocumentedEnum


class PersonalData(DocumentedEnum):
    """What kind of personal data was found."""

    IDENTITY_NUMBER = (
        "identity_number",
        "Personal identity number with a right check digit (folkbokföringslagen 18 §).",
    )
    COORDINATION_NUMBER = (
        "coordination_number",
        "Co-ordination number: the day of birth plus 60, right check digit.",
    )
    PHONE = "phone", "A telephone number to a person; emergency and function numbers are let be."
    EMAIL = "email", "An e-mail address to a person; function mailboxes are let be."
    PLATE = "plate", "A Swedish number plate."
    NAME = "name", "A name after words that tell that a name comes."


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data of one kind at one place of the text."""

    kind: PersonalData
    span: Span


_IDENTITY = re.compile(r"(?<![\d-])(?:19|20)?\d{6}[-+ ]?\d{4}(?![\d-])")
_PHONE = re.compile(r"(?<![\d+-])(?:\+46 ?\(?0?\)?|0)[1-9]\d{0,2}(?:[ -]?\d{2,3}){2,4}(?![\d-])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_FUNCTION_MAILBOX = re.compile(
    r"^(?:info|kontakt|kommun\w*|registrator|diariet?|kansli\w*|trygg\w*|sakerhet\w*|polis\w*|kundtjanst)@"
)
_FUNCTION_PHONE = re.compile(r"^(?:112|114 ?14|0771)")
# The letters I, Q, V, Å, Ä and Ö are not used; the last sign is a digit or a letter (Transportstyrelsen since 2019).
_PLATE = re.compile(r"(?<!\w)[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-HJ-NPR-UW-Z](?!\w)")
_NO_PLATE = re.compile(r"^(?:SFS|LOS|ROS|TF|OSL|ATK|EST|BRÅ|DNR|KSN|LPO|ISO) ?")
_TELLING = (
    r"heter|kallas|namngiven|vid namn|med namnet|mannen|kvinnan|pojken|flickan|ungdomen|personen|misstänkte?|gärningsmannen"
    r"|målsägande\w*|kontaktperson|kontakta|handläggare|ordförande|rektor|områdespolis(?:en)?|kommunpolis(?:en)?|säkerhetschef(?:en)?"
)
_NAME = re.compile(
    rf"\b(?i:{_TELLING}):?\s+(?P<name>[A-ZÅÄÖÉ][a-zåäöéü]{{1,20}}(?:[- ][A-ZÅÄÖÉ][a-zåäöéü]{{1,20}}){{1,2}})(?!\w)"
)  # fmt: skip


def find_personal_data(text: str) -> list[Finding]:
    """Every finding, in the order of the text; where two overlap, the first kind stands."""
    found: list[Finding] = []
    for finder in _FINDERS:
        ends = [each.span.end for each in found]
        found += [each for each in finder(text) if not _overlaps(each.span, found, ends)]
        found.sort(key=lambda each: each.span.start)
    return found


def _overlaps(span: Span, found: list[Finding], ends: list[int]) -> bool:
    """`found` stands in the order of the text and none of it overlaps, so its `ends` are in order too."""
    place = bisect_right(ends, span.start)
    return place < len(ends) and found[place].span.start < span.end


def _identity_numbers(text: str) -> Iterator[Finding]:
    for match in _IDENTITY.finditer(text):
        try:
            number = parse(match[0].replace(" ", "-"))  # type: ignore[no-untyped-call]
        except PersonnummerException:
            continue
        kind = (
            PersonalData.COORDINATION_NUMBER
            if number.is_coordination_number()
            else PersonalData.IDENTITY_NUMBER
        )
        yield Finding(kind, Span(match.start(), match.end()))


def _phones(text: str) -> Iterator[Finding]:
    yield from _plain(PersonalData.PHONE, _PHONE, text, lambda words: not _FUNCTION_PHONE.match(words))


def _emails(text: str) -> Iterator[Finding]:
    yield from _plain(
        PersonalData.EMAIL, _EMAIL, text, lambda words: not _FUNCTION_MAILBOX.match(words.lower())
    )


def _plates(text: str) -> Iterator[Finding]:
    yield from _plain(PersonalData.PLATE, _PLATE, text, lambda words: not _NO_PLATE.match(words))


def _plain(
    kind: PersonalData, pattern: re.Pattern[str], text: str, counts: Callable[[str], bool]
) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if counts(match[0]):
            yield Finding(kind, Span(match.start(), match.end()))


def _names(text: str) -> Iterator[Finding]:
    for match in _NAME.finditer(text):
        yield Finding(PersonalData.NAME, Span(match.start("name"), match.end("name")))


_FINDERS = (_identity_numbers, _emails, _phones, _plates, _names)
