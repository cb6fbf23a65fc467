"""The catalogue that the national data portal harvests: DCAT-AP-SE 3.0.1 as RDF/XML.

Every node has an absolute address; the portal takes no blank ones for what matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from loftet.domain.addresses import address_name

from . import addresses
from .data_files import LICENCE, title_of
from .data_tables import data_tables

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority"
THEMES = (URIRef(f"{EU}/data-theme/JUST"), URIRef(f"{EU}/data-theme/GOVE"))
SWEDISH, ENGLISH = URIRef(f"{EU}/language/SWE"), URIRef(f"{EU}/language/ENG")
SWEDEN = URIRef(f"{EU}/country/SWE")
LOCAL_AUTHORITY = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
MEDIA = "http://www.iana.org/assignments/media-types"
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
    """Whose a municipality's datasets are, and the day that they begin with."""

    code: str
    publisher: str
    starts_on: date


def catalogue(
    places: Sequence[Published],
    nodes: Iterable[str],
    country: Mapping[str, tuple[int, str]],
    *,
    base_url: str,
    publisher: str,
    contact_email: str,
) -> bytes:
    """Return the RDF/XML.

    `nodes` are those of all places, `country` are length and SHA-256 of each file of the whole country.
    """
    made = _Catalogue(base_url, contact_email)
    made.describe(publisher)
    if places:
        made.list_dataset("loften", "")
        made.add_dataset("loften", "", country, made.agent(publisher), min(each.starts_on for each in places))
    for place in places:
        for name in data_tables():
            made.list_dataset(name, place.code)
    head, own = made.nodes()
    # Sorted: a graph has no order of its own, and the same catalogue is to be the same bytes.
    return "".join([head, *sorted(own.union(nodes)), "</rdf:RDF>\n"]).encode()


def nodes_of(
    place: Published, files: Mapping[str, tuple[int, str]], *, base_url: str, contact_email: str
) -> list[str]:
    """Return each node that tells of a municipality, as it is written.

    `files` are length and SHA-256 of each file of its data, by name.
    """
    made = _Catalogue(base_url, contact_email)
    for name in data_tables():
        made.add_dataset(name, place.code, files, made.agent(place.publisher), place.starts_on)
    return sorted(made.nodes()[1])


def _slug(name: str, code: str) -> str:
    return f"{name}-{code or 'sverige'}"


