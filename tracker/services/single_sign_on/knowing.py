"""What a provider tells of itself: where it signs people in, where it gives tokens, with which keys it signs.

Kept for a while in each worker. A provider that did not answer is not asked again for some seconds, so that people who
press the button meanwhile hold up nobody else.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.exceptions import RequestException

from tracker.domain.single_sign_on import Provider
from tracker.services.single_sign_on import asking
from tracker.services.single_sign_on.providers import Silent, silent

T = TypeVar("T")

DESCRIPTION_LASTS = 3600.0
KEYS_LAST = 600.0
# A token may be signed with a key that was made since; asking for it more often would let anybody make us ask.
KEYS_LAST_AT_LEAST = 30.0
SILENCE_LASTS = 10.0
WELL_KNOWN = "/.well-known/openid-configuration"
SIGNING_KEYS = {"RSA", "EC"}


@dataclass(frozen=True, slots=True)
class Description:
    """Where a provider does what. `posts_secret`: it takes our secret in the form. `says_who`: it names itself."""

    authorization: str
    tokens: str
    keys: str
    posts_secret: bool
    says_who: bool


@dataclass(slots=True)
class _Kept(Generic[T]):
    """What was learned of providers, by issuer, with the time of the machine's running at which it was."""

    clock: Callable[[], float] = time.monotonic
    known: dict[str, tuple[float, T | Silent]] = field(default_factory=dict)

    def get(self, issuer: str, lasts: float, learn: Callable[[], T]) -> T:
        """Return what is known, learned anew where it is too old. Raises Silent, for some seconds without asking."""
        at, kept = self.known.get(issuer, (float("-inf"), None))
        age = self.clock() - at
        if isinstance(kept, Silent) and age < SILENCE_LASTS:
            raise Silent(kept.message)
        if kept is not None and not isinstance(kept, Silent) and age < lasts:
            return kept
        try:
            learned = learn()
        except Silent as failed:
            self.known[issuer] = (self.clock(), failed)
            raise
        self.known[issuer] = (self.clock(), learned)
        return learned


_descriptions: _Kept[Description] = _Kept()
_keys: _Kept[KeySet] = _Kept()


def describe(provider: Provider) -> Description:
    """Return what a provider tells of itself, at most an hour old. Raises Silent."""
    return _descriptions.get(provider.issuer, DESCRIPTION_LASTS, lambda: _described(provider))


def keys(provider: Provider, *, anew: bool = False) -> KeySet:
    """Return the keys that a provider signs with; `anew`: asked again, unless that was just now. Raises Silent."""
    lasts = KEYS_LAST_AT_LEAST if anew else KEYS_LAST
    address = describe(provider).keys
    return _keys.get(provider.issuer, lasts, lambda: _key_set(provider, address))


def forget() -> None:
    """Forget what was learned of every provider."""
    _descriptions.known.clear()
    _keys.known.clear()


def _described(provider: Provider) -> Description:
    said = _read(provider, provider.issuer.rstrip("/") + WELL_KNOWN)
    if said.get("issuer") != provider.issuer:
        raise silent(provider, "it describes another issuer")
    authorization, tokens, keys = (said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"))
    if not all(provider.may_be_asked(place) for place in (authorization, tokens, keys)):
        raise silent(provider, "it leads to another host")
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    posts_secret = not isinstance(ways, list) or "client_secret_basic" not in ways
    says_who = said.get("authorization_response_iss_parameter_supported") is True
    return Description(str(authorization), str(tokens), str(keys), posts_secret, says_who)


def _key_set(provider: Provider, address: str) -> KeySet:
    said = _read(provider, address).get("keys")
    usable = [key for key in said if _signs(key)] if isinstance(said, list) else []
    try:
        return KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, KeyError, TypeError):
        raise silent(provider, "its keys cannot be read") from None


def _signs(key: object) -> bool:
    """Whether it is a public key that signs: a shared secret would let the reader of a token make others."""
    return isinstance(key, dict) and key.get("kty") in SIGNING_KEYS and key.get("use", "sig") == "sig"


def _read(provider: Provider, address: str) -> dict[str, Any]:
    try:
        with asking.session(provider) as session:
            answer = session.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        said = answer.json()
    except RequestException as fault:
        raise silent(provider, str(fault) if isinstance(fault, asking.Unasked) else "no usable answer") from None
    except (ValueError, RecursionError):
        raise silent(provider, "its answer is no JSON") from None
    if not isinstance(said, dict):
        raise silent(provider, "its answer is no JSON object")
    return said
