import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.agreement import PartyRef, PartyRole, SignatorySeat
from loftet.domain.canonical import canonical_json, digest
from loftet.domain.commitment import Cadence, CommitmentClass, Comparator, Window
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.promise_set import CommitmentText, PromiseSetDocument
from loftet.domain.promise_set_changes import differences
from loftet.domain.promise_set_rules import (
    PromiseSetObstacle,
    PromiseSetWarning,
    default_seats,
    obstacles_to_sharing,
    warnings_before_sharing,
)
from loftet.domain.reason import Reason, reason
from tests.domain.agreements import HOUSING, MUNICIPALITY, POLICE
from tests.domain.promise_sets import (
    COMPLETE,
    FOUR_MEASUREMENTS,
    MEASURED,
    make_commitment,
    make_promise,
    make_promise_set,
    with_promise,
)

O, W = PromiseSetObstacle, PromiseSetWarning  # noqa: E741
TITLE = MEASURED.title
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.none() | st.integers(0, 10_000).map(float) | st.integers(0, 100).map(lambda tenths: tenths / 10)
commitments = st.builds(
    CommitmentText,
    key=words,
    performers=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    performer_note=words,
    responsible=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    kind=st.sampled_from(CommitmentClass),
    comparator=st.none() | st.sampled_from(Comparator),
    number=numbers,
    number_max=numbers,
    unit=words,
    every=st.none() | st.sampled_from(Cadence),
    window=st.none() | st.sampled_from(Window),
    per=words,
    place=words,
    groups=st.lists(words, max_size=2).map(tuple),
)


@given(st.lists(commitments, max_size=3))
def test_what_is_written_is_read_back_with_the_same_digest(found: list[CommitmentText]) -> None:
    document = with_promise(make_promise(commitments=tuple(found)))
    written = canonical_json(document.to_data())
    read = PromiseSetDocument.from_data(json.loads(written))
    assert canonical_json(read.to_data()) == written
    assert digest(read.to_data()) == digest(document.to_data())


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "king"), ("number", "four"), ("performers", ["police"]), ("every", "fortnight")],
)
def test_what_is_no_promise_set_is_refused(name: str, value: object) -> None:
    data = COMPLETE.to_data()
    data["focus_areas"][0]["promises"][0]["commitments"][0][name] = value
    with pytest.raises(DocumentNotReadable, match=name):
        PromiseSetDocument.from_data(data)


OBSTACLES: list[tuple[PromiseSetDocument, list[Reason]]] = [
    (COMPLETE, []),
    (make_promise_set(title=" "), [reason(O.TITLE_MISSING)]),
    (make_promise_set(starts_on=None), [reason(O.START_MISSING)]),
    (
        make_promise_set(ends_on=date(2026, 12, 31)),
        [reason(O.ENDS_BEFORE_START, starts_on="2027-01-01", ends_on="2026-12-31")],
    ),
    (make_promise_set(municipalities=()), [reason(O.MUNICIPALITY_MISSING)]),
    (make_promise_set(focus_areas=()), [reason(O.PROMISE_MISSING)]),
    (with_promise(make_promise(text=" ")), [reason(O.TEXT_MISSING, number=1, title=TITLE)]),
    (
        with_promise(make_promise(commitments=(make_commitment(number=4.0, number_max=3.0),))),
        [reason(O.RANGE_REVERSED, promise=TITLE, number="4", number_max="3")],
    ),
    (
        with_promise(make_promise(commitments=(make_commitment(number=None),))),
        [reason(O.NUMBER_MISSING, promise=TITLE, kind="count")],
    ),
    (
        with_promise(make_promise(commitments=(make_commitment(performers=(HOUSING.organisation,)),))),
        [reason(O.NO_PARTY, promise=TITLE)],
    ),
    (
        make_promise_set(parties=(MUNICIPALITY, POLICE, HOUSING), signatories=COMPLETE.signatories[:1]),
        [reason(O.SIGNATORY_MISSING, party=POLICE.name)],
    ),
    (
        make_promise_set(signatories=COMPLETE.signatories[1:]),
        [reason(O.SIGNATORY_MISSING, party=MUNICIPALITY.name)],
    ),
    (
        replace(
            with_promise(make_promise(commitments=(make_commitment(performers=(HOUSING.organisation,)),))),
            parties=(MUNICIPALITY, POLICE, HOUSING),
        ),
        [reason(O.DOER_DOES_NOT_SIGN, party=HOUSING.name)],
    ),
    (
        with_promise(make_promise(stands_without_target=True)),
        [reason(O.NUMBER_WITHOUT_TARGET, promise=TITLE)],
    ),
    (make_promise_set(version=2), [reason(O.CHANGE_REASON_MISSING, version=2)]),
]


@pytest.mark.parametrize(("document", "obstacles"), OBSTACLES)
def test_these_obstacles_stand_in_the_way(document: PromiseSetDocument, obstacles: list[Reason]) -> None:
    assert obstacles_to_sharing(document) == obstacles


def test_another_party_that_does_nothing_need_not_sign() -> None:
    assert obstacles_to_sharing(make_promise_set(parties=(MUNICIPALITY, POLICE, HOUSING))) == []


COMMITTEE = PartyRef(4, "Socialnämnden", PartyRole.MUNICIPALITY, "Linköping")
NORRKOPING = PartyRef(5, "Norrköpings kommun", PartyRole.MUNICIPALITY, "Norrköping")
OTHER_POLICE = PartyRef(6, "Polisen i Norrköping", PartyRole.POLICE, "Lokalpolisområde Norrköping")
ALL_SEATS = [
    SignatorySeat(party.name, position)
    for party in (MUNICIPALITY, COMMITTEE, POLICE, OTHER_POLICE, NORRKOPING, HOUSING)
    for position in ("Ordförande", "Chef")
]


