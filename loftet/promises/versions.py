"""Frozen versions of promise sets, read back."""

from __future__ import annotations

from loftet.agreements.models import SharedVersion
from loftet.domain.promise_set import PromiseSetDocument


def document_of(version: SharedVersion) -> PromiseSetDocument:
    return PromiseSetDocument.from_data(version.document)
