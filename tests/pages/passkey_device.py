"""A device that keeps a passkey, as far as a server can tell: it makes a key pair and signs what it is asked."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.forms import form_in, send, values_of

PLACE, ORIGIN = "localhost", "http://localhost"
PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40
Question = dict[str, Any]


@dataclass
class Device:
    """A passkey in somebody's hand. What is changed of it is what a test says to be wrong."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    place: str = PLACE
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    count: int = 0

    def make(self, question: Question) -> str:
        """Return the answer with which a passkey is made."""
        number = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: number.x.to_bytes(32), -3: number.y.to_bytes(32)}
        credential = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._facts(HAS_KEY) + credential}
        client = self._client("webauthn.create", question)
        return self._told(clientDataJSON=client, attestationObject=cbor2.dumps(attestation))

    def answer(self, question: Question, kind: str = "webauthn.get") -> str:
        """Return the answer that signs a question."""
        facts, client = self._facts(), self._client(kind, question)
        signature = self.key.sign(facts + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._told(clientDataJSON=client, authenticatorData=facts, signature=signature)

    def _facts(self, more: int = 0) -> bytes:
        return hashlib.sha256(self.place.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4)

    def _client(self, kind: str, question: Question) -> bytes:
        return json.dumps({"type": kind, "challenge": question["challenge"], "origin": self.origin}).encode()

    def _told(self, **response: bytes) -> str:
        named = {name: _text(value) for name, value in response.items()}
        return json.dumps({"id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": named})


def asked(client: FlaskClient, page: str, to: str) -> Question:
    """Let the browser ask its question, as the script of a page does: with what the form around the button carries."""
    form = values_of(form_in(client.get(page), to))
    carried = {name: form[name] for name in ("csrf_token", "submission_key")}
    answer = client.post(_question_for(to), data=carried)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: Question = answer.get_json()
    return found


def sent(client: FlaskClient, page: str, to: str, answer: str, **values: str) -> TestResponse:
    """Send what a device answered."""
    return send(client, client.get(page), page, action=to, answer=answer, **values)


def add_passkey(client: FlaskClient, device: Device, name: str = "My phone") -> TestResponse:
    """Add a passkey on the page of one's account."""
    page, to = "/account/signing-in", "/account/passkeys/add"
    return sent(client, page, to, device.make(asked(client, page, to)), name=name)


def sign_in_with(client: FlaskClient, device: Device) -> TestResponse:
    """Sign in with a passkey alone."""
    page, to = "/sign-in", "/sign-in/passkey"
    return sent(client, page, to, device.answer(asked(client, page, to)))


def second_step_with(client: FlaskClient, device: Device) -> TestResponse:
    """Answer the second step with a passkey."""
    page, to = "/sign-in/second-factor", "/sign-in/second-factor/passkey"
    return sent(client, page, to, device.answer(asked(client, page, to)))


def _question_for(to: str) -> str:
    ends = {"/account/passkeys/add": "/account/passkeys/question", "/account/confirm/passkey": f"{to}/question"}
    return ends.get(to, "/sign-in/passkey/question")


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
