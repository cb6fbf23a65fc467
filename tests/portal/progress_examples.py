"""Progress of the small country: what is counted in the third period, after the second was followed up."""

from __future__ import annotations

from datetime import date

from loftet.domain.canonical import digest
from loftet.domain.follow_up_assembly import Frame, assemble
from loftet.domain.party_account import AccountText, PeriodRef, SetRef
from loftet.domain.progress import HandedIn, ProgressDocument, progress_of
from loftet.domain.promise_set import PromiseSetDocument, PromiseText
from loftet.portal.record import PublishedEdition
from tests.portal.examples import (
    BARS,
    TOWN,
    WASTEWATER,
    a_country,
    account,
    accounts_of,
    counted,
    edition_of,
    make_follow_up,
)

FOURTH_MEASUREMENT = {
    WASTEWATER: counted("a7", "c1", "mätningar", 1.0, TOWN, words="Fjärde mätningen gjordes."),
    BARS: counted("a8", "c9", "besök", 3.0, TOWN),
}


def make_progress(
    document: PromiseSetDocument,
    told: dict[PromiseText, AccountText] | None = None,
    counted_on: date = date(2024, 11, 4),
) -> ProgressDocument:
    """The municipality has handed in its account of the third period; the police have not."""
    followed = make_follow_up(document)
    third = PeriodRef(3, "Tertial 3 2024", date(2024, 9, 1), date(2024, 12, 31), date(2025, 1, 31), False)
    ref = SetRef(
        document.title, document.version, digest(document.to_data()), document.starts_on, document.ends_on
    )
    frame = Frame(
        title="",
        agreement=document.agreement,
        municipalities=document.municipalities,
        parties=document.parties,
        signatories=(),
        promise_sets=((ref, document),),
        period=3,
        periods=(*followed.periods, third),
        counted_on=counted_on,
    )
    newest = account(document, TOWN, third, FOURTH_MEASUREMENT if told is None else told, {})
    accounts = [*accounts_of(document, followed.periods), newest]
    return progress_of(
        document,
        assemble(frame, accounts),
        0,
        [HandedIn(TOWN, 3, date(2024, 11, 2), "a" * 64, None)],
        title=f"Läget: {document.title}",
    )


def with_progress() -> list[PublishedEdition]:
    """The small country, and how far Ljungby had come in November and in December."""
    editions = a_country()
    ljungby = next(each for each in editions if each.number == 4).promise_set
    november = edition_of(make_progress(ljungby), 8, date(2024, 11, 4))
    more = {
        **FOURTH_MEASUREMENT,
        WASTEWATER: counted("a7", "c1", "mätningar", 2.0, TOWN),
    }
    december = make_progress(ljungby, more, date(2024, 12, 2))
    return [*editions, november, edition_of(december, 9, date(2024, 12, 2), replaces=november)]
