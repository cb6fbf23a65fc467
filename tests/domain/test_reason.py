import pytest

from loftet.domain.reason import Reason, reason


def test_a_reason_is_its_code_and_parameters() -> None:
    assert reason("too_few", needed=2) == Reason("too_few", {"needed": 2})
    assert reason("too_few", needed=2) != reason("too_few", needed=3)
    assert len({reason("too_few", needed=2), reason("too_few", needed=2)}) == 1


def test_a_reason_cannot_be_changed_afterwards() -> None:
    parameters: dict[str, str | int] = {"needed": 2}
    told = Reason("too_few", parameters)
    parameters["needed"] = 3
    assert told.parameters["needed"] == 2
    with pytest.raises(TypeError):
        told.parameters["needed"] = 3  # type: ignore[index]
