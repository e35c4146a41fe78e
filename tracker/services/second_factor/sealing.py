"""Secrets of authenticator apps, sealed under a key that is not in the database: a copy of it makes no codes.

The key is derived from SECRET_KEY. Where that is lost, what was sealed opens no more, and apps are set up anew.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tracker.services import installation

NONCE_BYTES = 12
LABEL = b"tracker: secrets of authenticator apps"


def seal(secret: str, account_id: int) -> str:
    """Return a secret as it is kept: it opens for this account only, on this installation only."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher().encrypt(nonce, secret.encode(), _owner(account_id))
    return urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, account_id: int) -> str | None:
    """Return a secret that was sealed; None for another account's, under another key, or for what was never sealed."""
    try:
        kept = urlsafe_b64decode(sealed.encode())
        return _cipher().decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], _owner(account_id)).decode()
    except (InvalidTag, ValueError):
        return None


def _cipher() -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=LABEL).derive(installation.current().secret_key)
    return AESGCM(key)


def _owner(account_id: int) -> bytes:
    return str(account_id).encode()
