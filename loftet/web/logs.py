"""What the log may say of an address: a link that opens a door is as secret there as anywhere."""

from __future__ import annotations

import logging
import re
from typing import Any

# A part of an address as long as the secrets that are mailed (43 characters), or nearly.
_SECRET = re.compile(r"(?<=/)[\w-]{40,}(?=/|$|\?)")
_HIDDEN = "…"


class HideSecrets(logging.Filter):
    """Writes the addresses of personal links without their secrets, and lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_without_secrets(each) for each in record.args)
        return True


def _without_secrets(value: Any) -> Any:
    return _SECRET.sub(_HIDDEN, value) if isinstance(value, str) else value
