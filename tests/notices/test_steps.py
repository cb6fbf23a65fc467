"""What a newcomer is helped with, by role."""

from __future__ import annotations

import pytest

from loftet.notices.steps import COMES_HERE, DRAFT_AGREEMENT, INVITE_PEOPLE, Step, next_steps
from loftet.organisations.models import Role

COORDINATOR, ADMINISTRATOR = Role.COORDINATOR, Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("roles", "has_agreements", "is_alone", "steps"),
    [
        ({COORDINATOR}, False, True, [DRAFT_AGREEMENT]),
        ({COORDINATOR}, False, False, [DRAFT_AGREEMENT]),
        ({ADMINISTRATOR}, False, True, [INVITE_PEOPLE]),
        ({ADMINISTRATOR}, True, True, [INVITE_PEOPLE]),
        ({ADMINISTRATOR, COORDINATOR}, False, True, [DRAFT_AGREEMENT, INVITE_PEOPLE]),
        ({ADMINISTRATOR, COORDINATOR}, True, True, [INVITE_PEOPLE]),
        ({ADMINISTRATOR, COORDINATOR}, False, False, [DRAFT_AGREEMENT]),
    ],
)
def test_it_says_what_to_begin_with(
    roles: set[Role], has_agreements: bool, is_alone: bool, steps: list[Step]
) -> None:
    assert next_steps(roles, has_agreements=has_agreements, is_alone=is_alone) == steps


@pytest.mark.parametrize("role", Role)
def test_it_says_what_comes_here_for_every_role(role: Role) -> None:
    (step,) = next_steps({role}, has_agreements=True, is_alone=False)
    assert step.words == COMES_HERE[role]


def test_it_points_a_lone_reporter_nowhere() -> None:
    (step,) = next_steps({Role.REPORTER}, has_agreements=True, is_alone=False)
    assert (step.url_name, step.act) == ("", "")


def test_it_lets_the_weightier_of_two_roles_speak() -> None:
    (step,) = next_steps({Role.READER, Role.SIGNATORY}, has_agreements=True, is_alone=False)
    assert step.words == COMES_HERE[Role.SIGNATORY]
