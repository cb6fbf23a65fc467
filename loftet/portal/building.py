"""Builds the public folder: only what the editions have changed, and the same bytes of the same editions."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from loftet.domain.checkpoint import NoteNotReadable, SignatureWrong, open_checkpoint
from loftet.domain.ledger import inclusion_proof, root_of
from loftet.domain.ledger_files import CHECKPOINT, ledger_files
from loftet.domain.manifest import MANIFEST, Manifest
from loftet.domain.withdrawals import WITHDRAWALS, withdrawals_text
from loftet.web.by_language import speaking
from loftet.web.processes import collection_paused, count_processors, django_pool, each_done

from . import addresses
from .assets import embedding_script, make_assets
from .calendars import municipality_calendars
from .country_pages import Ledger, country_pages
from .feeds import country_feed, municipality_feeds
from .municipality_pages import Said, Summary, municipality_pages, summary_of
from .open_data import BuiltPlace, country_data, municipality_data, municipality_nodes
from .record import Contact, PublishedEdition, PublishedFile, Record, record_of
from .rendering import Site, render
from .search import country_search, municipality_search
from .social import picture_of
from .source import Head, LedgerState, Source
from .store import Store

Files = dict[str, bytes | Path]
Tell = Callable[[str], None]
SWEDISH, ENGLISH = "sv", "en"
# As many municipalities are made before other processes for it would have begun.
FEW = 6
# What decides how a page reads.
ROOMS = ("domain", "documents", "portal", "web")


@dataclass(frozen=True)
class Built:
    """What a build did: which municipalities were made anew, and whether readers see another site."""

    municipalities: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True)
class Place:
    """A municipality as it is to be: `folder` is named by what it is made of."""

    code: str
    folder: Path
    contact: Contact | None

    @property
    def _note(self) -> Path:
        """What the country tells of the municipality: for the builder, beside the folder and not in it."""
        return self.folder.with_name(f"{self.folder.name}.json")

    def keep_note(self, summary: Summary, nodes: Sequence[str]) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        told = {"summary": summary.to_data(), "nodes": nodes}
        self._note.write_text(json.dumps(told), encoding="utf-8")

    def read_note(self) -> BuiltPlace:
        told = json.loads(self._note.read_text(encoding="utf-8"))
        data = self.folder / SWEDISH / addresses.DATA
        return BuiltPlace(Summary.from_data(told["summary"]), tuple(told["nodes"]), data)


def build(source: Source, store: Store, site: Site, *, tell: Tell) -> Built:
    """Bring the folder up to what is published, and show it when it is whole."""
    with store.locked():
        ledger, heads = source.ledger(), source.heads()
        places = _places(heads, source.contacts(), store, look_of(site))
        missing = [place for place in places if not place.folder.is_dir()]
        for number, code in enumerate(_build_places(missing, source, store, site), start=1):
            tell(f"{addresses.folder_name(code)} ({number}/{len(missing)})")
        shown = _build_country(places, ledger, source, store, site)
        is_new = store.current != shown.resolve()
        if is_new:
            store.switch(shown)
        store.clear()
        return Built(tuple(place.code for place in missing), is_new)


def look_of(site: Site) -> str:
    """What decides how a page looks beside its editions: this program, and the settings."""
    told = (str(getattr(site, field.name)) for field in fields(site) if field.name != "assets")
    return _digest(_program(), *told, *site.assets.values())


@cache
def _program() -> str:
    """The digest of the rooms that pages are made of, so that a new version makes all of them anew."""
    found = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((Path(__file__).parent.parent / room).rglob("*")):
            if path.suffix in {".py", ".html", ".js", ".po", ".json", ".geojson", ".typ"}:
                found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _places(heads: Sequence[Head], contacts: Mapping[str, Contact], store: Store, look: str) -> list[Place]:
    marks: dict[str, list[str]] = {}
    for head in heads:
        for code in head.municipalities:
            marks.setdefault(code, []).append(f"{head.number} {head.mark}")
    return [_place(code, contacts.get(code), store, [look, *marks[code]]) for code in sorted(marks)]


def _place(code: str, contact: Contact | None, store: Store, made_of: Sequence[str]) -> Place:
    name = _digest(*made_of, contact.mark if contact else "")[:16]
    return Place(code, store.places(addresses.folder_name(code)) / name, contact)


def _build_places(places: Sequence[Place], source: Source, store: Store, site: Site) -> Iterator[str]:
    """Yield the code of each municipality when its folder is made; many are made by several processes."""
    plain = replace(site, assets=dict(site.assets))  # a view of a mapping is not handed to a process
    tasks = ((place, *_read(place, source, store), store, plain) for place in places)
    processors = count_processors()
    if len(places) <= FEW or processors == 1:
        yield from (_build_place(*task) for task in tasks)
        return
    with django_pool(processors) as pool:
        yield from each_done(pool, _build_place, tasks, most=2 * processors)


def _read(
    place: Place, source: Source, store: Store
) -> tuple[Sequence[PublishedEdition], Files, Path | None]:
    """What a municipality's folder is made of: editions and their documents, and the folder before."""
    shown = store.current
    like = (shown / addresses.municipality_folder(place.code)).resolve().parent if shown else None
    editions = source.editions_of(place.code)
    return editions, _documents(place.code, editions, source, like), like