class _Catalogue:
    """A graph while it is made."""

    def __init__(self, base_url: str, contact_email: str) -> None:
        self.graph = Graph()
        for prefix, namespace in (("dcat", DCAT), ("dcterms", DCTERMS), ("vcard", VCARD), ("spdx", SPDX)):
            self.graph.bind(prefix, namespace)
        self._base = base_url
        self._own = f"{base_url}/{addresses.CATALOGUE}"
        self._email = contact_email
        self._catalogue = URIRef(self._own)

    def describe(self, publisher: str) -> None:
        self._tell(self._catalogue, RDF.type, DCAT.Catalog)
        self._tell_in_both(self._catalogue, DCTERMS.title, "Medborgarlöften", "Citizen promises")
        self._tell_in_both(
            self._catalogue,
            DCTERMS.description,
            "Vad kommuner och polisen har lovat invånarna, vad som har gjorts och hur det bedöms.",
            "What municipalities and the police have promised residents, what was done and how it is judged.",
        )
        self._tell(self._catalogue, DCTERMS.publisher, self.agent(publisher))
        self._tell(self._catalogue, DCTERMS.license, URIRef(LICENCE))
        self._tell(self._catalogue, FOAF.homepage, URIRef(f"{self._base}/"))
        self._tell(self._catalogue, DCTERMS.language, SWEDISH, ENGLISH)
        self._tell(self._catalogue, DCAT.themeTaxonomy, URIRef(f"{EU}/data-theme"))

    def nodes(self) -> tuple[str, frozenset[str]]:
        """The head, which names the vocabularies, and each node as it is written."""
        text = self.graph.serialize(format="xml").removesuffix("</rdf:RDF>\n")
        head, *nodes = text.split(_NODE)
        return head, frozenset(f"{_NODE}{node}" for node in nodes)

    def list_dataset(self, name: str, code: str) -> None:
        self._tell(self._catalogue, DCAT.dataset, self._node(_slug(name, code)))

    def add_dataset(
        self, name: str, code: str, files: Mapping[str, tuple[int, str]], agent: URIRef, starts_on: date
    ) -> None:
        table, slug = data_tables()[name], _slug(name, code)
        dataset = self._node(slug)
        swedish, english = title_of(table, code), title_of(table, code, english=True)
        self._tell(dataset, RDF.type, DCAT.Dataset)
        self._tell_in_both(dataset, DCTERMS.title, swedish, english)
        self._tell_in_both(dataset, DCTERMS.description, f"{swedish}.", f"{english}.")
        self._tell(dataset, DCTERMS.publisher, agent)
        self._tell(dataset, DCTERMS.identifier, Literal(str(dataset)))
        self._tell(dataset, DCTERMS.license, URIRef(LICENCE))
        self._tell(dataset, DCTERMS.language, SWEDISH)
        self._tell(dataset, DCTERMS.accrualPeriodicity, URIRef(f"{EU}/frequency/IRREG"))
        self._tell(dataset, DCTERMS.issued, Literal(starts_on, datatype=XSD.date))
        self._tell(dataset, DCTERMS.spatial, SWEDEN)
        self._tell(dataset, DCAT.theme, *THEMES)
        self._tell(dataset, DCAT.landingPage, URIRef(f"{self._base}/{addresses.OPEN_DATA}"))
        for words in KEYWORDS:
            self._tell_in_both(dataset, DCAT.keyword, *words)
        self._tell(dataset, DCTERMS.temporal, self._period(slug, starts_on))
        if self._email:
            self._tell(dataset, DCAT.contactPoint, self._contact(agent))
        folder = addresses.data_folder(code)
        for ending in FORMATS:
            self._tell(dataset, DCAT.distribution, self._distribution(name, slug, folder, ending, files))

    def agent(self, name: str) -> URIRef:
        agent = self._node(f"utgivare-{address_name(name)}")
        self._tell(agent, RDF.type, FOAF.Agent)
        self._tell(agent, FOAF.name, Literal(name))
        self._tell(agent, DCTERMS.type, LOCAL_AUTHORITY)
        return agent

    def _period(self, slug: str, starts_on: date) -> URIRef:
        period = self._node(f"tid-{slug}")
        self._tell(period, RDF.type, DCTERMS.PeriodOfTime)
        self._tell(period, DCAT.startDate, Literal(starts_on, datatype=XSD.date))
        return period

    def _contact(self, agent: URIRef) -> URIRef:
        contact = URIRef(f"{agent}-kontakt")
        name = self.graph.value(agent, FOAF.name)
        self._tell(contact, RDF.type, VCARD.Organization)
        self._tell(contact, VCARD.fn, Literal(str(name)))
        self._tell(contact, VCARD.hasEmail, URIRef(f"mailto:{self._email}"))
        return contact

    def _distribution(
        self, name: str, slug: str, folder: str, ending: str, files: Mapping[str, tuple[int, str]]
    ) -> URIRef:
        media, swedish, english = FORMATS[ending]
        length, digest = files[f"{name}.{ending}"]
        found, address = self._node(f"{slug}-{ending}"), URIRef(f"{self._base}/{folder}/{name}.{ending}")
        self._tell(found, RDF.type, DCAT.Distribution)
        self._tell(found, DCAT.accessURL, address)
        self._tell(found, DCAT.downloadURL, address)
        self._tell(found, DCAT.mediaType, URIRef(f"{MEDIA}/{media}"))
        self._tell(found, DCAT.byteSize, Literal(length, datatype=XSD.nonNegativeInteger))
        self._tell(found, DCTERMS.license, URIRef(LICENCE))
        self._tell_in_both(found, DCTERMS.title, swedish.split(",")[0], english.split(",")[0])
        self._tell_in_both(found, DCTERMS.description, swedish, english)
        self._tell(found, DCTERMS.conformsTo, URIRef(f"{self._base}/{addresses.OPEN_DATA}"))
        self._tell(found, SPDX.checksum, self._checksum(f"{slug}-{ending}", digest))
        return found

    def _checksum(self, slug: str, digest: str) -> URIRef:
        checksum = self._node(f"summa-{slug}")
        self._tell(checksum, RDF.type, SPDX.Checksum)
        self._tell(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        self._tell(checksum, SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary))
        return checksum

    def _node(self, name: str) -> URIRef:
        return URIRef(f"{self._own}#{name}")

    def _tell(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _tell_in_both(self, subject: URIRef, predicate: URIRef, swedish: str, english: str) -> None:
        self._tell(subject, predicate, Literal(swedish, lang="sv"), Literal(english, lang="en"))
