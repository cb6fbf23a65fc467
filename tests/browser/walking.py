"""Going through the site by its links and its address table, looking closely at all that looks new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, ViewportSize

from tests.browser.visits import Visitor

NARROW, WIDE = ViewportSize(width=320, height=640), ViewportSize(width=1280, height=800)
MOST_BY_ONE, MOST_BY_ALL, MOST_OF_DETAILS = 3, 5, 12
OK, UNPROCESSABLE = 200, 422
BAD_WORDS = "fel \u202e tecken"

# What of a page is looked at: its language, where its links lead, what spills over the edge, and the parts
# that it is made of, each an element with its classes and looks inside its parent.
SIGHTS = """() => {
  const all = [...document.querySelectorAll('body *')]
  const wide = document.documentElement.clientWidth
  const isWider = document.documentElement.scrollWidth > wide
  const spilling = isWider ? all.filter(e => e.getBoundingClientRect().right > wide + 1) : []
  const name = e => [e.tagName, e.className, e.type, e.dataset.variant, e.dataset.color, e.disabled].join('.')
  return {
    language: document.documentElement.lang,
    links: [...document.links].map(a => a.href),
    spills: spilling.slice(0, 3).map(e => e.outerHTML.slice(0, 120)),
    parts: [...new Set(all.map(e => name(e.parentElement) + '>' + name(e)))],
  }
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
        visitor.page.set_viewport_size(NARROW)
        waiting, known, kinds = list(starts), set(starts), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            kinds[name_of(path)] += 1
            if path not in starts and not self.is_worth_a_visit(path, by_now=kinds[name_of(path)]):
                continue
            for link in self.visit(visitor, path, who=who):
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def is_worth_a_visit(self, path: str, *, by_now: int) -> bool:
        """One of ours, and not the same to everybody all over again."""
        name = name_of(path)
        self.visits[name] += 1
        most = MOST_OF_DETAILS if name.endswith("_detail") else MOST_BY_ALL
        is_new = self.visits[name] <= most or name not in self.reached
        return bool(name) and by_now <= MOST_BY_ONE and is_new

    def visit(self, visitor: Visitor, path: str, *, who: str) -> list[str]:
        """Go there and look; returns where its links lead."""
        try:
            visitor.page.goto(path)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            self.reached.add(name_of(path))
            return []
        links = [urlsplit(link) for link in self.see(visitor, f"{who} at {path}")]
        return [link.path for link in links if link.netloc == urlsplit(visitor.url).netloc]

    def see(self, visitor: Visitor, place: str) -> list[str]:
        """Look at the open page, and once at what it says of a badly filled form; returns its links."""
        name = name_of(visitor.page.url)
        links = self.look(visitor, place)
        if visitor.status == OK:
            self.reached.add(name)
        if name not in self.filled:
            self.filled.add(name)
            self.fill_badly(visitor, place)
        return links

    def look(self, visitor: Visitor, place: str) -> list[str]:
        """Narrow as the smallest phone; and by axe whatever was not seen before."""
        page = visitor.page
        sights = page.evaluate(SIGHTS)
        self.note(place, [f"spills over at 320 px: {part}" for part in sights["spills"]])
        if not sights["language"]:
            self.note(place, ["has no language"])
        if not self.parts.issuperset(sights["parts"]):
            self.parts.update(sights["parts"])
            page.set_viewport_size(WIDE)
            self.note(place, visitor.axe_findings())
            page.set_viewport_size(NARROW)
        return list(sights["links"])

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
