"""Sign-in by SAML: what we ask of the identity provider, and what an answer must hold to be believed.

The profile is that of Sweden Connect: the message is signed, answers a question of ours, is meant for us, and
says by which level of assurance the person was identified. python3-saml reads and checks it; what may be
missing for python3-saml (audience, level, question) is demanded here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from .claims import LASTING_ATTRIBUTES
from .exceptions import AnswerRefused
from .saml_metadata import read_provider

Fault = OneLogin_Saml2_ValidationError
_LONGEST_NAME = 191  # of an account with a provider, in allauth
CANCELLED = "cancel"  # http://id.elegnamnden.se/status/1.0/cancel
# What each fault of the library means for who signs in; all others are unreadable.
_MEANINGS = {
    Fault.STATUS_CODE_IS_NOT_SUCCESS: "not_identified",
    Fault.WRONG_INRESPONSETO: "unasked",
    Fault.ASSERTION_TOO_EARLY: "expired",
    Fault.ASSERTION_EXPIRED: "expired",
    Fault.RESPONSE_EXPIRED: "expired",
    Fault.SESSION_EXPIRED: "expired",
    Fault.WRONG_SUBJECTCONFIRMATION: "expired",
    Fault.WRONG_AUDIENCE: "audience",
    Fault.WRONG_DESTINATION: "audience",
    Fault.EMPTY_DESTINATION: "audience",
    Fault.WRONG_ISSUER: "signature",
    Fault.NO_SIGNED_MESSAGE: "signature",
    Fault.NO_SIGNATURE_FOUND: "signature",
    Fault.INVALID_SIGNATURE: "signature",
    Fault.DEPRECATED_SIGNATURE_METHOD: "signature",
    Fault.DEPRECATED_DIGEST_METHOD: "signature",
    Fault.AUTHN_CONTEXT_MISMATCH: "level",
}
_UNREADABLE = (
    OneLogin_Saml2_Error,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
)


def find_provider(request: HttpRequest) -> SAMLProvider:
    """The one identity provider of this installation, as allauth knows it."""
    provider: SAMLProvider = get_adapter().get_app(request, provider=SAMLProvider.id).get_provider(request)
    return provider


def question(request: HttpRequest) -> tuple[str, str]:
    """A new question to the identity provider: its id, and the address that it is sent by."""
    auth = OneLogin_Saml2_Auth(_request_data(request), _settings())
    address: str = auth.login(return_to="")
    return str(auth.get_last_request_id()), address


def metadata() -> bytes:
    """What the identity provider is to know of us (SAML metadata)."""
    ours = _settings()
    # Said here and not demanded of answers: a provider that cannot encrypt is still of use.
    ours["security"]["wantAssertionsEncrypted"] = bool(settings.SAML_KEY)
    described = OneLogin_Saml2_Settings(ours, sp_validation_only=True).get_sp_metadata()
    return described if isinstance(described, bytes) else described.encode()


def read_answer(request: HttpRequest, answer: str, *, asked: str) -> OneLogin_Saml2_Response:
    """The answer to the question of that id. Raises AnswerRefused, with the reason, if it is not believed."""
    try:
        response = OneLogin_Saml2_Response(OneLogin_Saml2_Settings(_settings()), answer)
        response.is_valid(_request_data(request), request_id=asked, raise_exceptions=True)
        _demand_what_may_not_be_missing(response, asked=asked)
    except Fault as fault:
        raise AnswerRefused(_meaning_of(fault)) from fault
    except _UNREADABLE as error:
        raise AnswerRefused("unreadable") from error
    return response


def _meaning_of(fault: OneLogin_Saml2_ValidationError) -> str:
    if fault.code == Fault.STATUS_CODE_IS_NOT_SUCCESS and str(fault).endswith(CANCELLED):
        return "cancelled"
    return _MEANINGS.get(fault.code, "unreadable")


def _demand_what_may_not_be_missing(response: OneLogin_Saml2_Response, *, asked: str) -> None:
    if response.get_in_response_to() != asked:
        raise AnswerRefused("unasked")
    if not response.get_audiences():
        raise AnswerRefused("audience")
    if not response.get_authn_contexts():
        raise AnswerRefused("level")
    if not 0 < len(_lasting_name(response)) <= _LONGEST_NAME:
        raise AnswerRefused("nameless")


def _lasting_name(response: OneLogin_Saml2_Response) -> str:
    attributes = response.get_attributes()
    values = [attributes.get(name) for name in LASTING_ATTRIBUTES]
    if response.get_nameid_format() != Constants.NAMEID_TRANSIENT:
        values.append([response.get_nameid()])
    return next((str(value[0]) for value in values if value and value[0]), "")


def _request_data(request: HttpRequest) -> dict[str, Any]:
    """Of the address that people use: a proxy may have called us by another."""
    return {
        "https": "on" if settings.IS_HTTPS else "off",
        "http_host": settings.BASE_URL.partition("://")[2],
        "script_name": reverse("saml_acs"),
        "get_data": request.GET.dict(),
        "post_data": request.POST.dict(),
    }


def _settings() -> dict[str, Any]:
    return {
        "strict": True,
        "sp": _our_side(),
        "idp": read_provider(Path(settings.SAML_METADATA)),
        "security": {
            "authnRequestsSigned": bool(settings.SAML_KEY),
            "signMetadata": bool(settings.SAML_KEY),
            "wantMessagesSigned": True,
            "requestedAuthnContext": settings.SAML_LEVELS,
            "requestedAuthnContextComparison": "exact",
            "failOnAuthnContextMismatch": True,
            "rejectDeprecatedAlgorithm": True,
            "signatureAlgorithm": Constants.RSA_SHA256,
            "digestAlgorithm": Constants.SHA256,
            "wantNameId": False,
        },
    }


def _our_side() -> dict[str, Any]:
    side: dict[str, Any] = {
        "entityId": f"{settings.BASE_URL}{reverse('saml_metadata')}",
        "assertionConsumerService": {"url": f"{settings.BASE_URL}{reverse('saml_acs')}"},
        "NameIDFormat": Constants.NAMEID_PERSISTENT,
    }
    if settings.SAML_KEY:
        side["privateKey"] = Path(settings.SAML_KEY).read_text()
        side["x509cert"] = Path(settings.SAML_CERTIFICATE).read_text()
    return side
