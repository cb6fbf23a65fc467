"""What the shell around every page shows."""

from __future__ import annotations

from types import SimpleNamespace

from django.test import Client, RequestFactory

from loftet.web.context import make_shell, shell
from loftet.web.pages import page_of


def test_the_menu_shows_what_exists_and_the_role_may_see(site: Client) -> None:
    page = site.get("/detail/").content.decode()
    assert "Lägesbild" in page
    assert "Personer</a>" not in page
    assert "Kameror" not in page


def test_the_menu_tells_where_one_is(site: Client) -> None:
    assert (
        '<a href="/detail/" aria-current="page">Överenskommelser</a>' in site.get("/detail/").content.decode()
    )


def test_the_shell_tells_who_acts_for_whom(site: Client) -> None:
    page = site.get("/").content.decode()
    assert "Kommunpolis Linköping" in page
    assert "Polisen, lokalpolisområde Linköping" in page
    assert "Logga ut" in page


def test_it_shows_no_menu_to_who_acts_for_nobody(site: Client, rf: RequestFactory) -> None:
    made = make_shell(rf.get("/om/"))
    assert (made.person, made.organisation, made.navigation) == ("", "", ())


def test_a_person_without_organisation_is_still_named(site: Client, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = SimpleNamespace(name="Bo Berg", is_authenticated=True)  # type: ignore[assignment]
    assert make_shell(request).person == "Bo Berg"


def test_nothing_is_looked_up_until_a_page_asks(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert set(shell(request)) == {"shell"}


def test_a_list_shows_the_page_asked_for_or_the_nearest(rf: RequestFactory) -> None:
    rows = list(range(120))
    assert page_of(rf.get("/", {"sida": "2"}), rows).object_list == rows[50:100]
    assert page_of(rf.get("/", {"sida": "99"}), rows).number == 3
    assert page_of(rf.get("/", {"sida": "två"}), rows).number == 1
    assert page_of(rf.get("/"), []).object_list == []


def test_a_long_list_leaves_out_the_far_pages(rf: RequestFactory) -> None:
    page = page_of(rf.get("/", {"sida": "10"}), list(range(1000)), per_page=50)
    assert page.shown_numbers() == [1, "…", 9, 10, 11, "…", 20]


def test_turning_the_page_keeps_the_rest_of_the_question(site: Client) -> None:
    assert 'href="?q=park&amp;sida=2"' in site.get("/", {"q": "park"}).content.decode()


def test_every_page_forbids_what_it_does_not_need(site: Client) -> None:
    answer = site.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Cookie" in answer["Vary"]


def test_the_sites_own_pages_are_there(site: Client) -> None:
    assert "EUPL-1.2" in site.get("/om/").content.decode()
    assert "WCAG 2.2" in site.get("/tillganglighet/").content.decode()
