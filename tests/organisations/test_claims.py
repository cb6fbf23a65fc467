from typing import Any

import pytest

from loftet.organisations.claims import Claims, holds_personal_number, pseudonym, read_claims

AFFILIATION = "https://id.oidc.se/claim/orgAffiliation"


@pytest.mark.parametrize(
    "text",
    [
        "198507099805",
        "19850709-9805",
        "850709-9805",
        "8507099805",
        "850709+9805",
        "19850709 9805",
        "200001012384@2021000001",
        "anna.8507699805@2021000001",
    ],
)
def test_it_finds_personal_numbers(text: str) -> None:
    assert holds_personal_number(text)


@pytest.mark.parametrize(
    "text", ["", "bo@2021000001", "5560360793", "165560360793", "2120000449", "abc123456", "20241340-1234"]
)
def test_it_leaves_organisation_numbers_alone(text: str) -> None:
    assert not holds_personal_number(text)


@pytest.mark.parametrize(
    ("said", "claims"),
    [
        ({}, Claims("", "")),
        ({"orgAffiliation": "bo@2021000001"}, Claims("bo@2021000001", "")),
        ({AFFILIATION: " bo@2021000001 "}, Claims("bo@2021000001", "")),
        ({"orgAffiliation": "8507099805@2021000001"}, Claims("", "")),
        ({"orgAffiliation": ["bo@2021000001"]}, Claims("", "")),
        ({"orgAffiliation": "x" * 201}, Claims("", "")),
        ({"email": "Bo@Example.se", "email_verified": True}, Claims("", "bo@example.se")),
        ({"email": "bo@example.se", "email_verified": "true"}, Claims("", "bo@example.se")),
        ({"email": "bo@example.se", "email_verified": "false"}, Claims("", "")),
        ({"email": "bo@example.se", "email_verified": False}, Claims("", "")),
        ({"email": "bo@example.se"}, Claims("", "")),
        ({"email": 7, "email_verified": True}, Claims("", "")),
    ],
)
def test_it_reads_what_may_be_kept(said: dict[str, Any], claims: Claims) -> None:
    assert read_claims({"userinfo": said}) == claims
    assert read_claims({"id_token": said}) == claims


def test_an_answer_of_another_shape_says_nothing() -> None:
    assert read_claims({"userinfo": ["?"], "id_token": None}) == Claims("", "")


def test_a_pseudonym_is_stable_and_unreadable() -> None:
    first = pseudonym("198507099805", key="a")

    assert first == pseudonym("198507099805", key="a")
    assert first != pseudonym("198507099805", key="b")
    assert "19850709" not in first
