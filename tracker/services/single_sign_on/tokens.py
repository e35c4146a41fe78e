"""A code from a provider is exchanged for its ID token, and that is believed only where its signature holds."""

from datetime import datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from requests.exceptions import RequestException

from tracker.domain import id_token
from tracker.domain.errors import Refused
from tracker.domain.id_token import Vouched
from tracker.domain.single_sign_on import Provider
from tracker.services.single_sign_on import asking, knowing
from tracker.services.single_sign_on.providers import silent, untrusted

# Signatures that only the provider can make. `none` and those with a shared secret (HS256) are not among them.
SIGNATURES = ["RS256", "PS256", "ES256"]
LONGEST_TOKEN = 32_768


def exchange(provider: Provider, code: str, verifier: str, address: str) -> str:
    """Give a code, once, for the ID token that it stands for. `address`: ours, as the provider was told it.

    Raises Silent or Untrusted.
    """
    about = knowing.describe(provider)
    way = "client_secret_post" if about.posts_secret else "client_secret_basic"
    try:
        with asking.session(provider, token_endpoint_auth_method=way, redirect_uri=address) as session:
            given = session.fetch_token(
                about.tokens, grant_type="authorization_code", code=code, code_verifier=verifier
            )
    except asking.Unasked as fault:
        raise silent(provider, str(fault)) from None
    except RequestException:
        raise silent(provider, "it gave no token") from None
    except AuthlibBaseError:
        raise untrusted(provider, "it takes the code for none of its own, or for one that was used") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise untrusted(provider, "its answer holds no token") from None
    token = given.get("id_token")
    if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        raise untrusted(provider, "its answer holds no ID token")
    return token


def vouched(provider: Provider, token: str, nonce: str, now: datetime) -> Vouched:
    """Return whom an ID token vouches for. Raises Untrusted, or Silent where the provider's keys cannot be had."""
    try:
        return id_token.judge(_signed(provider, token), provider, nonce, now)
    except Refused as wrong:
        raise untrusted(provider, wrong.message) from None
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise untrusted(provider, "its signature does not hold") from None


def _signed(provider: Provider, token: str) -> dict[str, Any]:
    """Return the claims of a token whose signature holds; a key not known yet is asked for."""
    try:
        return jwt.decode(token, knowing.keys(provider), SIGNATURES).claims
    except InvalidKeyIdError:
        return jwt.decode(token, knowing.keys(provider, anew=True), SIGNATURES).claims
