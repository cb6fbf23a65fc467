"""What the identity provider tells of itself, out of its metadata (SAML 2.0 Metadata)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from onelogin.saml2.errors import OneLogin_Saml2_Error
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

_UNREADABLE = (OneLogin_Saml2_Error, LookupError, SyntaxError, TypeError, ValueError)
_CERTIFICATES = {"x509cert", "x509certMulti"}


class NoProvider(ValueError):
    """The file is not the metadata of an identity provider that people could sign in at."""


@cache
def read_provider(file: Path) -> dict[str, Any]:
    """Return it as python3-saml wants it: entity id, address for sign-in, certificates.

    Read once: another file takes a restart, as every setting does. Raises NoProvider.
    """
    try:
        side: dict[str, Any] = OneLogin_Saml2_IdPMetadataParser.parse(file.read_bytes()).get("idp", {})
    except _UNREADABLE as error:
        raise NoProvider from error
    if not {"entityId", "singleSignOnService"} <= side.keys() or not _CERTIFICATES & side.keys():
        raise NoProvider
    return side
