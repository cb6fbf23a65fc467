"""Why something is refused or deserves a second look: a code with parameters, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Reason:
    """`Reason("ends_before_start", {"starts_on": "2027-01-01", …})`; the room that shows it has the words."""

    code: str
    # Left out of the hash, since a mapping has none; equal reasons still have equal hashes.
    parameters: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))


def reason(code: str, **parameters: str | int) -> Reason:
    return Reason(code, parameters)
