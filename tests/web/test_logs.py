from __future__ import annotations

import logging
import secrets

import pytest

from loftet.config.settings import LOGGING
from loftet.web.logs import HideSecrets


def written(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert HideSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("after", ["", "/", "/kvitto/1/", "?next=/"])
def test_the_secret_of_a_link_is_not_written(after: str) -> None:
    secret = secrets.token_urlsafe(32)

    assert secret not in written("%s: %s", "Unprocessable Entity", f"/aktiviteter/rapport/{secret}{after}")
    assert secret not in written(f"Gone: /aktiviteter/rapport/{secret}{after}")


@pytest.mark.parametrize("address", ["/aktiviteter/rapport/", "/overenskommelser/12/ny-version/", "/"])
def test_other_addresses_are_written_as_they_are(address: str) -> None:
    assert written("%s: %s", "Not Found", address) == f"Not Found: {address}"


def test_every_handler_hides_them() -> None:
    assert all("secrets" in handler["filters"] for handler in LOGGING["handlers"].values())
