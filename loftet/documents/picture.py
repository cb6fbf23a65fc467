"""Draws words as a picture, for sites that show one beside a link and take no other format.

The same words always give the same bytes, as in `pdf`, whose notes on typst hold here too.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources

import typst

from .pdf import typst_fonts

# In pixels: what the large cards of social sites are made for.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Picture:
    """Few words: nothing is made smaller to fit."""

    above: str
    heading: str
    below: str
    language: str = "sv"


def to_png(picture: Picture) -> bytes:
    return typst.compile(
        _template(),
        sys_inputs={"picture": json.dumps(asdict(picture))},
        font_paths=typst_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72.0,
    )


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("picture.typ").read_bytes()
