"""A forger's own keys, and what can be sealed and signed with them."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import keys, pem, x509  # type: ignore[import-untyped]  # ships no types
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tracker.domain import packet_seal
from tracker.domain.packet_seal import Facts
from tracker.reports import signature

FORGERS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def sealed(body: bytes, facts: Facts, key: bytes = b"") -> bytes:
    """Return a body with a seal of the forger's, who writes a key beside it: their own unless another is named."""
    signature = FORGERS_KEY.sign(packet_seal.message(facts, hashlib.sha256(body).digest()))
    own = FORGERS_KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return body + packet_seal.written(facts, key or own, signature, packet_seal.ending_of(body))


def signed(content: bytes, folder: Path) -> bytes:
    """Return a sealed file with a signature behind it by a certificate that the forger's key vouches for."""
    path = folder / "signed.pdf"
    path.write_bytes(content)
    signature.sign(path, forgers_certificate())
    return path.read_bytes()


@cache
def forgers_certificate() -> bytes:
    """Return a key and a certificate of the forger's."""
    return signature.make(FORGERS_KEY.sign, "Training tracker", datetime.now(UTC))


def forgers_signer() -> Any:
    """Return what signs with them, in pyHanko's terms."""
    (_, _, private), (_, _, certificate) = pem.unarmor(forgers_certificate(), multiple=True)
    known = x509.Certificate.load(certificate)
    return signers.SimpleSigner(known, keys.PrivateKeyInfo.load(private), SimpleCertificateStore())