@pytest.mark.parametrize(
    ("municipalities", "signing"),
    [
        (["Linköping"], [MUNICIPALITY, POLICE]),
        (["Linköping", "Norrköping"], [MUNICIPALITY, POLICE, NORRKOPING]),
        ([], [MUNICIPALITY, POLICE, NORRKOPING]),
    ],
)
def test_by_default_one_signs_for_the_police_and_one_for_each_municipality(
    municipalities: list[str], signing: list[PartyRef]
) -> None:
    parties = (MUNICIPALITY, COMMITTEE, POLICE, OTHER_POLICE, NORRKOPING, HOUSING)
    seats = default_seats(ALL_SEATS, parties, municipalities)
    assert seats == [SignatorySeat(party.name, "Ordförande") for party in signing]


def test_a_committee_signs_for_its_municipality_too() -> None:
    seats = (SignatorySeat(COMMITTEE.name, "Ordförande"), *COMPLETE.signatories[1:])
    document = make_promise_set(parties=(MUNICIPALITY, COMMITTEE, POLICE), signatories=seats)
    assert obstacles_to_sharing(document) == []


def test_what_can_be_ticked_off_is_no_general_promise() -> None:
    on_demand = make_commitment(kind=CommitmentClass.ON_DEMAND, number=None, comparator=None)
    assert warnings_before_sharing(with_promise(make_promise(commitments=(on_demand,)))) == []


WARNINGS: list[tuple[PromiseSetDocument, list[Reason]]] = [
    (COMPLETE, []),
    (make_promise_set(ends_on=None), [reason(W.END_MISSING)]),
    (
        with_promise(make_promise(commitments=(make_commitment(performers=(), responsible=()),))),
        [reason(W.PERFORMER_MISSING, promise=TITLE), reason(W.RESPONSIBLE_MISSING, promise=TITLE)],
    ),
    (
        with_promise(
            make_promise(commitments=(make_commitment(kind=CommitmentClass.DIRECTION, number=None),))
        ),
        [reason(W.NOTHING_COUNTABLE, promise=TITLE)],
    ),
]


@pytest.mark.parametrize(("document", "warnings"), WARNINGS)
def test_these_warnings_never_block(document: PromiseSetDocument, warnings: list[Reason]) -> None:
    assert warnings_before_sharing(document) == warnings
    assert obstacles_to_sharing(document) == []


def test_a_promise_may_stand_without_target() -> None:
    general = make_commitment(kind=CommitmentClass.DIRECTION, number=None)
    document = with_promise(make_promise(commitments=(general,), stands_without_target=True))
    assert warnings_before_sharing(document) == []


def test_the_same_document_has_no_differences() -> None:
    assert differences(COMPLETE, make_promise_set(version=2, change_reason="Rättat")) == []


def test_a_changed_number_shows_old_and_new() -> None:
    new = with_promise(make_promise(commitments=(make_commitment(number=3.0),)))
    [change] = differences(COMPLETE, new)
    assert (change.promise, change.commitment, change.field, change.old, change.new) == (
        "p1",
        "c1",
        "number",
        4.0,
        3.0,
    )


def test_added_moved_and_removed_promises_are_told_apart() -> None:
    other = make_promise(key="p2", title="Nytt")
    assert [(each.promise, each.field) for each in differences(COMPLETE, with_promise(other))] == [
        ("p2", "added"),
        ("p1", "removed"),
    ]
    elsewhere = make_promise_set(focus_areas=(COMPLETE.focus_areas[0].__class__("Trafik", (MEASURED,)),))
    [moved] = differences(COMPLETE, elsewhere)
    assert (moved.field, moved.old, moved.new) == ("moved", "Narkotika", "Trafik")


def test_added_and_removed_commitments_are_told_apart() -> None:
    second = make_commitment(key="c2")
    new = with_promise(make_promise(commitments=(second,)))
    assert [(each.commitment, each.field) for each in differences(COMPLETE, new)] == [
        ("c2", "added"),
        ("c1", "removed"),
    ]
    assert differences(COMPLETE, new)[1].old["unit"] == FOUR_MEASUREMENTS.unit


# Easy Swedish came later than the first documents.


def test_a_set_without_easy_words_is_written_as_it_always_was() -> None:
    plain = make_promise_set()
    assert "easy_read" not in json.dumps(plain.to_data())
    assert PromiseSetDocument.from_data(plain.to_data()).easy_read == ""


def test_easy_words_are_part_of_what_is_signed() -> None:
    easy = replace(
        with_promise(make_promise(easy_read="Vi mäter fyra gånger.")), easy_read="Det här lovar vi."
    )
    data = json.loads(canonical_json(easy.to_data()))
    assert PromiseSetDocument.from_data(data) == easy
    assert digest(data) != digest(with_promise(make_promise()).to_data())


def test_easy_words_that_are_written_out_empty_are_refused() -> None:
    data = make_promise_set().to_data()
    with pytest.raises(DocumentNotReadable, match="easy_read"):
        PromiseSetDocument.from_data({**data, "easy_read": ""})


def test_easy_words_that_change_are_told() -> None:
    old, new = with_promise(make_promise()), with_promise(make_promise(easy_read="Vi mäter."))
    (change,) = differences(old, new)
    assert (change.field, change.old, change.new) == ("easy_read", "", "Vi mäter.")
