"""The catalogue keeps the rules of DCAT-AP-SE, as they are restated in dcat_ap_se.ttl."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from rdflib.term import BNode

from loftet.portal.catalogue import SPDX

from .examples import a_country
from .published import Published
from .test_building import build_in

RULES = Graph().parse(Path(__file__).with_name("dcat_ap_se.ttl"))
BASE = "https://loften.example.se/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country()))
    return made / "public"


@pytest.fixture
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / "oppna-data/dcat.rdf", format="xml")


def faults_of(graph: Graph) -> str:
    keeps, _report, words = validate(graph, shacl_graph=RULES)
    return "" if keeps else str(words)


def test_the_catalogue_keeps_the_rules(graph: Graph) -> None:
    assert faults_of(graph) == ""
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 1 + 2 * 4


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        (DCAT.Catalog, DCTERMS.license),
        (DCAT.Dataset, DCTERMS.publisher),
        (DCAT.Dataset, DCAT.contactPoint),
        (DCAT.Distribution, DCAT.accessURL),
        (FOAF.Agent, DCTERMS.type),
    ],
)
def test_the_rules_find_what_is_missing(graph: Graph, kind: URIRef, lost: URIRef) -> None:
    graph.remove((sorted(graph.subjects(RDF.type, kind))[0], lost, None))
    assert "Constraint Violation" in faults_of(graph)


def test_every_node_has_an_absolute_address(graph: Graph) -> None:
    for each in graph.all_nodes():
        assert not isinstance(each, BNode)
        if isinstance(each, URIRef):
            assert str(each).startswith(("http://", "https://", "mailto:"))


def test_each_distribution_is_a_file_of_the_folder(graph: Graph, folder: Path) -> None:
    found = list(graph.subject_objects(DCAT.downloadURL))
    assert len(found) == 27
    for distribution, address in found:
        content = (folder / str(address).removeprefix(BASE)).read_bytes()
        assert int(str(graph.value(distribution, DCAT.byteSize))) == len(content)
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum).lower() == hashlib.sha256(content).hexdigest()


def test_a_site_without_an_address_has_no_catalogue(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()), base_url="")
    assert not (tmp_path / "public/oppna-data/dcat.rdf").exists()
    assert (tmp_path / "public/oppna-data/loften.csv").exists()
