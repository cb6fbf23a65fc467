"""What a sign-in provider says about a person, and the little of it that may be kept. Plain Python."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The same in the attributes of SAML (Attribute Specification for the Swedish eID Framework).
AFFILIATION_ATTRIBUTES = ("urn:oid:1.2.752.201.3.1", "orgAffiliation")
LASTING_ATTRIBUTES = ["urn:oasis:names:tc:SAML:attribute:subject-id", *AFFILIATION_ATTRIBUTES]
"""What tells the same person again, the best first."""
EMAIL_ATTRIBUTES = ("urn:oid:0.9.2342.19200300.100.1.3", "mail")
# As Sweden Connect's OpenID Connect profile names it, and as its SAML attribute is called.
AFFILIATION_CLAIMS = ("https://id.oidc.se/claim/orgAffiliation", "orgAffiliation")
# Year (two or four digits), month, day or a coordination number's day (61–91), and four digits.
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?!\d)"
)
_LONGEST_AFFILIATION = 200


def saml_provider(name: str) -> dict[str, Any]:
    """The provider of SAML as allauth's settings have it; `name` is what people choose by."""
    mapping = {"uid": LASTING_ATTRIBUTES}
    app = {
        "provider_id": "saml",
        "client_id": "saml",
        "name": name,
        "settings": {"attribute_mapping": mapping},
    }
    return {"APPS": [app]}


@dataclass(frozen=True)
class Claims:
    """All that is read from a provider's answer."""

    affiliation: str
    """`uid@organisation number`, empty where none is said or where it holds a personal identity number."""
    verified_email: str
    """An address that the provider vouches for, in small letters; else empty."""


def read_claims(answer: Mapping[str, Any]) -> Claims:
    """From the identity token and the user info, whichever says it."""
    said = {**_part(answer, "id_token"), **_part(answer, "userinfo")}
    return Claims(affiliation=_affiliation(said), verified_email=_verified_email(said))


def read_attributes(attributes: Mapping[str, Any], *, email_is_verified: bool) -> Claims:
    """From an assertion of SAML: name of attribute -> values. It never says if an address is verified."""
    said = {
        AFFILIATION_CLAIMS[0]: _first_value(attributes, AFFILIATION_ATTRIBUTES),
        "email": _first_value(attributes, EMAIL_ATTRIBUTES),
        "email_verified": email_is_verified,
    }
    return Claims(affiliation=_affiliation(said), verified_email=_verified_email(said))


def pseudonym(subject: str, *, key: str) -> str:
    """The provider's name for a person, unreadable: some providers use the personal identity number."""
    return hmac.new(key.encode(), subject.encode(), hashlib.sha256).hexdigest()


def holds_personal_number(text: str) -> bool:
    """Whether something in the text can be read as a personal identity number or a coordination number."""
    return _PERSONAL_NUMBER.search(text) is not None


def _first_value(attributes: Mapping[str, Any], names: Sequence[str]) -> Any:
    values = (attributes.get(name) for name in names)
    return next((value[0] for value in values if isinstance(value, list) and value), None)


def _part(answer: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = answer.get(name)
    return part if isinstance(part, Mapping) else {}


def _affiliation(said: Mapping[str, Any]) -> str:
    values = (said.get(claim) for claim in AFFILIATION_CLAIMS)
    value = next((value for value in values if isinstance(value, str)), "").strip()
    if len(value) > _LONGEST_AFFILIATION or holds_personal_number(value):
        return ""
    return value


def _verified_email(said: Mapping[str, Any]) -> str:
    email = said.get("email")
    # Some providers write the truth as a word.
    is_verified = said.get("email_verified") in (True, "true", "True")
    return email.strip().lower() if is_verified and isinstance(email, str) else ""
