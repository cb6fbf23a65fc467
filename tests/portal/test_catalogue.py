"""The catalogue keeps the rules of DCAT-AP-SE, as they are restated in dcat_ap_se.ttl."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS
from rdflib.term import BNode, Node

from loftet.domain.agreement import PartyRole
from loftet.portal.catalogue import DCATAP, SWEDEN, VCARD, international
from loftet.portal.data_files import LICENCE
from loftet.portal.data_tables import data_tables
from loftet.portal.record import Contact, PublishedEdition

from .examples import POLICE, a_country, edition_of, make_set, withdrawn
from .published import Published
from .test_building import build_in

RULES = Graph().parse(Path(__file__).with_name("dcat_ap_se.ttl"))
BASE = "https://loften.example.se/"
CATALOGUE = "oppna-data/dcat.rdf"
OWN = Contact("Ljungby kommun", "trygg@ljungby.example.se", "0372-78 90 00", "https://ljungby.example.se/")
PUBLISHER, ACCESS = "http://purl.org/adms/publishertype", "http://publications.europa.eu/resource/authority"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    build_in(made, Published(a_country(), told={"0781": OWN}))
    return made / "public"


@pytest.fixture
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / CATALOGUE, format="xml")


def built(folder: Path, editions: list[PublishedEdition], own: Contact | None = None, **site: str) -> Graph:
    """The catalogue, where Ljungby has that contact of its own."""
    build_in(folder, Published(editions, told={"0781": own} if own else {}), **site)
    return Graph().parse(folder / "public" / CATALOGUE, format="xml")


def node(name: str) -> URIRef:
    return URIRef(f"{BASE}{CATALOGUE}#{name}")


def one_of(graph: Graph, kind: Node) -> Node:
    return sorted(graph.subjects(RDF.type, kind))[0]


def faults_of(graph: Graph, *, also_recommended: bool = True) -> str:
    keeps, _report, words = validate(graph, shacl_graph=RULES, allow_warnings=not also_recommended)
    return "" if keeps else str(words)


def published_by_the_police(code: str) -> PublishedEdition:
    document = make_set(code)
    police, town = sorted(document.parties, key=lambda party: party.organisation != POLICE)
    return edition_of(replace(document, parties=(police, town)), 1, date(2024, 1, 20))


def test_the_catalogue_keeps_the_rules(graph: Graph) -> None:
    assert faults_of(graph) == ""
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 1 + 2 * 4


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        (DCAT.Catalog, DCTERMS.license),
        (DCAT.Catalog, DCTERMS.spatial),
        (DCAT.Catalog, DCTERMS.issued),
        (DCAT.Catalog, DCTERMS.modified),
        (DCAT.Dataset, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.accessRights),
        (DCAT.Dataset, DCTERMS.conformsTo),
        (DCAT.Dataset, DCAT.contactPoint),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.Distribution, DCTERMS["format"]),
        (DCAT.Distribution, DCATAP.availability),
        (FOAF.Agent, DCTERMS.type),
        (VCARD.Organization, VCARD.hasEmail),
    ],
)
def test_the_rules_find_what_is_missing(graph: Graph, kind: URIRef, lost: URIRef) -> None:
    graph.remove((one_of(graph, kind), lost, None))
    assert f"Result Path: {lost.n3(graph.namespace_manager)}" in faults_of(graph)


@pytest.mark.parametrize(
    ("kind", "path", "wrong"),
    [
        (DCAT.Catalog, DCTERMS.license, URIRef(LICENCE)),
        (DCAT.Catalog, DCTERMS.spatial, URIRef(f"{BASE}#somewhere")),
        (DCAT.Dataset, DCTERMS.title, Literal("Without a language")),
        (DCAT.Dataset, DCTERMS.accessRights, URIRef(f"{ACCESS}/access-right/OPEN")),
        (DCAT.Dataset, DCAT.theme, URIRef(f"{ACCESS}/data-theme/CRIM")),
        (DCAT.Distribution, DCTERMS.license, URIRef(LICENCE)),
        (DCAT.Distribution, DCTERMS["format"], Literal("CSV")),
        (
            DCAT.Distribution,
            DCTERMS["format"],
            URIRef("http://www.iana.org/assignments/media-types/text/csv"),
        ),
        (FOAF.Agent, DCTERMS.type, URIRef(f"{PUBLISHER}/Police")),
    ],
)
def test_the_rules_find_what_is_wrong(graph: Graph, kind: URIRef, path: URIRef, wrong: Node) -> None:
    graph.set((one_of(graph, kind), path, wrong))
    assert f"Result Path: {path.n3(graph.namespace_manager)}" in faults_of(graph, also_recommended=False)


def test_every_node_has_an_absolute_address(graph: Graph) -> None:
    for each in graph.all_nodes():
        assert not isinstance(each, BNode)
        if isinstance(each, URIRef):
            assert str(each).startswith(("http://", "https://", "mailto:", "tel:+"))


def test_each_distribution_is_a_file_of_the_folder(graph: Graph, folder: Path) -> None:
    found = list(graph.subject_objects(DCAT.downloadURL))
    assert len(found) == 27
    for distribution, address in found:
        content = (folder / str(address).removeprefix(BASE)).read_bytes()
        assert int(str(graph.value(distribution, DCAT.byteSize))) == len(content)


def test_the_dictionary_of_each_dataset_stands_on_the_page(graph: Graph, folder: Path) -> None:
    page = (folder / "oppna-data.html").read_text()
    found = set(graph.objects(None, DCTERMS.conformsTo))
    assert {str(each) for each in found} == {f"{BASE}oppna-data.html#{name}" for name in data_tables()}
    assert all(f'id="{str(each).partition("#")[2]}"' in page for each in found)


def test_the_days_are_those_of_the_editions(graph: Graph, tmp_path: Path) -> None:
    def days(told: Graph, subject: URIRef) -> tuple[str, str]:
        return str(told.value(subject, DCTERMS.issued)), str(told.value(subject, DCTERMS.modified))

    assert days(graph, URIRef(f"{BASE}{CATALOGUE}")) == ("2023-01-20", "2024-09-20")
    assert days(graph, node("loften-0580")) == ("2024-02-01", "2024-02-01")
    emptied = [withdrawn(each) if each.number == 3 else each for each in a_country()]
    assert days(built(tmp_path, emptied), node("loften-0580")) == ("2024-02-01", "2025-02-01")


def test_a_dataset_tells_from_the_first_day_that_was_promised(graph: Graph) -> None:
    period = graph.value(node("loften-0781"), DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2023-01-01"


def test_a_dataset_covers_its_own_municipality(graph: Graph) -> None:
    area = node("kommun-0781")
    assert set(graph.objects(node("utfall-0781"), DCTERMS.spatial)) == {area}
    assert graph.value(area, DCTERMS.identifier) == Literal("0781")
    assert graph.value(area, SKOS.prefLabel) == Literal("Ljungby", lang="sv")
    box = "POLYGON((13.296 56.61, 14.304 56.61, 14.304 57.068, 13.296 57.068, 13.296 56.61))"
    assert str(graph.value(area, DCAT.bbox)) == box
    assert graph.value(node("loften-sverige"), DCTERMS.spatial) == SWEDEN


def test_a_site_of_one_municipality_covers_no_more(tmp_path: Path) -> None:
    graph = built(tmp_path, [edition_of(make_set("0580"), 1, date(2024, 2, 1))])
    assert faults_of(graph) == ""
    assert set(graph.objects(None, DCTERMS.spatial)) == {node("kommun-0580")}


def test_a_description_is_a_sentence_of_its_own(graph: Graph) -> None:
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        titles = {str(title) for title in graph.objects(dataset, DCTERMS.title)}
        for told in graph.objects(dataset, DCTERMS.description):
            assert str(told).endswith(".")
            assert str(told).removesuffix(".") not in titles
            assert "{" not in str(told)
    told = {str(each) for each in graph.objects(node("loften-0781"), DCTERMS.description)}
    assert any("invånarna i Ljungby" in each for each in told)
    assert any("the residents of Ljungby" in each for each in told)


def contact_of(graph: Graph, dataset: str) -> tuple[str, ...]:
    contact = graph.value(node(dataset), DCAT.contactPoint)
    number = graph.value(graph.value(contact, VCARD.hasTelephone), VCARD.hasValue)
    return (*(str(graph.value(contact, each)) for each in (VCARD.hasEmail, VCARD.hasURL)), str(number))


def test_a_municipality_is_reached_as_it_says_itself(graph: Graph) -> None:
    own = ("mailto:trygg@ljungby.example.se", "https://ljungby.example.se/", "tel:+46372789000")
    site = ("mailto:trygghet@example.se", f"{BASE}kontakt.html", "tel:+46100000000")
    assert contact_of(graph, "loften-0781") == contact_of(graph, "utfall-0781") == own
    assert contact_of(graph, "loften-0580") == contact_of(graph, "loften-sverige") == site


def test_without_a_mailbox_there_is_no_contact_and_no_fault(tmp_path: Path) -> None:
    graph = built(tmp_path, a_country(), contact_email="")
    assert not list(graph.subject_objects(DCAT.contactPoint))
    assert faults_of(graph, also_recommended=False) == ""


def test_a_site_of_one_municipality_is_reached_as_that_one(tmp_path: Path) -> None:
    graph = built(tmp_path, [edition_of(make_set("0781"), 1, date(2024, 2, 1))], OWN, contact_email="")
    assert contact_of(graph, "loften-sverige") == contact_of(graph, "loften-0781")
    assert faults_of(graph) == ""


def test_a_municipality_has_its_contact_where_the_site_has_none(tmp_path: Path) -> None:
    graph = built(tmp_path, a_country(), OWN, contact_email="", contact_phone="")
    with_contact = {str(dataset) for dataset in graph.subjects(DCAT.contactPoint)}
    assert with_contact == {str(node("loften-0781")), str(node("utfall-0781"))}
    assert faults_of(graph, also_recommended=False) == ""


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("0372-78 90 00", "+46372789000"),
        ("+46 372 78 90 00", "+46372789000"),
        ("0046 372 78 90 00", "+46372789000"),
        ("114 14", ""),
        ("", ""),
    ],
)
def test_a_telephone_number_has_its_country(phone: str, expected: str) -> None:
    assert international(phone) == expected


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_the_police_are_a_national_authority(tmp_path: Path, is_withdrawn: bool) -> None:
    """Also where the document that told their role is gone."""
    edition = published_by_the_police("0580")
    graph = built(tmp_path, [withdrawn(edition) if is_withdrawn else edition])
    (agent,) = set(graph.objects(None, DCTERMS.publisher))
    assert str(graph.value(agent, FOAF.name)) == "Polisen i Linköping"
    assert str(graph.value(agent, DCTERMS.type)) == f"{PUBLISHER}/NationalAuthority"
    assert faults_of(graph) == ""


def test_the_data_are_the_municipality_s_whatever_it_is_called(tmp_path: Path) -> None:
    by_police = published_by_the_police("0180")
    document = make_set("0180", 2025)
    town, police = document.parties
    named = replace(document, parties=(replace(town, name="Stockholms stad"), police))
    graph = built(tmp_path, [by_police, edition_of(named, 2, date(2025, 1, 20))])
    agent = graph.value(node("loften-0180"), DCTERMS.publisher)
    assert str(graph.value(agent, FOAF.name)) == "Stockholms stad"
    assert str(graph.value(agent, DCTERMS.type)) == f"{PUBLISHER}/LocalAuthority"


def test_another_party_is_not_called_an_authority(tmp_path: Path) -> None:
    document = make_set("0580")
    town, police = document.parties
    other = replace(town, name="Trygg i centrum", role=PartyRole.OTHER)
    graph = built(tmp_path, [edition_of(replace(document, parties=(other, police)), 1, date(2024, 1, 20))])
    (agent,) = set(graph.objects(None, DCTERMS.publisher))
    assert str(graph.value(agent, DCTERMS.type)) == f"{PUBLISHER}/NonProfitOrganisation"


def test_a_site_without_an_address_has_no_catalogue(tmp_path: Path) -> None:
    build_in(tmp_path, Published(a_country()), base_url="")
    assert not (tmp_path / "public" / CATALOGUE).exists()
    assert (tmp_path / "public/oppna-data/loften.csv").exists()


def test_a_site_without_data_has_no_catalogue(tmp_path: Path) -> None:
    build_in(tmp_path, Published([]))
    assert not (tmp_path / "public" / CATALOGUE).exists()
    assert "dcat.rdf" not in (tmp_path / "public/oppna-data.html").read_text()
