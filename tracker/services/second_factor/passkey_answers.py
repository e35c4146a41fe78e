"""Reading what a browser answers for a passkey. All of it comes from outside and is believed only once it is verified.

The library that reads it meets bytes that anybody may have written; whatever it stumbles over is one refusal.
"""

import json
from dataclasses import dataclass

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes

LONGEST_ID = 1023  # of a credential, in bytes, by the standard
LONGEST_KEY = 2000


class NotAnAnswer(Exception):
    """It does not answer what was asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys belong: the host that people type, and the whole address in front of each path."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was made: what it is found by, the key that verifies it, and how often it was used."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a passkey to verify its answer."""

    public_key: bytes
    sign_count: int


def read_new(answer: str, challenge: str, place: Place) -> Made:
    """Return the passkey that was made for this challenge at this place. Raises NotAnAnswer."""
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except Exception as fault:
        raise NotAnAnswer from fault
    if len(verified.credential_id) > LONGEST_ID or len(verified.credential_public_key) > LONGEST_KEY:
        raise NotAnAnswer
    return Made(verified.credential_id, verified.credential_public_key, verified.sign_count)


def credential_in(answer: str) -> bytes | None:
    """Return which passkey an answer claims to be of; None where it claims nothing that can be read."""
    try:
        named = base64url_to_bytes(json.loads(answer)["rawId"])
    except Exception:
        return None
    return named if 0 < len(named) <= LONGEST_ID else None


def read(answer: str, challenge: str, place: Place, kept: Kept) -> int:
    """Return how often the passkey was used, after verifying that it answered. Raises NotAnAnswer."""
    try:
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except Exception as fault:
        raise NotAnAnswer from fault
    return verified.new_sign_count
