"""Frozen versions of promise sets, read back."""

from __future__ import annotations

from loftet.agreements.models import SharedVersion
from loftet.agreements.versions import read_once
from loftet.domain.promise_set import PromiseSetDocument


def document_of(version: SharedVersion) -> PromiseSetDocument:
    return read_once(version, PromiseSetDocument.from_data)
