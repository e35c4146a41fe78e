"""A provider of our own that people sign in through: honest unless told otherwise, on 127.0.0.1, over real HTTP.

It keeps to what it is asked (client's secret, PKCE, a code once), so that a test sees the product do the same; and it
can be made to lie, to be slow or to answer too much.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.listening import listening
from tracker import clock
from tracker.domain.single_sign_on import Provider
from tracker.services import installation
from tracker.services.single_sign_on import knowing

CLIENT, SECRET = "tracker at the center", "s3cret & more"

Claims = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class LocalProvider:
    """What the provider says and does; a test changes it to its liking.

    `sign` makes the ID token from its claims. `answers`: what to answer at a path instead of the honest answer.
    `granted`: codes not used yet, each with what it was given for.
    """

    issuer: str = ""
    sign: Callable[[Claims], str] = field(default_factory=lambda: signed)
    keys: list[Claims] = field(default_factory=lambda: [each.as_dict(private=False) for each in (signer(), curve())])
    description: Claims = field(default_factory=dict)
    answers: dict[str, Callable[[BaseHTTPRequestHandler], Answer]] = field(default_factory=dict)
    granted: dict[str, tuple[Claims, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    asleep: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, str]:
        """What an installation is told to take people of this provider."""
        names = {"OIDC_ISSUER": self.issuer, "OIDC_NAME": "Northwind"}
        return {**names, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}

    def consent(self, address: str, sub: str = "ana-at-work", /, **claims: Any) -> str:
        """Sign somebody in at the provider's page; returns the path of ours that they are sent back to."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{self.issuer}/authorize?")
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
        now = int(clock.now().timestamp())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": sub, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        code = secrets.token_urlsafe(16)
        self.granted[code] = ({**said, **claims}, asked)
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def honest(self, handler: BaseHTTPRequestHandler) -> Answer:
        """Answer as a provider does."""
        if handler.path == "/.well-known/openid-configuration":
            return as_json(self._description())
        if handler.path == "/keys":
            return as_json({"keys": self.keys})
        if handler.path == "/token" and handler.command == "POST":
            return self._token(handler)
        return as_json({"error": "no such place"}, 404)

    def _description(self) -> Claims:
        places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer, **{name: self.issuer + at for name, at in places.items()}, **self.description}

    def _token(self, handler: BaseHTTPRequestHandler) -> Answer:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if credentials_of(handler, form) != (CLIENT, SECRET):
            return as_json({"error": "invalid_client"}, 401)
        claims, asked = self.granted.pop(form.get("code", ""), ({}, {}))
        proved = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not claims or proved.decode().rstrip("=") != asked["code_challenge"]:
            return as_json({"error": "invalid_grant"}, 400)
        assert (form["grant_type"], form["redirect_uri"]) == ("authorization_code", asked["redirect_uri"])
        return as_json({"access_token": "unused", "token_type": "Bearer", "id_token": self.sign(claims)})


def credentials_of(handler: BaseHTTPRequestHandler, form: dict[str, str]) -> tuple[str, str]:
    """Return who asks for a token, by the header or by the form."""
    kind, _, sent = handler.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    name, _, secret = base64.b64decode(sent).decode().partition(":")
    return (name, secret) if name == CLIENT else (unquote(name), unquote(secret))


@cache
def signer(number: int = 0) -> RSAKey:
    """Return the key that the provider signs with; another number is somebody else's key under the same name."""
    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@cache
def curve() -> ECKey:
    """Return another key of the provider, of the other kind."""
    return ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})


def signed(claims: Claims, key: Any = None, **header: Any) -> str:
    """Return a token over claims, as the provider signs it unless another key or header is named."""
    key = key or signer()
    kid = {"kid": key.kid} if key.kid else {}
    return jwt.encode({"alg": "RS256", **kid, **header}, claims, key, [header.get("alg", "RS256")])


def signed_by_hand(claims: Claims, **header: Any) -> str:
    """Return a token with the provider's signature under a header that no library would write."""
    head = unsigned(claims, alg="RS256", **header).rstrip(".")
    return f"{head}.{_coded(signer().private_key.sign(head.encode(), PKCS1v15(), SHA256()))}"


def unsigned(claims: Claims, **header: Any) -> str:
    """Return a token that nobody signed, with the header that says so unless another is named."""
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "kid": "one", **header}, claims)]
    return ".".join(map(_coded, parts)) + "."


def _coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def sealed_with(secret: bytes, claims: Claims) -> str:
    """Return a token sealed with a secret that both sides know (HS256), under the name of the provider's key."""
    head = unsigned(claims, alg="HS256").rstrip(".")
    return f"{head}.{_coded(hmac.digest(secret, head.encode(), 'sha256'))}"


def sealed_with_the_public_key(claims: Claims) -> str:
    """Return a token sealed as if the provider's public key, which everybody knows, were such a secret."""
    return sealed_with(signer().as_pem(private=False), claims)


def as_json(said: Any, status: int = 200) -> Answer:
    """Return an answer in JSON."""
    return status, {"Content-Type": "application/json"}, json.dumps(said).encode()


@contextmanager
def serving() -> Iterator[LocalProvider]:
    """Serve a provider on a free port inside the block."""
    local = LocalProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            local.asked.append(self.path)
            status, headers, body = local.answers.get(self.path, local.honest)(self)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 as above

    with listening(Handler) as local.issuer:
        try:
            yield local
        finally:
            local.asleep.set()


@contextmanager
def taken(local: LocalProvider, **settings: Any) -> Iterator[Provider]:
    """Let the installation take people of a local provider alone inside the block; what else is set as named."""
    before = installation.current()
    host = urlsplit(local.issuer).netloc
    provider = replace(Provider("other", "Northwind", local.issuer, CLIENT, SECRET, (host,)), **settings)
    installation.configure(replace(before, providers=(provider,)))
    knowing.forget()
    try:
        yield provider
    finally:
        installation.configure(before)
        knowing.forget()
