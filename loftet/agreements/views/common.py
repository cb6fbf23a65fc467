"""What several views of this room begin and end with."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from loftet.organisations.actor import Actor

from ..drafts import with_rows
from ..models import Agreement, SharedRecord, SharedVersion
from ..selectors import Reading, get_reading
from ..versions import newest_version, party_ids, record_class

Trail = list[tuple[str, str]]


def reading_or_404(actor: Actor, pk: int) -> Reading:
    """What the actor may read of the agreement."""
    reading = get_reading(actor, pk)
    if reading is None:
        raise Http404
    return reading


def own_or_404(actor: Actor, pk: int) -> Agreement:
    """The live agreement: only its owner comes near it."""
    return get_object_or_404(with_rows(Agreement.objects.owned_by(actor).select_related("owner")), pk=pk)


def newest_as_party_or_404(actor: Actor, kind: str, pk: int) -> tuple[SharedRecord, SharedVersion]:
    """The record and its newest version, for an organisation that signs it."""
    record = get_object_or_404(record_class(kind).objects.visible_to(actor), pk=pk)
    version = newest_version(record)
    if version is None or actor.organisation.pk not in party_ids(version):
        raise Http404
    return record, version


def trail_to(reading: Reading | None = None, *, title: str = "", pk: int | None = None) -> Trail:
    """The way from the list to the agreement, by the title that the reader may see."""
    trail = [(_("Agreements"), reverse("agreements:agreement_list"))]
    if reading is not None:
        title, pk = reading.document.title, reading.agreement.pk
    if pk is not None:
        trail.append((title, reverse("agreements:agreement_detail", args=(pk,))))
    return trail
