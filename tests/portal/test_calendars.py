"""Calendars of what comes next: days that are promised to residents, read back as a calendar reads them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr

from loftet.domain.cadences import MONTHS
from loftet.domain.commitment import Cadence
from loftet.domain.plan import turns_in
from loftet.domain.promise_set import FocusAreaText
from loftet.portal.calendars import municipality_calendars
from loftet.portal.record import PublishedEdition, record_of

from .examples import WASTEWATER, a_country, edition_of, make_set, withdrawn
from .published import Published, make_site
from .test_building import build_in

OWN = "kommun/0781-ljungby"
SET = f"{OWN}/2024-medborgarlofte-1.ics"
LAST = date(2024, 12, 31)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country()))
    return made / "public"


def events(content: bytes) -> dict[str, icalendar.Event]:
    """By UID; two with the same would be one to a calendar."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    kept = {str(each["uid"]): each for each in found}
    assert len(kept) == len(found)
    return kept


def calendars_of(editions: list[PublishedEdition]) -> dict[str, dict[str, icalendar.Event]]:
    record = record_of("0781", editions)
    return {path: events(content) for path, content in municipality_calendars(record, make_site())}


def days_of(event: icalendar.Event) -> list[date]:
    """Every day that a calendar shows the event on."""
    first = event["dtstart"].dt
    if "rrule" not in event:
        return [first]
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime.combine(first, time()))
    return [each.date() for each in rule]


def test_a_set_tells_its_days_and_the_turns_of_what_is_promised_each_month(folder: Path) -> None:
    told = events((folder / SET).read_bytes())
    [checks] = [each for uid, each in told.items() if "/c2@" in uid]
    assert days_of(checks) == [*(date(2024, month, 1) - timedelta(days=1) for month in range(2, 13)), LAST]
    assert str(checks["summary"]) == "Senast i dag: Tjugominuterskontroller varje månad"
    assert "2 tjugominuterskontroller" in str(checks["description"])
    days = [day for each in told.values() if each is not checks for day in days_of(each)]
    assert set(days) == {date(2024, 1, 1), LAST}, "four a year is no day of its own"


@pytest.mark.parametrize("every", MONTHS)
@pytest.mark.parametrize("first", [date(2024, 1, 1), date(2024, 3, 1), date(2024, 2, 15)], ids=str)
@pytest.mark.parametrize("last", [LAST, date(2026, 2, 28), date(2027, 5, 9)], ids=str)
def test_the_turns_of_every_cadence_come_on_their_days(every: Cadence, first: date, last: date) -> None:
    commitment = replace(make_set("0781").promises[0].commitments[0], key="turn", every=every)
    promise = replace(WASTEWATER, commitments=(commitment,))
    areas = (FocusAreaText("Narkotika", (promise,)),)
    document = make_set("0781", starts_on=first, ends_on=last, focus_areas=areas)
    told = calendars_of([edition_of(document, 1, date(2024, 1, 22))])[SET]
    shown = [day for uid, each in told.items() if "/turn" in uid for day in days_of(each)]
    assert sorted(shown) == [day for _first, day in turns_in((first, last), every)]


def test_an_event_lasts_its_day_and_leads_to_a_page(folder: Path) -> None:
    for each in events((folder / OWN / "index.ics").read_bytes()).values():
        assert each["dtend"].dt - each["dtstart"].dt == timedelta(days=1)
        assert (folder / str(each["url"]).removeprefix("https://loften.example.se/")).is_file()


def test_the_municipality_has_the_days_of_all_its_sets(folder: Path) -> None:
    every = events((folder / OWN / "index.ics").read_bytes())
    of_sets = [events(each.read_bytes()) for each in (folder / OWN).glob("*-medborgarlofte-*.ics")]
    assert of_sets
    assert every.keys() == set().union(*of_sets)


@pytest.mark.parametrize("language", ["", "en/"], ids=["Swedish", "English"])
def test_the_pages_of_municipality_and_set_lead_to_their_calendar(folder: Path, language: str) -> None:
    for page in ("index.html", "2024-medborgarlofte-1.html"):
        content = (folder / language / OWN / page).read_text(encoding="utf-8")
        [address] = re.findall(r'href="([^"]+\.ics)"', content)
        beside = f"{OWN}/{page.replace('.html', '.ics')}"
        assert posixpath.normpath(f"{language}{OWN}/{address}") == beside


def test_a_new_edition_moves_the_days_that_are_known_and_makes_no_others() -> None:
    first = edition_of(make_set("0781"), 1, date(2024, 1, 22))
    again = edition_of(make_set("0781", version=2), 2, date(2024, 3, 5), replaces=first)
    old, new = calendars_of([first])[SET], calendars_of([first, again])[SET]
    assert new.keys() == old.keys()
    assert {int(each["sequence"]) for each in old.values()} == {0}
    assert {int(each["sequence"]) for each in new.values()} == {1}


def test_what_is_withdrawn_leaves_the_calendar() -> None:
    told = calendars_of([withdrawn(edition_of(make_set("0781"), 1, date(2024, 1, 22)))])
    assert list(told) == [f"{OWN}/index.ics"]
    assert told[f"{OWN}/index.ics"] == {}


def test_a_site_without_address_has_no_calendars() -> None:
    record = record_of("0781", [edition_of(make_set("0781"), 1, date(2024, 1, 22))])
    assert not list(municipality_calendars(record, make_site(base_url="")))
