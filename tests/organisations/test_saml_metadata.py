"""What a provider tells of itself, and files that tell of none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loftet.organisations.saml_metadata import NoProvider, read_provider

WHOLE = Path(__file__).with_name("saml_metadata.xml").read_text(encoding="utf-8")


def test_a_provider_is_read(tmp_path: Path) -> None:
    file = tmp_path / "provider.xml"
    file.write_text(WHOLE, encoding="utf-8")
    assert read_provider(file).keys() == {"entityId", "singleSignOnService", "x509cert"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "ingen XML",
        "<html><body>Logga in</body></html>",
        WHOLE.replace("IDPSSODescriptor", "SPSSODescriptor"),
        re.sub("<md:SingleSignOnService.*?/>", "", WHOLE),
        re.sub("<md:KeyDescriptor.*</md:KeyDescriptor>", "", WHOLE, flags=re.DOTALL),
    ],
)
def test_what_is_no_provider_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "provider.xml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(NoProvider):
        read_provider(file)
