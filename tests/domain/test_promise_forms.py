"""The forms in which promises are written (domain brief 9.1), and what each of them asks for in a year."""

from datetime import date

import pytest

from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, ParsedCommitment, Window
from loftet.domain.expected import expected_so_far, shown_amount
from loftet.domain.suggestion import PromiseStatus, suggest
from loftet.domain.targets import target_of
from loftet.domain.totals import total_of
from tests.domain.counting import POLICE, YEAR_2023, make_commitment
from tests.domain.test_suggestion import done

C, EXACTLY, AT_LEAST = CommitmentClass, Comparator.EXACTLY, Comparator.AT_LEAST
JUNE, JANUARY = date(2023, 6, 30), date(2024, 1, 1)


def count(comparator: Comparator, number: float, unit: str, per: str | None = None) -> ParsedCommitment:
    return make_commitment(
        kind=C.COUNT, comparator=comparator, number=number, unit=unit, window=Window.YEAR, per=per
    )


def often(every: Cadence, comparator: Comparator = AT_LEAST, number: float = 1) -> ParsedCommitment:
    return make_commitment(kind=C.FREQUENCY, comparator=comparator, number=number, every=every)


def time(unit: str, number: float, every: Cadence | None = None) -> ParsedCommitment:
    return make_commitment(kind=C.TIME_AMOUNT, comparator=AT_LEAST, number=number, unit=unit, every=every)


# The words, the commitment, what is asked for by the end of June, in all, and what keeps it at the end.
WITH_NUMBER = [
    ("4 mätningar under året", count(EXACTLY, 4, "mätningar"), "0", "4", 4),
    ("2 gånger under året", count(EXACTLY, 2, "gånger"), "0", "2", 2),
    ("minst 1 gång under året", count(AT_LEAST, 1, "gång"), "0", "1", 1),
    ("minst 8 nya områden", count(AT_LEAST, 8, "områden"), "0", "8", 8),
    ("minst femtio (50) kontroller per kommun", count(AT_LEAST, 50, "kontroller", "kommun"), "0", "100", 100),
    ("minst 50 kontroller i byarna", count(AT_LEAST, 50, "kontroller"), "0", "50", 50),
    ("minst två nya uppstartsmöten", count(AT_LEAST, 2, "uppstartsmöten"), "0", "2", 2),
    ("minst 4 stycken trygghetsvandringar", count(AT_LEAST, 4, "trygghetsvandringar"), "0", "4", 4),
    ("vid större evenemang (minst 2)", count(AT_LEAST, 2, "evenemang"), "0", "2", 2),
    ("1 gång/år", often(Cadence.YEAR, EXACTLY), "0", "1", 1),
    ("den årliga trygghetsvandringen", often(Cadence.YEAR, EXACTLY), "0", "1", 1),
    ("varje månad", often(Cadence.MONTH), "6", "12", 12),
    ("månadsvis", often(Cadence.MONTH), "6", "12", 12),
    ("minst en trafikinsats i veckan", often(Cadence.WEEK), "25", "52", 52),
    ("kvartalsvis", often(Cadence.QUARTER), "2", "4", 4),
    ("tertialvis", often(Cadence.TERTIAL), "1", "3", 3),
    ("2 ggr i halvåret", often(Cadence.HALF_YEAR, EXACTLY, 2), "2", "4", 4),
    ("minst två timmar per vecka", time("timmar", 2, Cadence.WEEK), "51.7", "104.3", 104),
    ("en arbetsdag", time("arbetsdag", 1), "0", "1", 1),
]


@pytest.mark.parametrize(("words", "commitment", "by_june", "in_all", "kept_by"), WITH_NUMBER)
def test_a_form_with_a_number(
    words: str, commitment: ParsedCommitment, by_june: str, in_all: str, kept_by: int
) -> None:
    found = expected_so_far(commitment, YEAR_2023, JUNE, each=2)
    assert found, words
    assert found.in_all, words
    assert str(shown_amount(found.so_far.low, commitment.kind)) == by_june
    assert str(shown_amount(found.in_all.low, commitment.kind)) == in_all
    assert status(commitment, kept_by) == PromiseStatus.FULFILLED
    assert status(commitment, kept_by - 1) in (PromiseStatus.PARTLY_FULFILLED, PromiseStatus.NOT_FULFILLED)
    assert status(commitment, kept_by + 2) == PromiseStatus.EXCEEDED


def status(commitment: ParsedCommitment, number: int) -> PromiseStatus | None:
    cells = [done(number)]
    total = total_of("insatser", cells)
    return suggest(commitment, {POLICE: cells}, total, YEAR_2023, JANUARY, each=2).status


WITHOUT_NUMBER = [
    ("implementera rutinen", C.MILESTONE, PromiseStatus.FULFILLED),
    ("upprätta ett trafiksäkerhetsråd", C.MILESTONE, PromiseStatus.FULFILLED),
    ("fortsätta med löpande möten", C.CONTINUOUS, PromiseStatus.WITHOUT_TARGET),
    ("vid pågående seriebrottslighet", C.ON_DEMAND, PromiseStatus.WITHOUT_TARGET),
    ("i januari och i mars", C.CALENDAR, PromiseStatus.FULFILLED),
    ("elever i årskurs 8 och deras föräldrar", C.TARGET_GROUP, PromiseStatus.WITHOUT_TARGET),
    ("verka för ett tryggt centrum", C.DIRECTION, PromiseStatus.WITHOUT_TARGET),
    ("riktade insatser", C.UNQUANTIFIED, PromiseStatus.WITHOUT_TARGET),
]


@pytest.mark.parametrize(("words", "kind", "after_three"), WITHOUT_NUMBER)
def test_a_form_without_a_number_expects_nothing_and_tells_what_was_done(
    words: str, kind: CommitmentClass, after_three: PromiseStatus
) -> None:
    commitment = make_commitment(kind=kind)
    assert expected_so_far(commitment, YEAR_2023, JUNE) is None, words
    assert target_of(commitment) is None
    assert status(commitment, 3) == after_three


@pytest.mark.parametrize(
    ("words", "comparator", "keeps", "does_not"),
    [
        ("högst fem", Comparator.AT_MOST, 5, 6),
        ("max fem", Comparator.AT_MOST, 0, 6),
        ("cirka fem", Comparator.ABOUT, 4, 3),
        ("drygt fem", Comparator.ABOUT, 6, 3),
        ("exakt fem", Comparator.EXACTLY, 5, 4),
    ],
)
def test_a_comparator_in_words(words: str, comparator: Comparator, keeps: int, does_not: int) -> None:
    commitment = count(comparator, 5, "möten")
    assert status(commitment, keeps) == PromiseStatus.FULFILLED, words
    assert status(commitment, does_not) != PromiseStatus.FULFILLED, words
