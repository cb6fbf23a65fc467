"""A device that keeps passkeys, for tests: it answers as a browser would, also dishonestly."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN, HOST = "http://localhost:8000", "localhost"
FLAG = AuthenticatorData.FLAG
VERIFIED = FLAG.UP | FLAG.UV


@dataclass
class Device:
    """One passkey. ``creates`` makes it, ``answers`` uses it; origin, host and flags tell whether it lies."""

    origin: str = ORIGIN
    host: str = HOST
    flags: AuthenticatorData.FLAG = VERIFIED
    identity: bytes = field(default_factory=lambda: os.urandom(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: str = ""

    def creates(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        made = AttestedCredentialData.create(b"\0" * 16, self.identity, self._public_key())
        data = AuthenticatorData.create(self._hash_of_host(), self.flags | FLAG.AT, 0, made)
        client = CollectedClientData.create("webauthn.create", asked["challenge"], self.origin)
        return self._as_json(
            clientDataJSON=client, attestationObject=AttestationObject.create("none", data, {})
        )

    def answers(self, options: dict[str, Any]) -> str:
        data = AuthenticatorData.create(self._hash_of_host(), self.flags, 0)
        client = CollectedClientData.create("webauthn.get", options["publicKey"]["challenge"], self.origin)
        signature = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        return self._as_json(
            clientDataJSON=client,
            authenticatorData=data,
            signature=signature,
            userHandle=websafe_decode(self.owner),
        )

    def _public_key(self) -> ES256:
        return ES256.from_cryptography_key(self.key.public_key())

    def _hash_of_host(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _as_json(self, **response: bytes) -> str:
        written = {name: websafe_encode(value) for name, value in response.items()}
        identity = websafe_encode(self.identity)
        answer = {"type": "public-key", "id": identity, "rawId": identity, "response": written}
        return json.dumps({**answer, "clientExtensionResults": {"credProps": {"rk": True}}})
