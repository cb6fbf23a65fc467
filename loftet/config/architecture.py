"""Draws the rooms from the imports that are really there.

`python -m loftet.config.architecture` writes the picture and the table into docs/architecture.md; a test
fails when they differ from the code.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import grimp

PACKAGE = Path(__file__).resolve().parent.parent
PAGE = PACKAGE.parent / "docs/architecture.md"
START = "<!-- drawn from the imports by: python -m loftet.config.architecture -->"
END = "<!-- end of what is drawn -->"


@dataclass(frozen=True, slots=True)
class Room:
    """A package of the house; `imports` are the rooms that its modules import."""

    name: str
    owns: str
    imports: frozenset[str]
    uses_django: bool


def find_rooms() -> list[Room]:
    """The rooms, highest first: each stands above all that it imports."""
    graph = grimp.build_graph(PACKAGE.name, include_external_packages=True, cache_dir=None)
    modules = sorted(graph.find_children(PACKAGE.name))
    for module in modules:
        graph.squash_module(module)
    rooms = [_room(module, graph.find_modules_directly_imported_by(module)) for module in modules]
    return sorted(rooms, key=lambda room: (-_height(room, rooms), room.name))


def _room(module: str, imported: set[str]) -> Room:
    name = module.removeprefix(f"{PACKAGE.name}.")
    inside = {
        other.removeprefix(f"{PACKAGE.name}.") for other in imported if other.startswith(f"{PACKAGE.name}.")
    }
    return Room(name, _owns(name), frozenset(inside), uses_django="django" in imported)


def _owns(name: str) -> str:
    """The first paragraph of the room's own description."""
    description = ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text(encoding="utf-8")))
    if not description:
        raise ValueError(f"loftet/{name}/__init__.py does not say what the room owns")
    return " ".join(description.split("\n\n")[0].split())


def _height(room: Room, rooms: list[Room]) -> int:
    """How many rooms stand under this one in the longest chain."""
    return max((1 + _height(below, rooms) for below in rooms if below.name in room.imports), default=0)


def _direct(room: Room, rooms: list[Room]) -> list[str]:
    """What the room imports and no room between them does: the arrows that do not follow from others."""
    return [
        name for name in _in_order(room, rooms) if not any(name in _below(via, rooms) for via in room.imports)
    ]


def _below(name: str, rooms: list[Room]) -> frozenset[str]:
    imports = next(room.imports for room in rooms if room.name == name)
    return imports.union(*(_below(below, rooms) for below in imports))


def _in_order(room: Room, rooms: list[Room]) -> list[str]:
    return [other.name for other in rooms if other.name in room.imports]


def draw(rooms: list[Room]) -> str:
    """The picture in Mermaid, and the table that also lists the arrows left out of it."""
    plain = [f"    {room.name}" for room in rooms if not room.uses_django]
    arrows = [f"  {room.name} --> {name}" for room in rooms for name in _direct(room, rooms)]
    picture = [
        "```mermaid",
        "flowchart TD",
        '  subgraph plain ["no Django"]',
        *plain,
        "  end",
        *arrows,
        "```",
    ]
    rows = [f"| `{r.name}` | {r.owns} | {', '.join(_in_order(r, rooms)) or '–'} |" for r in rooms]
    return "\n".join([*picture, "", "| room | what it holds | imports |", "|---|---|---|", *rows])


def redraw(page: str) -> str:
    """The page with its drawn part made anew."""
    before, rest = page.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n\n{draw(find_rooms())}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(redraw(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
