"""Answers that may not be believed, and providers that give none: nobody gets in, and a plain page says so in time."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests import providers
from tests.factories import CenterWorld
from tests.pages.doors import is_in
from tests.pages.forms import submit, text_of
from tests.pages.single_sign_on.visits import WITH, arrive, connect, leave
from tests.providers import CLIENT, Answer, Claims, LocalProvider, as_json, curve, signed, signer
from tracker import clock
from tracker.services.single_sign_on import asking, knowing

Browse = Callable[..., FlaskClient]
Sign = Callable[[Claims], str]
NOW = int(clock.now().timestamp())


def resigned(**header: object) -> Sign:
    return lambda claims: signed(claims, signer(1), **header)


def in_its_own_header(claims: Claims) -> str:
    return signed(claims, signer(1), jwk=signer(1).as_dict(private=False))


def changed_after_signing(claims: Claims) -> str:
    head, _, signature = signed(claims).split(".")
    body = signed({**claims, "sub": "somebody else"}).split(".")[1]
    return f"{head}.{body}.{signature}"


TOKENS: dict[str, Sign] = {
    "nobody signed it": providers.unsigned,
    "a shared secret that is the public key": providers.sealed_with_the_public_key,
    "a shared secret that is the client's": lambda claims: providers.sealed_with(providers.SECRET.encode(), claims),
    "another key under the same name": resigned(),
    "a key that it brings along": in_its_own_header,
    "a key that nobody knows": lambda claims: signed(claims, RSAKey.generate_key(2048, {"kid": "unheard of"})),
    "a key of the wrong kind": lambda claims: signed(claims, ECKey.generate_key("P-256", {"kid": "one"}), alg="ES256"),
    "an algorithm that we take from nobody": lambda claims: signed(claims, alg="RS512"),
    "a header that must be understood": lambda claims: providers.signed_by_hand(claims, crit=["urgent"]),
    "changed after signing": changed_after_signing,
    "cut short": lambda claims: signed(claims)[:-20],
    "no token": lambda _claims: "a.b.c",
    "an empty one": lambda _claims: "",
    "one without end": lambda claims: signed({**claims, "more": "x" * 40_000}),
    "nested without end": lambda claims: signed({**claims, "more": json.loads("[" * 500 + "]" * 500)}) + "[" * 20_000,
}
CLAIMS: dict[str, Claims] = {
    "another issuer": {"iss": "https://login.example.org"},
    "for another application": {"aud": "somebody else"},
    "for several, asked for by another": {"aud": [CLIENT, "somebody else"], "azp": "somebody else"},
    "for several, asked for by nobody": {"aud": [CLIENT, "somebody else"]},
    "for us, asked for by another": {"azp": "somebody else"},
    "for nobody": {"aud": None},
    "over": {"exp": NOW - 120, "iat": NOW - 240},
    "without end": {"exp": None},
    "made long ago": {"iat": NOW - 3600},
    "made tomorrow": {"iat": NOW + 86_400, "exp": NOW + 90_000},
    "not begun": {"nbf": NOW + 3600},
    "another question": {"nonce": "another"},
    "no question": {"nonce": None},
    "about nobody": {"sub": ""},
    "about a number": {"sub": 7},
    "beyond every calendar": {"exp": 1e300},
}


def refused(client: FlaskClient, northwind: LocalProvider, **claims: object) -> bool:
    answer = arrive(client, northwind, "dana", **claims)
    return answer.status_code == 403 and "could not be trusted" in text_of(answer) and not is_in(client)


@pytest.mark.parametrize("how", TOKENS)
def test_a_token_is_believed_only_with_the_providers_own_signature(
    how: str, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    northwind.sign = TOKENS[how]
    assert refused(browse(), northwind), how


@pytest.mark.parametrize("how", CLAIMS)
def test_a_token_is_believed_only_where_it_was_said_to_us_now(
    how: str, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    assert refused(browse(), northwind, **CLAIMS[how]), how


@pytest.mark.parametrize(
    "sign",
    [signed, lambda claims: signed(claims, curve(), alg="ES256"), lambda claims: signed(claims, alg="PS256")],
    ids=["RS256", "ES256", "PS256"],
)
def test_each_signature_that_only_the_provider_can_make_is_taken(
    sign: Sign, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    northwind.sign = sign
    connect(center, northwind, f"signer-{center.public_id}")
    assert arrive(browse(), northwind, f"signer-{center.public_id}").status_code == 303


def test_a_key_made_since_is_asked_for_but_not_again_and_again(
    center: CenterWorld, browse: Browse, northwind: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(center, northwind, f"rotated-{center.public_id}")
    assert arrive(browse(), northwind, f"rotated-{center.public_id}").status_code == 303
    new = RSAKey.generate_key(2048, {"kid": "two"})
    northwind.keys.append(new.as_dict(private=False))
    northwind.sign = lambda claims: signed(claims, new)
    asked = northwind.asked.count("/keys")
    assert arrive(browse(), northwind, f"rotated-{center.public_id}").status_code == 403, "asked for just now"
    assert northwind.asked.count("/keys") == asked
    monkeypatch.setattr(knowing, "KEYS_LAST_AT_LEAST", 0)
    assert arrive(browse(), northwind, f"rotated-{center.public_id}").status_code == 303


def test_a_shared_secret_among_the_keys_is_no_key(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    shared = OctKey.generate_key(256, {"kid": "shared"})
    northwind.keys.append(shared.as_dict())
    northwind.sign = lambda claims: signed(claims, shared, alg="HS256")
    assert refused(browse(), northwind)


def test_a_code_that_was_used_or_is_no_code_brings_nobody_in(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client = browse()
    back = northwind.consent(leave(client), "dana")
    northwind.granted.clear()
    assert client.get(back).status_code == 403
    for code in ("", "x" * 5000):
        assert (
            client.get(
                f"{northwind.consent(leave(client), 'dana').replace('code=', 'nocode=')}&code={code}"
            ).status_code
            == 403
        )
    assert not is_in(client)


def sent_on(_handler: BaseHTTPRequestHandler) -> Answer:
    return 302, {"Location": "/elsewhere"}, b""


def huge(_handler: BaseHTTPRequestHandler) -> Answer:
    return 200, {}, b'{"issuer": "' + b"x" * (asking.LARGEST_ANSWER + 1) + b'"}'


def broken_off(_handler: BaseHTTPRequestHandler) -> Answer:
    return 200, {"Content-Length": "1000"}, b'{"issuer": "x"}'


def trickling(northwind: LocalProvider) -> Callable[[BaseHTTPRequestHandler], Answer]:
    def answer(handler: BaseHTTPRequestHandler) -> Answer:
        while not northwind.asleep.wait(0.02):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if northwind.asked[-1:] else b"")
            handler.wfile.write(b"X-Slow: 1\r\n")
            handler.wfile.flush()
        raise ConnectionAbortedError

    return answer


SILENCE: dict[str, Callable[[BaseHTTPRequestHandler], Answer]] = {
    "fault": lambda _: as_json({"error": "fault"}, 500),
    "refusal": lambda _: as_json({"error": "unavailable"}, 429),
    "sent on": sent_on,
    "huge": huge,
    "broken off": broken_off,
    "no JSON": lambda _: (200, {}, b"<html>"),
    "no object": lambda _: as_json([1, 2]),
    "nested without end": lambda _: (200, {}, b"[" * 200_000),
    "a number without end": lambda _: (200, {}, b'{"a": ' + b"9" * 9000 + b"}"),
    "no text": lambda _: (200, {}, b"\xff\xfe\xfa"),
}


@pytest.mark.parametrize("place", ["/.well-known/openid-configuration", "/keys", "/token"])
@pytest.mark.parametrize("how", SILENCE)
def test_an_answer_of_no_use_ends_in_a_plain_page(
    how: str, place: str, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    northwind.answers[place] = SILENCE[how]
    client = browse()
    if place.startswith("/.well-known"):
        answer = submit(client, "/sign-in", action="/sign-in" + WITH)
        assert answer.status_code == 503
    else:
        answer = arrive(client, northwind, "dana")
        assert answer.status_code in {403, 503}
    assert "Northwind" in text_of(answer)
    assert "/elsewhere" not in northwind.asked
    assert not is_in(client)


@pytest.mark.parametrize("place", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_an_answer_that_trickles_is_ended_in_time(
    place: str, center: CenterWorld, browse: Browse, northwind: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    northwind.answers[place] = trickling(northwind)
    client, began = browse(), time.monotonic()
    if place.startswith("/.well-known"):
        answer = submit(client, "/sign-in", action="/sign-in" + WITH)
    else:
        answer = arrive(client, northwind, "dana")
    assert answer.status_code == 503
    assert "did not answer" in text_of(answer)
    assert time.monotonic() - began < 3


def test_a_provider_that_is_down_is_left_alone_for_some_seconds(
    center: CenterWorld, browse: Browse, northwind: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    northwind.answers["/.well-known/openid-configuration"] = SILENCE["fault"]
    for _ in range(3):
        assert submit(browse(), "/sign-in", action="/sign-in" + WITH).status_code == 503
    assert northwind.asked == ["/.well-known/openid-configuration"]
    northwind.answers.clear()
    monkeypatch.setattr(knowing, "SILENCE_LASTS", 0)
    assert submit(browse(), "/sign-in", action="/sign-in" + WITH).status_code == 200


def test_nobody_listening_is_said_as_well(center: CenterWorld, browse: Browse) -> None:
    with providers.taken(LocalProvider(issuer="http://127.0.0.1:9")):
        answer = submit(browse(), "/sign-in", action="/sign-in" + WITH)
    assert (answer.status_code, "did not answer" in text_of(answer)) == (503, True)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://login.example.org"},
        {"token_endpoint": "http://127.0.0.1:9/token"},
        {"jwks_uri": "http://169.254.169.254/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://evil.example.org/authorize"},
        {"token_endpoint": None},
        {"token_endpoint": ["a", "b"]},
    ],
)
def test_a_provider_leads_nowhere_but_to_its_own_host(
    said: Claims, center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    northwind.description = said
    assert submit(browse(), "/sign-in", action="/sign-in" + WITH).status_code == 503
    assert northwind.asked == ["/.well-known/openid-configuration"]


def test_the_log_says_why_and_names_nobody(
    center: CenterWorld, browse: Browse, northwind: LocalProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    client = browse()
    arrive(client, northwind, "wilhelmina", email="wilhelmina@example.org", nonce="another")
    assert "it answers another question" in caplog.text
    for secret in ("wilhelmina", providers.SECRET, "eyJ"):
        assert secret not in caplog.text


def test_a_provider_that_takes_the_secret_in_the_form_only_gets_it_there(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    northwind.description["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    sub = f"poster-{center.public_id}"
    connect(center, northwind, sub)
    assert arrive(browse(), northwind, sub).status_code == 303
