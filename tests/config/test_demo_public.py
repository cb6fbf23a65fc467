"""The public site of the demo: a year with outcomes, who says so, and why not where it was not done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.config.demo.ljungby_year import closed_by, tertials
from loftet.portal.services import build_public_folder
from loftet.publication.models import Edition

PLACE = "kommun/0580-linkoping"
LJUNGBY = "kommun/0781-ljungby"
DAYS = (date(2026, 5, 19), date(2026, 5, 20), date(2026, 11, 29))


def built(folder: Path, settings: LazySettings) -> Path:
    settings.PUBLIC_FOLDER = folder / "public"
    build_public_folder(tell=lambda words: None)
    return folder / "public"


def promise_page(public: Path, place: str, title: str) -> Path:
    return next(page for page in (public / place / "lofte").glob("*.html") if title in words(page, "h1"))


def words(path: Path, selector: str = "main") -> str:
    found = HTMLParser(path.read_text()).css(selector)
    return " ".join(" ".join(node.text(separator=" ") for node in found).replace("\u00a0", " ").split())


@pytest.mark.usefixtures("demo")
def test_the_ledger_of_the_demo_stands_in_the_order_of_its_days() -> None:
    kinds = list(Edition.objects.filter(is_demo=True).order_by("number").values_list("kind", flat=True))
    over = len(closed_by(timezone.localdate()))
    of_2023 = ["promise_set", "follow_up", "progress", "follow_up"]
    assert kinds == [*of_2023, "promise_set", *["follow_up"] * over, "answer"]
    days = [each.read_envelope().published_on for each in Edition.objects.order_by("number")]
    assert days == sorted(days)


@pytest.mark.usefixtures("demo")
def test_residents_read_what_came_of_the_year_2023(tmp_path: Path, settings: LazySettings) -> None:
    public = built(tmp_path, settings)
    table = words(public / PLACE / "index.html", ".promises")
    assert "Narkotikahund i skolorna" in table
    assert "5 narkotikasök med hund" in table
    second = words(public / PLACE / "2023-uppfoljning-1.html")
    assert "Inte gjort" in second
    assert "Skolorna hade sommarlov." in second
    told = words(promise_page(public, PLACE, "Narkotikahund"))
    assert "Fem sök med hund i kommunala skolor." in told
    assert "Räknat hittills" in told
    progress = words(public / PLACE / "2023-lage-1.html")
    assert "Räknat 22 januari 2024" in progress


def test_a_tertial_is_closed_when_its_parties_have_had_time_to_tell() -> None:
    closed = {day: [each.order for each in closed_by(day)] for day in DAYS}
    assert closed == {date(2026, 5, 19): [], date(2026, 5, 20): [1], date(2026, 11, 29): [1, 2]}
    assert [each.period.label for each in tertials(2026)][2] == "Tertial 3 2026"


@pytest.mark.usefixtures("demo")
def test_residents_read_target_beside_outcome_of_the_year_that_runs(
    tmp_path: Path, settings: LazySettings
) -> None:
    closed = len(closed_by(timezone.localdate()))
    public = built(tmp_path, settings)
    measured = words(promise_page(public, LJUNGBY, "Vi mäter droger"), ".columns section")
    done = ("Ännu inte uppföljt", "1 av 4 gjorda", "3 av 4 gjorda")[closed]
    assert "Lovat 4 mätningar" in measured
    assert done in measured
    assert ("Pågår" in measured) == (closed > 0)


@pytest.mark.usefixtures("demo")
def test_residents_read_an_answer_and_how_long_it_took(tmp_path: Path, settings: LazySettings) -> None:
    public = built(tmp_path, settings)
    assert "Ja, alla är välkomna." in words(promise_page(public, LJUNGBY, "trygghetsvandringar"))
    assert "1 publicerat svar" in words(public / LJUNGBY / "index.html")