@collection_paused()
def _build_place(
    place: Place,
    editions: Sequence[PublishedEdition],
    documents: Files,
    like: Path | None,
    store: Store,
    site: Site,
) -> str:
    record = record_of(place.code, editions, place.contact)
    said = Said.of(record)
    data, summary = municipality_data(record, site), summary_of(record, said)
    files = {**_pages(record, said, site), **documents}
    files |= {f"{SWEDISH}/{addresses.DATA}/{name}": content for name, content in data.items()}
    files |= {**_feeds(record, site), **_search(record), **_picture(record, site)}
    place.keep_note(summary, municipality_nodes(summary, data, site))
    store.keep(place.folder, _with_manifests(files), {}, like)
    return place.code


def _pages(record: Record, said: Said, site: Site) -> Files:
    """By their place in the municipality's folder: `sv/index.html`."""
    own = addresses.municipality_folder(record.code)
    english = addresses.in_english(own)
    found: Files = {}
    with speaking(SWEDISH):  # as most pages do: the few others change it for themselves
        for page in municipality_pages(record, said, site):
            is_english = page.path.startswith(f"{english}/")
            path = page.path.removeprefix(english if is_english else own)
            found[f"{ENGLISH if is_english else SWEDISH}{path}"] = render(page, site)
    return found


def _documents(code: str, editions: Iterable[PublishedEdition], source: Source, like: Path | None) -> Files:
    """What stands there already is not fetched again: its name is its digest.

    What is emptied while the folder is made is left out; `_country_files` then tells that it was withdrawn.
    """
    own = addresses.municipality_folder(code)
    found: Files = {}
    missing: dict[str, PublishedFile] = {}
    for file in (file for edition in editions for file in edition.shown_files):
        address = addresses.edition_file(code, file.digest, file.format)
        path = f"{SWEDISH}{address.removeprefix(own)}"
        if like and (kept := like / path).is_file():
            found[path] = kept
        else:
            missing[path] = file
    contents = source.contents(list(missing.values()))
    return {**found, **{path: content for path, file in missing.items() if (content := contents[file])}}


def _feeds(record: Record, site: Site) -> Files:
    own = addresses.municipality_folder(record.code)
    with speaking(SWEDISH):
        feeds = {**dict(municipality_feeds(record, site)), **dict(municipality_calendars(record, site))}
    return {f"{SWEDISH}{path.removeprefix(own)}": content for path, content in feeds.items()}


def _search(record: Record) -> Files:
    with speaking(SWEDISH):
        return {f"{SWEDISH}/{addresses.SEARCH}": municipality_search(record)}


def _picture(record: Record, site: Site) -> Files:
    """Where the site has no address, nothing names the picture."""
    own = addresses.municipality_folder(record.code)
    path = f"{SWEDISH}{addresses.picture(record.code).removeprefix(own)}"
    return {path: picture_of(record.code)} if site.base_url else {}


