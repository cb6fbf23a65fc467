"""What differs between two editions of one thing, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loftet.domain.promise_set import SCHEMA as PROMISE_SET
from loftet.domain.promise_set import PromiseSetDocument
from loftet.web.change_words import ChangedPromise, changes_between


def changes_since(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ChangedPromise]:
    """Promise by promise; nothing is compared where the two are not of the same shape."""
    if old.get("schema") == new["schema"] == PROMISE_SET:
        return changes_between(PromiseSetDocument.from_data(old), PromiseSetDocument.from_data(new))
    return []
