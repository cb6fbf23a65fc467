import pytest

from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation, Person, Role
from loftet.organisations.policies import ROLES_THAT_MAY, Act, act_obstacles

# Design section 1, column by column; a role alone.
MAY = {
    Role.ADMINISTRATOR: {Act.MANAGE_PEOPLE, Act.NAME_ORGANISATIONS, Act.READ},
    Role.COORDINATOR: {Act.NAME_ORGANISATIONS, Act.DRAFT, Act.PLAIN_LANGUAGE, Act.REPORT, Act.READ},
    Role.COMMUNICATOR: {Act.PLAIN_LANGUAGE, Act.READ},
    Role.REGISTRAR: {Act.REGISTER, Act.READ},
    Role.REPORTER: {Act.REPORT},
    Role.SIGNATORY: {Act.SIGN, Act.READ},
    Role.READER: {Act.READ},
}


def actor(*roles: Role) -> Actor:
    return Actor(person=Person(name="Bo"), organisation=Organisation(name="Här"), roles=frozenset(roles))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", list(Act))
def test_a_role_allows_what_the_table_says(role: Role, act: Act) -> None:
    assert (act_obstacles(actor(role), act) == []) is (act in MAY[role])


@pytest.mark.parametrize("act", list(Act))
def test_the_obstacle_names_the_roles_that_may(act: Act) -> None:
    (sentence,) = act_obstacles(actor(), act)

    assert all(str(role.label).lower() in sentence for role in ROLES_THAT_MAY[act])


def test_several_roles_allow_what_each_allows() -> None:
    both = actor(Role.REPORTER, Role.SIGNATORY)

    assert {act for act in Act if not act_obstacles(both, act)} == {Act.REPORT, Act.SIGN, Act.READ}
