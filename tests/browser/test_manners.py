"""Choices that are remembered, and the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.visits import Visitor

COORDINATOR = "Trygghetssamordnare Norrköping"
MOST_TABS = 120
# Inside a date field the browser itself shows where the focus is.
FOCUSED = """() => {
  const it = document.activeElement
  const rings = [it, it.closest('.ds-field') || it].map(each => getComputedStyle(each))
  const isRinged = rings.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
  const appears = it.matches('a[href="#main"]') && it.getBoundingClientRect().height > 20
  const isInside = it.type === 'date' && !it.matches(':focus')
  const shown = appears || isInside || isRinged
  return [it.innerText || it.getAttribute('aria-label') || it.labels?.[0]?.innerText || '', shown]
}"""


def test_the_language_follows_the_person(visitor: Visitor, second_visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(COORDINATOR)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    visitor.press("English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("My day")

    # Somebody else who tries the same person of the demo begins in the language of their own browser.
    second_visitor.sign_in(COORDINATOR)
    expect(second_visitor.page.get_by_role("heading", level=1)).to_have_text("Min dag")


def test_the_language_follows_the_browser_of_who_is_not_signed_in(visitor: Visitor) -> None:
    visitor.go("/om/")
    visitor.press("English")
    visitor.go("/tillganglighet/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")


def test_the_colours_are_remembered(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/om/")
    light = background(page)
    visitor.press("Mörkt")
    expect(page.get_by_role("button", name="Mörkt")).to_have_attribute("aria-pressed", "true")
    visitor.go("/tillganglighet/")
    assert background(page) != light
    page.emulate_media(color_scheme="light")
    assert background(page) != light, "what was chosen goes before what the device has"


def test_the_keyboard_reaches_everything(visitor: Visitor) -> None:
    """From the demo's page to a saved draft without a mouse, with the focus always in sight."""
    page = visitor.page
    visitor.go("/demo/")
    press_key_on(page, "Trygghetssamordnare Linköping", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Min dag")
    page.keyboard.press("Tab")
    assert focused(page)[0] == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main"
    visitor.go("/overenskommelser/")
    press_key_on(page, "Ny överenskommelse", "Enter")
    tab_to(page, "Rubrik")
    page.keyboard.type("Skriven med tangentbord")
    press_key_on(page, "Spara utkastet", "Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriven med tangentbord")


def test_what_is_wrong_is_told_first(visitor: Visitor) -> None:
    """The summary of what is wrong has the focus, and its links lead to the fields."""
    page = visitor.page
    visitor.sign_in("Trygghetssamordnare Linköping")
    visitor.go("/overenskommelser/ny/")
    visitor.press("Spara utkastet")
    assert visitor.status == 422
    page.get_by_role("link", name="Rubrik").first.click()
    assert "Rubrik" in focused(page)[0]
    expect(page.get_by_label("Rubrik")).to_have_attribute("aria-invalid", "true")


def tab_to(page: Page, words: str) -> None:
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        found, shown = focused(page)
        assert shown, f"the focus cannot be seen on '{found}'"
        if found.startswith(words):
            return
    raise AssertionError(f"the keyboard does not reach '{words}'")


def press_key_on(page: Page, words: str, key: str) -> None:
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press(key)


def focused(page: Page) -> tuple[str, bool]:
    words, shown = page.evaluate(FOCUSED)
    return words.strip(), shown


def background(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour
