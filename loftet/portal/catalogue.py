"""The catalogue that the national data portal harvests: DCAT-AP-SE 3.0.1 as RDF/XML.

Every node has an absolute address; the portal takes no blank ones for what matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from loftet.domain.addresses import address_name
from loftet.domain.agreement import PartyRole
from loftet.domain.municipalities import municipality, municipality_box

from . import addresses
from .data_files import about, title_of
from .data_tables import DataTable, data_tables
from .record import Contact

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
WKT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
NAMESPACES: Mapping[str, str] = {
    "dcat": str(DCAT),
    "dcatap": str(DCATAP),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "rdf": str(RDF),
    "skos": str(SKOS),
    "vcard": str(VCARD),
}
EU = "http://publications.europa.eu/resource/authority"
THEMES = (URIRef(f"{EU}/data-theme/JUST"), URIRef(f"{EU}/data-theme/GOVE"))
SWEDISH, ENGLISH = URIRef(f"{EU}/language/SWE"), URIRef(f"{EU}/language/ENG")
PUBLIC = URIRef(f"{EU}/access-right/PUBLIC")
STABLE = URIRef(f"{EU}/planned-availability/STABLE")
# Licence and country as DIGG writes them: another spelling of an address is another thing.
LICENCE = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
SWEDEN = URIRef("http://sws.geonames.org/2661886")
_PUBLISHER = "http://purl.org/adms/publishertype"
PUBLISHER_TYPES: Mapping[PartyRole, URIRef] = {
    PartyRole.MUNICIPALITY: URIRef(f"{_PUBLISHER}/LocalAuthority"),
    PartyRole.POLICE: URIRef(f"{_PUBLISHER}/NationalAuthority"),
    # The documents tell no more of the others; those that publish alone are associations first of all.
    PartyRole.OTHER: URIRef(f"{_PUBLISHER}/NonProfitOrganisation"),
}
FORMATS: Mapping[str, tuple[str, str, str]] = {
    "csv": ("text/csv", "CSV, med ordlista bredvid (CSV on the Web)", "CSV, with its dictionary beside it"),
    "json": (
        "application/json",
        "JSON, med ordlista och licens i filen",
        "JSON, with dictionary and licence",
    ),
    "jsonld": ("application/ld+json", "JSON-LD, länkade data", "JSON-LD, linked data"),
}
_NODE = "  <rdf:Description "
KEYWORDS = (("medborgarlöfte", "citizen promise"), ("brottsförebyggande arbete", "crime prevention"))


@dataclass(frozen=True)
class Published:
    """Whose the datasets of a municipality are, or those of all where it has no code; and of which days.

    `first_on` and `last_on` are when anything was published first and last, `tells_from` is what it is of.
    """

    code: str
    publisher: str
    role: PartyRole
    contact: Contact | None
    first_on: date
    last_on: date
    tells_from: date


def catalogue(
    country: Published,
    places: Sequence[Published],
    nodes: Iterable[str],
    sizes: Mapping[str, int],
    *,
    base_url: str,
) -> bytes:
    """Return the RDF/XML.

    `nodes` are those of all places, `sizes` the number of bytes of each file of the whole country.
    """
    made = _Catalogue(base_url)
    made.describe(country, places)
    made.add_dataset("loften", country, sizes, made.area(places))
    for each in {address_name(each.publisher): each for each in (*reversed(places), country)}.values():
        made.add_agent(each)  # once for all: two that told of the same publisher could differ
    # Sorted: a graph has no order of its own, and the same catalogue is to be the same bytes.
    return "".join([_head(), *sorted(made.nodes().union(nodes)), "</rdf:RDF>\n"]).encode()


def nodes_of(place: Published, sizes: Mapping[str, int], *, base_url: str) -> list[str]:
    """Return each node that tells of a municipality, as it is written, but not its publisher.

    `sizes` are the number of bytes of each file of its data, by name.
    """
    made = _Catalogue(base_url)
    for name in data_tables():
        made.add_dataset(name, place, sizes, made.area([place]))
    return sorted(made.nodes())


def _head() -> str:
    """What stands before the nodes: every vocabulary, since municipalities' nodes are made by themselves."""
    told = "".join(f'\n   xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{told}\n>\n'


def _slug(name: str, code: str) -> str:
    return f"{name}-{code or 'sverige'}"


def international(phone: str) -> str:
    """Return a Swedish number with the country before it, or nothing where it cannot be dialled so."""
    digits = re.sub(r"[^0-9+]", "", phone)
    whole = re.sub(r"^(00(?=[1-9])|0(?=[1-9]))", lambda found: "+" if found[0] == "00" else "+46", digits)
    return whole if re.fullmatch(r"\+[1-9][0-9]{6,14}", whole) else ""


class _Catalogue:
    """A graph while it is made."""

    def __init__(self, base_url: str) -> None:
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in NAMESPACES.items():
            self.graph.bind(prefix, namespace)
        self._base = base_url
        self._own = f"{base_url}/{addresses.CATALOGUE}"
        self._catalogue = URIRef(self._own)

    def describe(self, country: Published, places: Sequence[Published]) -> None:
        self._tell(self._catalogue, RDF.type, DCAT.Catalog)
        self._tell_in_both(self._catalogue, DCTERMS.title, "Medborgarlöften", "Citizen promises")
        self._tell_in_both(
            self._catalogue,
            DCTERMS.description,
            "Vad kommuner och polisen har lovat invånarna, vad som har gjorts och hur det bedöms.",
            "What municipalities and the police have promised residents, what was done and how it is judged.",
        )
        self._tell(self._catalogue, DCTERMS.publisher, self._agent(country))
        self._tell(self._catalogue, DCTERMS.license, LICENCE)
        self._tell(self._catalogue, DCTERMS.spatial, self.area(places))
        self._tell(self._catalogue, FOAF.homepage, URIRef(f"{self._base}/"))
        self._tell(self._catalogue, DCTERMS.language, SWEDISH, ENGLISH)
        self._tell(self._catalogue, DCAT.themeTaxonomy, URIRef(f"{EU}/data-theme"))
        self._tell_days(self._catalogue, country)
        self._tell(self._catalogue, DCAT.dataset, self._node(_slug("loften", "")))
        for slug in (_slug(name, place.code) for place in places for name in data_tables()):
            self._tell(self._catalogue, DCAT.dataset, self._node(slug))

    def nodes(self) -> frozenset[str]:
        """Each node as it is written."""
        text = self.graph.serialize(format="xml").removesuffix("</rdf:RDF>\n")
        return frozenset(f"{_NODE}{node}" for node in text.split(_NODE)[1:])

    def add_dataset(self, name: str, place: Published, sizes: Mapping[str, int], area: URIRef) -> None:
        table, slug = data_tables()[name], _slug(name, place.code)
        dataset = self._node(slug)
        self._tell(dataset, RDF.type, DCAT.Dataset)
        self._tell_words(dataset, table, place.code)
        self._tell(dataset, DCTERMS.publisher, self._agent(place))
        self._tell(dataset, DCTERMS.identifier, Literal(str(dataset)))
        self._tell(dataset, DCTERMS.accessRights, PUBLIC)
        self._tell(dataset, DCTERMS.language, SWEDISH)
        self._tell(dataset, DCTERMS.accrualPeriodicity, URIRef(f"{EU}/frequency/IRREG"))
        self._tell(dataset, DCTERMS.conformsTo, self._standard(table))
        self._tell(dataset, DCTERMS.spatial, area)
        self._tell(dataset, DCTERMS.temporal, self._period(slug, place.tells_from))
        self._tell(dataset, DCAT.theme, *THEMES)
        self._tell(dataset, DCAT.landingPage, URIRef(f"{self._base}/{addresses.OPEN_DATA}"))
        self._tell_days(dataset, place)
        if place.contact:
            self._tell(dataset, DCAT.contactPoint, self._contact(place.code, place.contact))
        for ending in FORMATS:
            size = sizes[f"{name}.{ending}"]
            self._tell(dataset, DCAT.distribution, self._distribution(table, place.code, ending, size))

    def add_agent(self, published: Published) -> None:
        agent = self._agent(published)
        self._tell(agent, RDF.type, FOAF.Agent)
        self._tell(agent, FOAF.name, Literal(published.publisher, lang="sv"))
        self._tell(agent, DCTERMS.type, PUBLISHER_TYPES[published.role])

    def area(self, places: Sequence[Published]) -> URIRef:
        """The municipality, where there is but one; else the country."""
        if len(places) == 1:
            return self._municipality(places[0].code)
        self._tell(SWEDEN, RDF.type, DCTERMS.Location)
        return SWEDEN

    def _municipality(self, code: str) -> URIRef:
        """A place of our own, told by name, code and rectangle: no register of addresses is known here."""
        area, box = self._node(f"kommun-{code}"), municipality_box(code)
        corners = (
            (box.west, box.south),
            (box.east, box.south),
            (box.east, box.north),
            (box.west, box.north),
            (box.west, box.south),
        )
        ring = ", ".join(f"{east} {north}" for east, north in corners)
        self._tell(area, RDF.type, DCTERMS.Location)
        self._tell(area, DCTERMS.identifier, Literal(code))
        self._tell(area, SKOS.prefLabel, Literal(municipality(code).name, lang="sv"))
        self._tell(area, DCAT.bbox, Literal(f"POLYGON(({ring}))", datatype=WKT))
        return area

    def _agent(self, published: Published) -> URIRef:
        return self._node(f"utgivare-{address_name(published.publisher)}")

    def _standard(self, table: DataTable) -> URIRef:
        """The data dictionary, where people read it."""
        standard = URIRef(f"{self._base}/{addresses.OPEN_DATA}#{table.name}")
        self._tell(standard, RDF.type, DCTERMS.Standard)
        self._tell_in_both(
            standard, DCTERMS.title, f"Ordlista: {table.swedish}", f"Dictionary: {table.english}"
        )
        self._tell_in_both(
            standard,
            DCTERMS.description,
            "Vad varje kolumn i tabellen betyder.",
            "What each column of the table means.",
        )
        return standard

    def _period(self, slug: str, starts_on: date) -> URIRef:
        period = self._node(f"tid-{slug}")
        self._tell(period, RDF.type, DCTERMS.PeriodOfTime)
        self._tell(period, DCAT.startDate, Literal(starts_on, datatype=XSD.date))
        return period

    def _contact(self, code: str, contact: Contact) -> URIRef:
        found = self._node(_slug("kontakt", code))
        self._tell(found, RDF.type, VCARD.Organization)
        self._tell(found, VCARD.fn, Literal(contact.name))
        self._tell(found, VCARD.hasEmail, URIRef(f"mailto:{quote(contact.email, safe='@+')}"))
        if contact.web_address.startswith(("https://", "http://")):
            self._tell(found, VCARD.hasURL, URIRef(contact.web_address))
        if number := international(contact.phone):
            self._tell(found, VCARD.hasTelephone, self._telephone(code, number))
        return found

    def _telephone(self, code: str, number: str) -> URIRef:
        found = self._node(_slug("telefon", code))
        self._tell(found, RDF.type, VCARD.Voice)
        self._tell(found, VCARD.hasValue, URIRef(f"tel:{number}"))
        return found

    def _distribution(self, table: DataTable, code: str, ending: str, size: int) -> URIRef:
        media, swedish, english = FORMATS[ending]
        found = self._node(f"{_slug(table.name, code)}-{ending}")
        address = URIRef(f"{self._base}/{addresses.data_folder(code)}/{table.name}.{ending}")
        self._tell(found, RDF.type, DCAT.Distribution)
        self._tell(found, DCAT.accessURL, address)
        self._tell(found, DCAT.downloadURL, address)
        self._tell(found, DCTERMS["format"], Literal(media))
        self._tell(found, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger))
        self._tell(found, DCATAP.availability, STABLE)
        self._tell(found, DCTERMS.license, LICENCE)
        self._tell_in_both(found, DCTERMS.title, swedish.split(",")[0], english.split(",")[0])
        self._tell_in_both(found, DCTERMS.description, swedish, english)
        self._tell(found, DCTERMS.conformsTo, self._standard(table))
        return found

    def _node(self, name: str) -> URIRef:
        return URIRef(f"{self._own}#{name}")

    def _tell_words(self, dataset: URIRef, table: DataTable, code: str) -> None:
        titles = title_of(table, code), title_of(table, code, english=True)
        self._tell_in_both(dataset, DCTERMS.title, *titles)
        sentences = about(table, code), about(table, code, english=True)
        self._tell_in_both(dataset, DCTERMS.description, *sentences)
        for words in KEYWORDS:
            self._tell_in_both(dataset, DCAT.keyword, *words)

    def _tell_days(self, subject: URIRef, published: Published) -> None:
        self._tell(subject, DCTERMS.issued, Literal(published.first_on, datatype=XSD.date))
        self._tell(subject, DCTERMS.modified, Literal(published.last_on, datatype=XSD.date))

    def _tell(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _tell_in_both(self, subject: URIRef, predicate: URIRef, swedish: str, english: str) -> None:
        self._tell(subject, predicate, Literal(swedish, lang="sv"), Literal(english, lang="en"))