def _with_manifests(files: Files) -> Files:
    """Each language's folder lists its own files; the manifest above lists those lists."""
    listed: Files = {}
    for language in (SWEDISH, ENGLISH):
        prefix = f"{language}/"
        inside = {
            path.removeprefix(prefix): _bytes(content)
            for path, content in files.items()
            if path.startswith(prefix)
        }
        listed[f"{prefix}{MANIFEST}"] = Manifest.of(inside).text.encode()
    return {**files, **listed}


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _build_country(
    places: Sequence[Place], ledger: LedgerState, source: Source, store: Store, site: Site
) -> Path:
    """The site around the municipalities, named by all that is in it."""
    made_of = (f"{place.code} {place.folder.name}" for place in places)
    folder = store.sites / _digest(look_of(site), ledger.note, *made_of)[:16]
    if not folder.is_dir():
        links = dict(_links(places))
        files = dict(_country_files(places, ledger, source, site, store.current))
        lists = {f"{path}/{MANIFEST}": (target / MANIFEST).read_bytes() for path, target in links.items()}
        checkpoint = open_checkpoint(ledger.note, ledger.key)
        contents = {path: _bytes(content) for path, content in files.items()}
        manifest = source.sign(Manifest.of({**contents, **lists}, checkpoint).text)
        store.sites.mkdir(parents=True, exist_ok=True)
        store.keep(folder, {**files, MANIFEST: manifest.encode()}, links, store.current)
    return folder


def _links(places: Sequence[Place]) -> Iterator[tuple[str, Path]]:
    for place in places:
        address = addresses.municipality_folder(place.code)
        yield address, place.folder / SWEDISH
        yield addresses.in_english(address), place.folder / ENGLISH


def _country_files(
    places: Sequence[Place], ledger: LedgerState, source: Source, site: Site, shown: Path | None
) -> Iterator[tuple[str, bytes | Path]]:
    _names, contents = make_assets()
    yield from contents.items()
    yield from _ledger_files(ledger, source, shown)
    yield WITHDRAWALS, withdrawals_text(source.withdrawals()).encode()
    built = [place.read_note() for place in places]
    summaries = [each.summary for each in built]
    yield from country_data(built, site)
    if site.base_url:
        yield addresses.feed_of(addresses.COUNTRY), _country_feed(places, site)
        yield addresses.picture(), picture_of("")
    yield addresses.SEARCH, country_search(summaries)
    yield addresses.EMBEDDING, embedding_script()
    yield addresses.VERIFIER, Path(__file__).with_name("verifier.py").read_bytes()
    told = _told(ledger, source)
    with speaking(SWEDISH):
        pages = [*country_pages(summaries, told, site)]
    yield from ((page.path, render(page, site)) for page in pages)


def _country_feed(places: Sequence[Place], site: Site) -> bytes:
    home = addresses.feed_of(addresses.COUNTRY)
    with speaking(SWEDISH):
        return country_feed(((place.folder / SWEDISH / home).read_bytes() for place in places), site)


def _told(ledger: LedgerState, source: Source) -> Ledger:
    size = len(ledger.leaves)
    proof = inclusion_proof(ledger.leaves, size - 1) if size else []
    return Ledger(
        size=size,
        note=ledger.note,
        key=str(ledger.key),
        last_on=ledger.last_on,
        envelope=b"".join(source.entries(size - 1, size)).decode() if size else "",
        proof=tuple(b64encode(each).decode() for each in proof),
    )


def _ledger_files(
    ledger: LedgerState, source: Source, shown: Path | None
) -> Iterator[tuple[str, bytes | Path]]:
    """A full tile stays the same file: a publication writes the last tile of each row and no more."""
    like = shown if shown and _begins(ledger, shown) else None
    for file in ledger_files(ledger.leaves, source.entries, ledger.note, ledger.key):
        kept = like / file.path if like and file.is_final else None
        yield file.path, kept if kept and kept.is_file() else file.make()


def _begins(ledger: LedgerState, shown: Path) -> bool:
    """Whether the ledger that is shown is this one at an earlier time, and not that of the demo before it."""
    try:
        head = open_checkpoint((shown / CHECKPOINT).read_text(encoding="utf-8"), ledger.key)
    except (OSError, NoteNotReadable, SignatureWrong):
        return False
    return head.size <= len(ledger.leaves) and root_of(ledger.leaves[: head.size]) == head.root
