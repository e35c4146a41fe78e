"""Sealing a packet's file with the key of this installation, so that it can be checked far from here and without it.

The key is Ed25519: the same packet gets the same signature, so a packet that is issued again is the same to the byte.
"""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from tracker.domain import packet_seal
from tracker.domain.errors import Refused, UnreadableFile
from tracker.domain.packet_seal import Facts, Seal
from tracker.services import installation
from tracker.storage import keys

KEY_FILE = "packets"
CHUNK = 1024 * 1024
NO_KEY = "This is no public key of packets. Take the file that `packet-key` writes at the center, as it is."


def make_key(data: Path) -> None:
    """Make the key that seals packets, where there is none."""

    def made() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    keys.make_once(data / "keys" / KEY_FILE, made)


def public_key() -> bytes:
    """Return the public key of this installation; the key is made where there is none. Raises Refused for no key."""
    return _raw(_key().public_key())


def public_pem() -> str:
    """Return the public key as it is handed out."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_public(pem: bytes) -> bytes:
    """Read a public key that was handed out. Raises Refused for anything else."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise Refused(NO_KEY) from None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(NO_KEY)
    return _raw(key)


def fingerprint(key: bytes) -> str:
    """Return the digest of a public key as people compare it: in groups of four."""
    digits = hashlib.sha256(key).hexdigest()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def seal(path: Path, facts: Facts) -> str:
    """Put the seal at the end of a packet that was just drawn; return the SHA-256 of the sealed file."""
    size, key = path.stat().st_size, _key()
    ending, digest = packet_seal.ending_of(tail_of(path)), _digest(path, size)
    signature = key.sign(packet_seal.message(facts, digest.digest()))
    text = packet_seal.written(facts, _raw(key.public_key()), signature, ending)
    with path.open("ab") as file:
        file.write(text)
    digest.update(text)
    return digest.hexdigest()


def holds(path: Path, found: Seal) -> bool:
    """Tell whether a seal's signature is that of its key, over what it says and every byte before it."""
    signed = packet_seal.message(found.facts, _digest(path, found.covers).digest())
    try:
        Ed25519PublicKey.from_public_bytes(found.key).verify(found.signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def tail_of(path: Path) -> bytes:
    """Return the last bytes of a file, as many as a seal can have."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - packet_seal.LONGEST))
        # What says that it has no size, such as a device, may never end.
        return file.read(packet_seal.LONGEST)


def whole_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return _digest(path, path.stat().st_size).hexdigest()


def _key() -> Ed25519PrivateKey:
    data = installation.current().data
    make_key(data)
    try:
        key = load_pem_private_key((data / "keys" / KEY_FILE).read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UnreadableFile("The key that seals packets cannot be read. Restore keys/packets from a backup.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableFile("The key that seals packets is of another kind. Restore keys/packets from a backup.")
    return key


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _digest(path: Path, length: int) -> "hashlib._Hash":
    """Return the SHA-256 of the first bytes of a file, to be gone on with."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while length and (part := file.read(min(CHUNK, length))):
            digest.update(part)
            length -= len(part)
    return digest
