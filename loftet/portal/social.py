"""What other sites show of a page that is linked to: its title, a sentence of what it tells, and a picture.

The picture is of the municipality, not of the promise: the country has 58 000 promises, and the words beside
the picture tell what each is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from loftet.documents.picture import HEIGHT, WIDTH, Picture, to_png
from loftet.domain.municipalities import municipality
from loftet.web.by_language import said as _
from loftet.web.by_language import speaking

from . import addresses, words
from .showing import PromiseView

MOST_WORDS = 40


@dataclass(frozen=True)
class Social:
    """`kind` is the type in the Open Graph protocol, `alt` what the picture says to who does not see it."""

    title: str
    words: str
    picture: str
    alt: str
    kind: str = "article"
    width: int = WIDTH
    height: int = HEIGHT


def social(code: str, title: str, told: str, *, kind: str = "article") -> Social:
    """Of a page of the municipality, or of the country where the code is empty, in the active language."""
    name = municipality(code).name if code else _("Sweden")
    alt = _("%(place)s: what was promised, and what came of it") % {"place": name}
    return Social(title, words.shortened(told, MOST_WORDS), addresses.picture(code), alt, kind)


def told_of(view: PromiseView) -> str:
    """`Lovat: 4 mätningar. Gjort: 3 mätningar. Bedömning: Pågår.`, or what is promised in words."""
    if not view.targets:
        return view.promise.text
    said = [_("Promised: %(words)s.") % {"words": ", ".join(view.targets)}]
    if view.outcomes:
        said.append(_("Done: %(words)s.") % {"words": ", ".join(view.outcomes)})
    if judged := [each.status.label for each in view.statuses]:
        said.append(_("Assessment: %(words)s.") % {"words": words.joined(judged)})
    return " ".join(said)


def picture_of(code: str) -> bytes:
    """As PNG, since social sites take no SVG. The English pages have the same one."""
    with speaking("sv"):
        found = municipality(code) if code else None
        above = " · ".join(("Löftet", *([found.county] if found else [])))
        below = _("What was promised, and what came of it?")
        return to_png(Picture(above, found.name if found else _("Sweden"), below))
