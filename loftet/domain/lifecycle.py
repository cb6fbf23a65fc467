"""A life as data: which act leads from which state to which."""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from loftet.domain.documented import DocumentedEnum

State = TypeVar("State", bound=DocumentedEnum)
Act = TypeVar("Act", bound=DocumentedEnum)


class Move(NamedTuple, Generic[State, Act]):
    from_state: State
    act: Act
    to_state: State


class MoveNotAllowed(Exception):
    """The act cannot be done in this state."""

    def __init__(self, state: DocumentedEnum, act: DocumentedEnum) -> None:
        super().__init__(f"{act} is not possible in the state {state}")
        self.state = state
        self.act = act


class TwoMovesForOneAct(ValueError):
    """An act would lead from one state to two."""


@dataclass(frozen=True)
class Lifecycle(Generic[State, Act]):
    """The states of a noun, the first one, and the only moves between them."""

    name: str
    initial: State
    moves: tuple[Move[State, Act], ...]

    def __post_init__(self) -> None:
        if len({(move.from_state, move.act) for move in self.moves}) != len(self.moves):
            raise TwoMovesForOneAct(self.name)

    @property
    def states(self) -> tuple[State, ...]:
        return tuple(type(self.initial))

    @property
    def acts(self) -> tuple[Act, ...]:
        """Every act that the table knows, each once."""
        return tuple(dict.fromkeys(move.act for move in self.moves))

    @property
    def final_states(self) -> tuple[State, ...]:
        left = {move.from_state for move in self.moves}
        return tuple(state for state in self.states if state not in left)

    def after(self, state: State, act: Act) -> State:
        """Return the state that `act` leads to, or raise `MoveNotAllowed`."""
        for move in self.moves:
            if (move.from_state, move.act) == (state, act):
                return move.to_state
        raise MoveNotAllowed(state, act)

    def acts_in(self, state: State) -> tuple[Act, ...]:
        return tuple(move.act for move in self.moves if move.from_state == state)

    def mermaid(self) -> str:
        """Return the life as a Mermaid state diagram."""
        lines = [f"[*] --> {self.initial}"]
        lines += [f"{move.from_state} --> {move.to_state}: {move.act}" for move in self.moves]
        lines += [f"{state} --> [*]" for state in self.final_states]
        return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])
