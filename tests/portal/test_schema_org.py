"""schema.org on the pages: whole, true, and let through by the policy on content."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from rdflib import RDF, Dataset, URIRef

from loftet.portal.structured import structured
from tests.portal.examples import AREAS, a_country, edition_of, make_set
from tests.portal.progress_examples import with_progress
from tests.portal.published import Published
from tests.portal.test_building import build_in
from tests.portal.test_in_browser import KINDS, OWN, PROMISE, browser, opened

__all__ = ["browser"]  # fixture
BASE = "https://loften.example.se"
ORG = "https://schema.org/"
NEW_KEY = "0b1f6c1e-8d0a-4c35-9e6e-00000000000a"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(with_progress()))
    return made / "public"


def nodes_of(page: Path) -> dict[str, Any]:
    found = SCRIPT.search(page.read_text())
    assert found, page
    return {node["@type"]: node for node in json.loads(found[1])["@graph"]}


def graph_of(page: Path) -> Dataset:
    """As a reader of linked data gets it; the context is given, for tests call nobody."""
    found = SCRIPT.search(page.read_text())
    assert found
    data = {**json.loads(found[1]), "@context": {"@vocab": ORG}}
    made = Dataset(default_union=True)
    made.parse(data=json.dumps(data), format="json-ld")
    return made


def test_a_promise_says_whose_it_is_and_where_it_belongs(folder: Path) -> None:
    nodes = nodes_of(folder / f"{PROMISE}1.html")
    article = nodes["Article"]
    assert article["headline"] == "Vi mäter droger i avloppsvattnet"
    assert article["url"] == f"{BASE}/{PROMISE}1.html"
    assert {each["@type"] for each in article["author"]} == {"GovernmentOrganization"}
    assert article["isPartOf"]["url"] == f"{BASE}/{OWN}/2024-medborgarlofte-1.html"
    steps = [each["item"] for each in nodes["BreadcrumbList"]["itemListElement"]]
    assert steps[0] == f"{BASE}/{OWN}/index.html"
    assert steps[-1] == article["url"]


@pytest.mark.filterwarnings("ignore:(Dataset.default_context|ConjunctiveGraph) is deprecated")  # rdflib
def test_every_kind_of_page_says_what_it_is(folder: Path) -> None:
    kinds = {
        "index.html": "WebSite",
        "oppna-data.html": "Dataset",
        f"{OWN}/index.html": "WebPage",
        f"{OWN}/2024-medborgarlofte-1.html": "Article",
        f"{OWN}/2024-uppfoljning-1.html": "Report",
    }
    for path, kind in kinds.items():
        graph = graph_of(folder / path)
        assert list(graph.subjects(RDF.type, URIRef(f"{ORG}{kind}"))), path


def test_every_address_that_is_named_is_there(folder: Path) -> None:
    named = set()
    for page in (*folder.glob("*.html"), *folder.glob("kommun/*/*.html"), *folder.glob("kommun/*/*/*.html")):
        found = SCRIPT.search(page.read_text())
        named |= set(re.findall(rf'"{BASE}/([^"]+)"', found[1])) if found else set()
    assert len(named) > 20
    assert [each for each in named if not (folder / each).is_file()] == []


def test_no_words_end_the_script(tmp_path: Path) -> None:
    title = "</script><b>Löfte & annat</b>"
    area = replace(AREAS[0], promises=(replace(AREAS[0].promises[0], key=NEW_KEY, title=title),))
    document = make_set("0580", 2025, focus_areas=(area,))
    editions = [*a_country(), edition_of(document, 8, a_country()[-1].published_on)]
    build_in(tmp_path, Published(editions))
    page = tmp_path / "public/kommun/0580-linkoping" / f"lofte/{NEW_KEY}.html"
    assert nodes_of(page)["Article"]["headline"] == title


def test_without_an_address_nothing_is_said() -> None:
    assert structured({"trail": [("a", "b")], "trail_end": "c"}, "x.html", "sv", "") == ""


def test_the_policy_on_content_lets_it_stand(browser: Browser, folder: Path) -> None:
    with opened(browser, folder.as_uri()) as page:
        for path in KINDS.values():
            if path != "404.html":  # its links begin at the root of the site
                page.goto((folder / path).as_uri())
        page.goto((folder / f"{PROMISE}1.html").as_uri())
        assert page.locator("script[type='application/ld+json']").count() == 1
