"""Language and colours: chosen, remembered, never guessed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from loftet.web.preferences import chosen_language, chosen_scheme

REMEMBERED: list[tuple[str, str]] = []


def remember(person: Any, language: str) -> None:
    REMEMBERED.append((person.name, language))


def test_swedish_is_spoken_whatever_the_browser_wishes(site: Client) -> None:
    answer = site.get("/", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "sv"
    assert "Hoppa till innehållet" in answer.content.decode()


@pytest.mark.parametrize(
    ("person", "cookie", "spoken"),
    [("en", "sv", "en"), ("", "en", "en"), ("", "", "sv"), ("", "klingon", "sv"), ("klingon", "en", "en")],
)
def test_the_persons_choice_goes_before_the_browsers(
    rf: RequestFactory, person: str, cookie: str, spoken: str
) -> None:
    request = rf.get("/")
    request.COOKIES["lf_language"] = cookie
    request.user = SimpleNamespace(language=person)  # type: ignore[assignment]
    assert chosen_language(request) == spoken


def test_colours_are_the_devices_until_chosen(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert chosen_scheme(request) == "auto"
    request.COOKIES["lf_scheme"] = "dark"
    assert chosen_scheme(request) == "dark"
    request.COOKIES["lf_scheme"] = '"><script>'
    assert chosen_scheme(request) == "auto"


def test_a_language_is_remembered_in_the_browser(site: Client) -> None:
    answer = site.post("/installningar/sprak/", {"language": "en", "next": "/detail/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/detail/?a=1")
    assert "Skip to the content" in site.get("/").content.decode()


def test_a_language_is_remembered_with_the_person(site: Client, settings: Settings) -> None:
    REMEMBERED.clear()
    settings.REMEMBER_LANGUAGE = f"{__name__}.remember"
    site.post("/installningar/sprak/", {"language": "en"})
    assert REMEMBERED == [("Asta Asp", "en")]


@pytest.mark.parametrize("path", ["/installningar/sprak/", "/installningar/utseende/"])
@pytest.mark.parametrize(
    "away", ["https://example.com/", "//example.com/", "javascript:alert(1)", "", "\\\\example.com"]
)
def test_a_choice_never_leads_to_another_site(site: Client, path: str, away: str) -> None:
    answer = site.post(path, {"language": "en", "scheme": "dark", "next": away})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_colours_are_remembered(site: Client) -> None:
    site.post("/installningar/utseende/", {"scheme": "dark"})
    page = site.get("/").content.decode()
    assert 'data-color-scheme="dark"' in page
    assert 'value="dark" aria-pressed="true"' in page


@pytest.mark.parametrize("value", ["", "klingon", "x" * 9000, "\0"])
def test_a_strange_choice_changes_nothing(site: Client, value: str) -> None:
    site.post("/installningar/sprak/", {"language": value})
    site.post("/installningar/utseende/", {"scheme": value})
    assert not {"lf_language", "lf_scheme"} & site.cookies.keys()


@pytest.mark.parametrize("path", ["/installningar/sprak/", "/installningar/utseende/"])
def test_a_choice_is_made_by_post_only(site: Client, path: str) -> None:
    assert site.get(path).status_code == 405
