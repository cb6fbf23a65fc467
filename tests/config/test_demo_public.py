"""The public site of the demo: a year with outcomes, who says so, and why not where it was not done."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from loftet.portal.services import build_public_folder
from loftet.publication.models import Edition

PLACE = "kommun/0580-linkoping"


def built(folder: Path, settings: LazySettings) -> Path:
    settings.PUBLIC_FOLDER = folder / "public"
    build_public_folder(tell=lambda words: None)
    return folder / "public"


def words(path: Path, selector: str = "main") -> str:
    found = HTMLParser(path.read_text()).css(selector)
    return " ".join(" ".join(node.text(separator=" ") for node in found).replace("\u00a0", " ").split())


@pytest.mark.usefixtures("demo")
def test_the_ledger_of_the_demo_stands_in_the_order_of_its_days() -> None:
    kinds = list(Edition.objects.filter(is_demo=True).order_by("number").values_list("kind", flat=True))
    assert kinds == ["promise_set", "follow_up", "progress", "follow_up", "promise_set"]
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
    promise = next(
        page for page in (public / PLACE / "lofte").iterdir() if "Narkotikahund" in words(page, "h1")
    )
    told = words(promise)
    assert "Fem sök med hund i kommunala skolor." in told
    assert "Räknat hittills" in told
    progress = words(public / PLACE / "2023-lage-1.html")
    assert "Räknat 22 januari 2024" in progress
