"""The way to a provider and back: one step, answered once, by the browser that began it.

That browser alone holds the secret of the step, in its signed cookie. What travels through the provider (`state`), what
the token must carry (`nonce`) and what the code is given with (PKCE) are each derived from it: who reads addresses,
logs or the database can finish nobody's journey.

What speaks to a provider is loaded when the first person goes to one: most installations have none, and it takes 17 MB
in each process.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.errors import Refused
from tracker.domain.id_token import Vouched
from tracker.domain.single_sign_on import Provider
from tracker.services import installation
from tracker.services.second_factor import steps
from tracker.services.second_factor.steps import Purpose
from tracker.services.single_sign_on.providers import untrusted

if TYPE_CHECKING:
    from tracker.services.single_sign_on.knowing import Description

STALE = (
    "That was finished already, was begun in another browser, or took longer than ten minutes. Nothing was changed by "
    "it. Begin again."
)
SCOPE = "openid email profile"


class Stale(Refused):
    """What came back waits for nothing in this browser, any more or at all."""


class Aim(StrEnum):
    """What somebody goes to a provider for."""

    SIGN_IN = "sign_in"
    JOIN = "join"
    CONNECT = "connect"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Journey:
    """A way there that has come back: what for, whose if somebody was signed in, and where they wanted to go."""

    aim: Aim
    account_id: int | None
    next: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """A way there that begins: the secret that the browser keeps, and the provider's page."""

    secret: str
    address: str


def describe(provider: Provider) -> "Description":
    """Ask a provider, before a journey begins, where it does what. Raises Silent."""
    from tracker.services.single_sign_on import knowing

    return knowing.describe(provider)


def begin(
    provider: Provider, about: "Description", aim: Aim, now: datetime, account_id: int | None = None, next: str = ""
) -> Leaving:
    """Begin a journey. `about`: asked for before the transaction begins, for the provider may be slow."""
    from tracker.services.single_sign_on import asking

    secret = steps.begin(Purpose.PROVIDER, now, account_id, provider=provider.key, aim=aim.value, next=next)
    wishes = {"prompt": "login", "max_age": "0"} if aim is Aim.CONFIRM else {}
    if provider.domain:
        wishes["hd"] = provider.domain
    with asking.session(
        provider, redirect_uri=way_back(provider), scope=SCOPE, code_challenge_method="S256"
    ) as session:
        address, _state = session.create_authorization_url(
            about.authorization,
            state=_derived(secret, "state"),
            nonce=_derived(secret, "nonce"),
            code_verifier=_derived(secret, "verifier"),
            **wishes,
        )
    return Leaving(secret, address)


def come_back(provider: Provider, secret: str, state: str, now: datetime) -> Journey:
    """Use a journey up. Raises Stale where it is not this browser's or provider's, or was used, or took too long."""
    if not secret or not hmac.compare_digest(_derived(secret, "state").encode(), state.encode()):
        raise Stale(STALE)
    step = steps.answer(Purpose.PROVIDER, secret, now)
    if step is None or step.detail["provider"] != provider.key:
        raise Stale(STALE)
    return Journey(Aim(step.detail["aim"]), step.account_id, step.detail["next"])


def vouched(provider: Provider, secret: str, code: str, issuer: str, now: datetime) -> Vouched:
    """Return whom the provider vouches for at the end of a journey that was used up. Raises Silent or Untrusted.

    `issuer`: as the way back names it (RFC 9207); it need not, unless the provider says that it does. Asks the
    provider, so no transaction should be open.
    """
    from tracker.services.single_sign_on import tokens

    if issuer != provider.issuer and (issuer or describe(provider).says_who):
        raise untrusted(provider, "the way back names another issuer")
    token = tokens.exchange(provider, code, _derived(secret, "verifier"), way_back(provider))
    return tokens.vouched(provider, token, _derived(secret, "nonce"), now)


def way_back(provider: Provider) -> str:
    """Return our address that a provider sends people back to; it must be registered there."""
    return f"{installation.current().base_url}/sign-in/with/{provider.key}/back"


def _derived(secret: str, what: str) -> str:
    digest = hmac.new(secret.encode(), what.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
