"""Going through the site by its links and its address table, looking closely at all that looks new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, ViewportSize

from tests.browser.visits import Visitor

NARROW, WIDE = ViewportSize(width=320, height=640), ViewportSize(width=1280, height=800)
MOST_BY_ONE, MOST_BY_ALL = 4, 10
OK, UNPROCESSABLE = 200, 422
BAD_WORDS = "fel \u202e tecken"

# A page is made of these parts: each element with its classes and looks, inside its parent.
PARTS = """() => {
  const name = e => [e.tagName, e.className, e.type, e.dataset.variant, e.dataset.color, e.disabled].join('.')
  return [...document.querySelectorAll('body *')].map(e => name(e.parentElement) + '>' + name(e))
}"""
LINKS = """() => [...document.querySelectorAll('a[href]')].map(a => a.href)"""
SPILLS = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return []
  const spills = e => e.getBoundingClientRect().right > wide + 1
  const found = [...document.querySelectorAll('body *')].filter(spills)
  return found.slice(0, 3).map(e => e.outerHTML.slice(0, 120))
}"""
# Forms that ask for words or a tick: those of one button act at once, and are left alone.
FILL_BADLY = """words => {
  const asks = 'input:is([type=text], [type=email], [type=password]), textarea'
  const ticks = 'input:is([type=checkbox], [type=radio])'
  const forms = [...document.querySelectorAll('main form[method=post]')]
  const form = forms.find(each => each.querySelector(asks + ',' + ticks))
  if (!form) return false
  for (const input of form.querySelectorAll(asks)) input.value = words
  for (const box of form.querySelectorAll(ticks)) box.checked = false
  form.dataset.filled = 'badly'
  return true
}"""
SEND = "() => document.querySelector('form[data-filled]').submit()"


@dataclass
class Walk:
    """What has been seen so far, by whomever, and what was wrong there."""

    faults: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    visits: Counter[str] = field(default_factory=Counter)

    def go_through(self, visitor: Visitor, who: str, *, starts: list[str]) -> None:
        """Everything this person finds, from these addresses on; a few of each kind."""
        waiting, known, kinds = list(starts), set(starts), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            kinds[name_of(path)] += 1
            if not self.is_worth_a_visit(path, by_now=kinds[name_of(path)]):
                continue
            for link in self.visit(visitor, path, who=who):
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def is_worth_a_visit(self, path: str, *, by_now: int) -> bool:
        """One of ours, and not the same to everybody all over again."""
        name = name_of(path)
        self.visits[name] += 1
        return bool(name) and by_now <= MOST_BY_ONE and self.visits[name] <= MOST_BY_ALL

    def visit(self, visitor: Visitor, path: str, *, who: str) -> list[str]:
        """Go there and look; returns where its links lead."""
        visitor.page.set_viewport_size(NARROW)
        try:
            visitor.page.goto(path)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            self.reached.add(name_of(path))
            return []
        self.see(visitor, f"{who} at {path}")
        links = [urlsplit(link) for link in visitor.page.evaluate(LINKS)]
        return [link.path for link in links if link.netloc == urlsplit(visitor.url).netloc]

    def see(self, visitor: Visitor, place: str) -> None:
        """Look at the page that is open, and once at what it says of a badly filled form."""
        name = name_of(visitor.page.url)
        self.look(visitor, place)
        if visitor.status == OK:
            self.reached.add(name)
        if name not in self.filled:
            self.filled.add(name)
            self.fill_badly(visitor, place)

    def look(self, visitor: Visitor, place: str) -> None:
        """Narrow as the smallest phone; and by axe whatever was not seen before."""
        page = visitor.page
        page.set_viewport_size(NARROW)
        self.note(place, [f"spills over at 320 px: {part}" for part in page.evaluate(SPILLS)])
        if not page.evaluate("document.documentElement.lang"):
            self.note(place, ["has no language"])
        parts = set(page.evaluate(PARTS))
        if parts - self.parts:
            self.parts |= parts
            page.set_viewport_size(WIDE)
            self.note(place, visitor.axe_findings())

    def fill_badly(self, visitor: Visitor, place: str) -> None:
        """Send the page's form with what no field takes, and look at the answer."""
        page = visitor.page
        if not page.evaluate(FILL_BADLY, BAD_WORDS):
            return
        with page.expect_navigation():
            page.evaluate(SEND)
        if visitor.status != UNPROCESSABLE:
            self.note(place, ["took what no field should take"])
        self.look(visitor, f"{place}, badly filled")

    def note(self, place: str, faults: list[str]) -> None:
        self.faults.extend(f"{place}: {fault}" for fault in faults)


def name_of(path: str) -> str:
    """The address by name; empty for what is no page of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
