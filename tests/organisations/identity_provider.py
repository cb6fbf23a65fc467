"""An identity provider of SAML, on a port of this machine: it answers as it is told, also wrongly."""

from __future__ import annotations

import base64
import html
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

LOA = "http://id.elegnamnden.se/loa/1.0/loa"
ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
AFFILIATION, MAIL = "urn:oid:1.2.752.201.3.1", "urn:oid:0.9.2342.19200300.100.1.3"
ANSWER = Template(Path(__file__).with_name("saml_answer.xml").read_text(encoding="utf-8"))
METADATA = Template(Path(__file__).with_name("saml_metadata.xml").read_text(encoding="utf-8"))


@dataclass
class Keys:
    """A key of its own, and the certificate that names it."""

    key: str
    certificate: str

    @classmethod
    def made(cls) -> Keys:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provider")])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        certificate = builder.sign(key, SHA256()).public_bytes(Encoding.PEM).decode()
        return cls(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), certificate)


@dataclass
class Answer:
    """What the provider says. All of it is right as it stands; a test changes what is to be wrong."""

    name: str = "a-lasting-name"
    name_format: str = PERSISTENT
    attributes: dict[str, str] = field(default_factory=dict)
    level: str = f"{LOA}3"
    audience: str = ""
    destination: str = ""
    issuer: str = ""
    minutes: int = 0  # how much later than now it was said
    in_response_to: str = ""
    status: str = SUCCESS
    signs: str = "message"
    keys: Keys | None = None
    encrypts_for: Keys | None = None


class IdentityProvider:
    def __init__(self, port: int, keys: Keys) -> None:
        self.url, self.keys = f"http://127.0.0.1:{port}", keys
        self.answer = Answer()
        self.asked: Any = None

    def metadata(self) -> str:
        certificate = "".join(self.keys.certificate.splitlines()[1:-1])
        return METADATA.substitute(url=self.url, certificate=certificate)

    def page(self, query: str) -> str:
        """What a browser that comes with a question gets: a form that carries the answer back."""
        packed = base64.b64decode(parse_qs(query)["SAMLRequest"][0])
        self.asked = etree.fromstring(zlib.decompress(packed, -15))
        address = self.asked.get("AssertionConsumerServiceURL")
        answer = self._response(address)
        if self.answer.encrypts_for:
            answer = self._encrypted(answer)
        value = base64.b64encode(self._signed(answer)).decode()
        return f'<form action="{html.escape(address)}"><input name="SAMLResponse" value="{value}"></form>'

    def _encrypted(self, xml: str) -> str:
        """With the assertion for nobody else to read, by a key of its own that is encrypted for us."""
        assert self.answer.encrypts_for
        message = etree.fromstring(xml)
        assertion = message.find(f"{{{ASSERTION}}}Assertion")
        wrapped = etree.SubElement(message, f"{{{ASSERTION}}}EncryptedAssertion")
        wrapped.append(assertion)
        data = xmlsec.template.encrypted_data_create(
            message, xmlsec.Transform.AES256, type=xmlsec.EncryptionType.ELEMENT, ns="xenc"
        )
        xmlsec.template.encrypted_data_ensure_cipher_value(data)
        info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="dsig")
        key = xmlsec.template.add_encrypted_key(info, xmlsec.Transform.RSA_OAEP)
        xmlsec.template.encrypted_data_ensure_cipher_value(key)
        manager = xmlsec.KeysManager()
        certificate = self.answer.encrypts_for.certificate
        manager.add_key(xmlsec.Key.from_memory(certificate, xmlsec.KeyFormat.CERT_PEM, None))
        context = xmlsec.EncryptionContext(manager)
        context.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
        context.encrypt_xml(data, assertion)
        return etree.tostring(message, encoding="unicode")

    def _signed(self, xml: str) -> bytes:
        keys = self.answer.keys or self.keys
        if self.answer.signs == "nothing":
            return xml.encode()
        if self.answer.signs == "message":
            return bytes(Utils.add_sign(xml, keys.key, keys.certificate))
        message = etree.fromstring(xml)
        assertion = message.find(f"{{{ASSERTION}}}Assertion")
        signed = Utils.add_sign(etree.tostring(assertion), keys.key, keys.certificate)
        message.replace(assertion, etree.fromstring(signed))
        return bytes(etree.tostring(message))

    def _response(self, address: str) -> str:
        say = self.answer
        return ANSWER.substitute(
            vars(say),
            message_id=Utils.generate_unique_id(),
            assertion_id=Utils.generate_unique_id(),
            address=address,
            destination=say.destination or address,
            asked=say.in_response_to or self.asked.get("ID"),
            issuer=say.issuer or self.url,
            restriction=self._restriction(),
            level=f"<saml:AuthnContextClassRef>{say.level}</saml:AuthnContextClassRef>" if say.level else "",
            attributes=self._attributes(),
            before=self._instant(-5),
            now=self._instant(0),
            until=self._instant(5),
        )

    def _restriction(self) -> str:
        audience = self.answer.audience or self.asked.findtext(f"{{{ASSERTION}}}Issuer")
        inside = f"<saml:Audience>{audience}</saml:Audience>"
        return "" if audience == "-" else f"<saml:AudienceRestriction>{inside}</saml:AudienceRestriction>"

    def _attributes(self) -> str:
        said = {"urn:oid:2.16.840.1.113730.3.1.241": "Förnamnet", **self.answer.attributes}
        values = {name: f"<saml:AttributeValue>{value}</saml:AttributeValue>" for name, value in said.items()}
        return "".join(
            f'<saml:Attribute Name="{name}">{value}</saml:Attribute>' for name, value in values.items()
        )

    def _instant(self, minutes: int) -> str:
        return (datetime.now(UTC) + timedelta(minutes=self.answer.minutes + minutes)).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        )


@contextmanager
def identity_provider(keys: Keys) -> Iterator[IdentityProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = provider.page(urlsplit(self.path).query).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = IdentityProvider(server.server_port, keys)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
