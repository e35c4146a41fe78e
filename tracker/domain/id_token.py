"""What a provider says of somebody in its ID token (OpenID Connect Core 1.0, section 3.1.3.7), judged claim by claim.

Its signature is verified elsewhere. Here stands whether it was said by this provider, to us, now, in answer to this
very question, and what of it may be believed.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.domain.errors import Refused
from tracker.domain.single_sign_on import Provider

CLOCKS_DIFFER = timedelta(minutes=1)
OLDEST = timedelta(minutes=10)
LONGEST_SUBJECT = 255
LONGEST_EMAIL = 254
LONGEST_NAME = 120
# RFC 8176: what somebody knows, is, or has. Two of different kinds are two factors; `mfa` says so outright.
_KNOWS = frozenset({"pwd", "pin", "kba"})
_IS = frozenset({"face", "fpt", "iris", "retina", "vbm"})
_HAS = frozenset({"hwk", "swk", "otp", "sc", "sms", "tel", "pop"})


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom a provider vouches for.

    `email` is empty unless it has the shape of one; `owns_email`: the provider has proved that it is theirs. `is_two`:
    it asked for two factors. `signed_in_at`: when they signed in there, where it says so.
    """

    subject: str
    email: str
    owns_email: bool
    name: str
    is_two: bool
    signed_in_at: datetime | None


def judge(claims: Mapping[str, Any], provider: Provider, nonce: str, now: datetime) -> Vouched:
    """Return whom the claims vouch for. Raises Refused with a reason for the log: it quotes nothing of the claims."""
    _refuse_strangers(claims, provider)
    _refuse_other_times(claims, now)
    said = claims.get("nonce")
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise Refused("it answers another question")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise Refused("it names nobody")
    email = _email(claims)
    return Vouched(
        subject=subject,
        email=email,
        owns_email=bool(email) and _owns_email(claims),
        name=_words(claims.get("name"), LONGEST_NAME),
        is_two=_is_two(claims),
        signed_in_at=_moment(claims.get("auth_time")),
    )


def _refuse_strangers(claims: Mapping[str, Any], provider: Provider) -> None:
    """Hold that this provider said it, of its own organization, and to us."""
    if claims.get("iss") != provider.issuer:
        raise Refused("another issuer said it")
    audience = claims.get("aud")
    meant = [audience] if isinstance(audience, str) else audience
    if not isinstance(meant, list) or provider.client_id not in meant:
        raise Refused("it is meant for another application")
    asked_by = claims.get("azp")
    if asked_by != provider.client_id and (asked_by is not None or len(meant) > 1):
        raise Refused("another application asked for it")
    if provider.tenant and claims.get("tid") != provider.tenant:
        raise Refused("it is of another organization")
    if provider.domain and claims.get("hd") != provider.domain:
        raise Refused("it is of another domain")


def _refuse_other_times(claims: Mapping[str, Any], now: datetime) -> None:
    ends, made = _moment(claims.get("exp")), _moment(claims.get("iat"))
    if ends is None or ends <= now - CLOCKS_DIFFER:
        raise Refused("its time is over")
    if made is None or not now - OLDEST <= made <= now + CLOCKS_DIFFER:
        raise Refused("it was made at another time")
    begins = _moment(claims.get("nbf")) if "nbf" in claims else made
    if begins is None or begins > now + CLOCKS_DIFFER:
        raise Refused("its time has not come")


def _owns_email(claims: Mapping[str, Any]) -> bool:
    """Whether the provider has proved whose address it is.

    Microsoft 365 says no `email_verified`; its administrators may write any address there. `xms_edov`, which they can
    switch on, tells whether the domain is proved to be the organization's.
    """
    return claims.get("email_verified") is True or claims.get("xms_edov") in (True, "1", "true")


def _email(claims: Mapping[str, Any]) -> str:
    email = _words(claims.get("email"), LONGEST_EMAIL).strip().lower()
    name, at, domain = email.partition("@")
    return email if name and at and domain and "@" not in domain and " " not in email else ""


def _is_two(claims: Mapping[str, Any]) -> bool:
    said = claims.get("amr")
    ways = {way for way in said if isinstance(way, str)} if isinstance(said, list) else set()
    return "mfa" in ways or sum(bool(ways & kind) for kind in (_KNOWS, _IS, _HAS)) > 1


def _words(said: object, longest: int) -> str:
    """Return a text that fits and can be printed; nothing for any other."""
    return said if isinstance(said, str) and len(said) <= longest and said.isprintable() else ""


def _moment(said: object) -> datetime | None:
    """Return a number of seconds as a moment; None for what is no such number, or beyond every calendar."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        return datetime.fromtimestamp(said, UTC)
    except (OverflowError, OSError, ValueError):
        return None
