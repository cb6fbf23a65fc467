"""How many of those who follow have been written to about what is published of a record."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import ngettext

from loftet.agreements.models import SharedRecord
from loftet.agreements.words import day
from loftet.publication.models import Edition
from loftet.publication.received import list_editions_with

from .models import Follower


def list_received(record: SharedRecord) -> Iterator[str]:
    """Of who has left nothing is kept, so that the number is of those who still follow."""
    for edition in list_editions_with(record):
        if number := len(_addresses_told_of(edition)):
            yield ngettext(
                "%(number)s follower has had a mail about edition %(edition)s, published on %(day)s.",
                "%(number)s followers have had a mail about edition %(edition)s, published on %(day)s.",
                number,
            ) % {
                "number": number,
                "edition": edition.number,
                "day": day(localdate(edition.published_at)),
            }


def _addresses_told_of(edition: Edition) -> set[str]:
    """Who followed before it was published and has been told of everything up to it."""
    told = Follower.objects.confirmed().filter(
        is_demo=edition.is_demo,
        municipality__in=edition.municipality_codes,
        asked_at__lt=edition.published_at,
        told_number__gte=edition.number,
    )
    return {each.email for each in told if each.is_concerned_by(edition)}
