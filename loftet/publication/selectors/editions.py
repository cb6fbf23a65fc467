"""Editions as a list and one by one; documents and files are not read where only names are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.db.models.fields.json import KeyTextTransform

from loftet.organisations.actor import Actor

from ..models import Edition, EditionFile, EditionFormat, EditionKind, EditionQuerySet
from ..papers import approval_row
from ..policies import withdraw_obstacles


@dataclass(frozen=True)
class FileRow:
    """A form of an edition, in the order that people ask for them."""

    label: str
    format: str
    length: int


@dataclass(frozen=True)
class EditionRow:
    pk: int
    number: int
    title: str
    kind: str
    published_at: datetime
    published_for: str
    is_withdrawn: bool
    files: tuple[FileRow, ...]


@dataclass(frozen=True)
class EditionPage:
    """One edition: what it is, how it is checked, and whether it can be withdrawn."""

    edition: Edition
    row: EditionRow
    identifier: str
    replaces: int | None
    replaced_by: Edition | None
    approvals: tuple[tuple[str, str, str, str], ...]
    note: str
    withdraw_obstacles: tuple[str, ...]


def list_editions(actor: Actor) -> EditionQuerySet:
    """Of the agreements that the actor's organisation has, the newest first."""
    return _light(Edition.objects.visible_to(actor)).newest_first()


def list_rows(editions: Iterable[Edition]) -> list[EditionRow]:
    return [_row(edition) for edition in editions]


def get_edition(actor: Actor, pk: int) -> EditionPage | None:
    edition = _light(Edition.objects.visible_to(actor)).filter(pk=pk).first()
    return _page(edition, actor) if edition else None


def read_file(actor: Actor, pk: int, edition_format: str) -> EditionFile | None:
    """The file with its content; None where there is none, or where it has been emptied."""
    files = EditionFile.objects.select_related("edition").filter(
        edition__in=Edition.objects.visible_to(actor).filter(pk=pk)
    )
    return files.filter(format=edition_format, content__isnull=False).first()


def _light(editions: EditionQuerySet) -> EditionQuerySet:
    files = EditionFile.objects.defer("content")
    return (
        editions.select_related("published_for", "entry__checkpoint")
        .prefetch_related(Prefetch("files", queryset=files))
        .annotate(title=KeyTextTransform("title", "document"))
        .defer("document")
    )


def _row(edition: Edition) -> EditionRow:
    kind = EditionKind(edition.kind).label
    return EditionRow(
        pk=edition.pk,
        number=edition.number,
        title=getattr(edition, "title", None) or str(kind),
        kind=str(kind),
        published_at=edition.published_at,
        published_for=edition.published_for.name,
        is_withdrawn=edition.is_withdrawn,
        files=() if edition.is_withdrawn else tuple(_files(edition)),
    )


def _files(edition: Edition) -> list[FileRow]:
    order = list(EditionFormat.values)
    files = sorted(edition.files.all(), key=lambda file: order.index(file.format))
    return [FileRow(str(EditionFormat(file.format).label), file.format, file.length) for file in files]


def _page(edition: Edition, actor: Actor) -> EditionPage:
    envelope = edition.read_envelope()
    later = Edition.objects.of_record(edition.record_kind, edition.record_id).filter(
        kind=edition.kind, is_demo=edition.is_demo, number__gt=edition.number
    )
    return EditionPage(
        edition=edition,
        row=_row(edition),
        identifier=edition.identifier,
        replaces=envelope.replaces.number if envelope.replaces else None,
        replaced_by=later.order_by("number").first(),
        approvals=tuple(approval_row(each) for each in envelope.approvals),
        note=edition.entry.checkpoint.note,
        withdraw_obstacles=tuple(withdraw_obstacles(actor, edition)),
    )
