import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.agreement import (
    AgreementDocument,
    CouncilSeat,
    MunicipalityRef,
    PartyRef,
    PartyRole,
    SignatorySeat,
)
from loftet.domain.canonical import canonical_json, digest
from loftet.domain.fields import DocumentNotReadable
from tests.domain.agreements import COMPLETE, make_agreement

# Composed letters only: the canonical form composes the others, so they would not read back as the same.
words = st.text(alphabet=st.sampled_from('aåäöéß §–"\\\n🙂0'), max_size=6)
lists_of_words = st.lists(words, max_size=3).map(tuple)
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.integers(1, 10**6)


def some(thing: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(thing, max_size=3).map(tuple)


documents = st.builds(
    AgreementDocument,
    title=words,
    purposes=lists_of_words,
    areas=lists_of_words,
    starts_on=days,
    ends_on=days,
    municipalities=some(st.builds(MunicipalityRef, words, words)),
    parties=some(st.builds(PartyRef, numbers, words, st.sampled_from(PartyRole), words)),
    council=some(st.builds(CouncilSeat, words, words, st.booleans())),
    decision_reference=words,
    signatories=some(st.builds(SignatorySeat, words, words)),
    version=numbers,
    change_reason=words,
    shares_when_recorded=st.booleans(),
)


@given(documents)
def test_a_document_reads_back_from_its_signed_bytes(document: AgreementDocument) -> None:
    signed = canonical_json(document.to_data())
    assert AgreementDocument.from_data(json.loads(signed)) == document


@given(documents, documents)
def test_two_documents_share_a_digest_only_when_they_are_the_same(
    one: AgreementDocument, other: AgreementDocument
) -> None:
    assert (digest(one.to_data()) == digest(other.to_data())) == (one == other)


def test_the_form_that_is_signed_stays_as_it_is() -> None:
    """Whoever changes this test breaks every signature given so far: a new form needs a new schema."""
    assert COMPLETE.to_data() == {
        "schema": "loftet.agreement.v2",
        "title": "Samverkan i Linköping 2027–2028",
        "purposes": ["Färre brott och större trygghet"],
        "areas": ["Trafik", "Trygga mötesplatser"],
        "starts_on": "2027-01-01",
        "ends_on": "2028-12-31",
        "municipalities": [{"code": "0580", "name": "Linköping"}],
        "parties": [
            {
                "organisation": 1,
                "name": "Linköpings kommun",
                "role": "municipality",
                "belongs_to": "Linköping",
            },
            {
                "organisation": 2,
                "name": "Polisen i Linköping",
                "role": "police",
                "belongs_to": "Lokalpolisområde Linköping",
            },
        ],
        "council": [
            {"organisation_name": "Linköpings kommun", "position": "Kommundirektör", "leads": True},
            {"organisation_name": "Polisen i Linköping", "position": "Lokalpolisområdeschef", "leads": False},
        ],
        "decision_reference": "Kommunstyrelsen 2026-12-01 § 214",
        "signatories": [
            {"party": "Linköpings kommun", "position": "Kommunstyrelsens ordförande"},
            {"party": "Polisen i Linköping", "position": "Lokalpolisområdeschef"},
        ],
        "version": 1,
        "change_reason": "",
        "shares_when_recorded": False,
    }
    assert digest(COMPLETE.to_data()) == "ef942cf6ae205e1892e5760e25da8b7c356d2af9d612766b303462bbeb616e80"


def test_what_was_signed_in_the_first_form_is_still_read_and_holds_no_standing_decision() -> None:
    first = changed(schema="loftet.agreement.v1")
    del first["shares_when_recorded"]
    assert digest(first) == "8693bd8b7383a6a3599b316d52005fc33106cdedef4793e1f9e73595faf0735f"
    assert AgreementDocument.from_data(first) == COMPLETE


def test_a_document_is_plain_json() -> None:
    data = make_agreement(ends_on=None).to_data()
    assert json.loads(json.dumps(data)) == data


def changed(**overrides: object) -> dict[str, Any]:
    return COMPLETE.to_data() | overrides


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "the schema is not"),
        ([], "the schema is not"),
        ({}, "the schema is not"),
        (changed(schema="loftet.agreement.v3"), "the schema is not"),
        (changed(schema="loftet.agreement.v1"), "unknown fields: shares_when_recorded"),
        (changed(shares_when_recorded="yes"), "agreement.shares_when_recorded is not of the kind bool"),
        ({"schema": "loftet.agreement.v2", "title": "Samverkan"}, "agreement lacks areas, change_reason"),
        (changed(secret="more"), "unknown fields: secret"),
        (changed(title=7), "agreement.title is not of the kind str"),
        (changed(version=True), "agreement.version is not of the kind int"),
        (changed(version="1"), "agreement.version is not of the kind int"),
        (changed(purposes="Trygghet"), "agreement.purposes is not of the kind list"),
        (changed(areas=["Trafik", None]), "agreement.areas is not a list of texts"),
        (changed(starts_on="2027-02-30"), "agreement.starts_on is not a date"),
        (changed(starts_on="20270101"), "agreement.starts_on is not written YYYY-MM-DD"),
        (changed(ends_on=2027), "agreement.ends_on is not of the kind str"),
        (changed(municipalities=["0580"]), r"agreement.municipalities\[0\] is not an object"),
        (changed(council=[{"position": "Chef"}]), r"council\[0\] lacks leads, organisation_name"),
        (changed(signatories=[{"party": "A", "position": None}]), r"signatories\[0\].position"),
        (
            changed(parties=[{"organisation": 1, "name": "A", "role": "king", "belongs_to": "B"}]),
            r"parties\[0\].role is no PartyRole: king",
        ),
    ],
)
def test_what_is_no_agreement_is_refused(data: object, why: str) -> None:
    with pytest.raises(DocumentNotReadable, match=why):
        AgreementDocument.from_data(data)
