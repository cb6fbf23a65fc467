from dataclasses import replace
from datetime import date

from hypothesis import given

from loftet.domain.agreement import AgreementDocument, MunicipalityRef
from loftet.domain.agreement_changes import FieldChange, differences
from tests.domain.agreements import COMPLETE, LINKOPING, make_agreement
from tests.domain.test_agreement import documents

NORRKOPING = MunicipalityRef("0581", "Norrköping")


def test_a_changed_value_is_told_with_the_words_before_and_after() -> None:
    new = make_agreement(title="Samverkan i Linköping 2027", ends_on=date(2027, 12, 31))
    assert differences(COMPLETE, new) == [
        FieldChange("title", ("Samverkan i Linköping 2027–2028",), ("Samverkan i Linköping 2027",)),
        FieldChange("ends_on", (date(2028, 12, 31),), (date(2027, 12, 31),)),
    ]


def test_a_value_that_was_or_becomes_empty_is_no_entry() -> None:
    without_end = make_agreement(ends_on=None, decision_reference="")
    changes = differences(COMPLETE, without_end)
    assert [(change.field, change.new) for change in changes] == [("ends_on", ()), ("decision_reference", ())]
    assert [change.new for change in differences(without_end, COMPLETE)] == [
        (date(2028, 12, 31),),
        ("Kommunstyrelsen 2026-12-01 § 214",),
    ]


def test_an_entry_that_joins_or_leaves_a_list_is_told_alone() -> None:
    (change,) = differences(COMPLETE, make_agreement(municipalities=(LINKOPING, NORRKOPING)))
    assert (change.field, change.removed, change.added) == ("municipalities", (), (NORRKOPING,))
    assert not change.is_reordered


def test_entries_in_another_order_are_a_change_of_order() -> None:
    (change,) = differences(COMPLETE, make_agreement(areas=("Trygga mötesplatser", "Trafik")))
    assert (change.removed, change.added, change.is_reordered) == ((), (), True)


def test_an_entry_that_stood_twice_and_stands_once_is_removed_once() -> None:
    (change,) = differences(make_agreement(areas=("Trafik", "Trafik")), make_agreement(areas=("Trafik",)))
    assert (change.removed, change.added, change.is_reordered) == (("Trafik",), (), False)


def test_the_number_of_the_version_and_its_reason_are_no_differences() -> None:
    assert differences(COMPLETE, make_agreement(version=2, change_reason="Omtryckt")) == []


@given(documents, documents)
def test_there_are_differences_only_where_the_content_differs(
    old: AgreementDocument, new: AgreementDocument
) -> None:
    same_version = replace(new, version=old.version, change_reason=old.change_reason)
    assert (differences(old, new) == []) == (old == same_version)
