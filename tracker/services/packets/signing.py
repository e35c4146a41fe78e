"""Sealing a packet's file with the key of this installation, so that it can be checked far from here and without it.

The key is Ed25519: the same packet gets the same seal, so a packet that is issued again is the same to the byte, and
the signature that PDF readers show, which tells its time, is taken over from what was issued.
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

from tracker import clock
from tracker.domain import packet_seal
from tracker.domain.errors import Refused, UnreadableFile
from tracker.domain.packet_seal import Facts, Seal
from tracker.reports import signature
from tracker.reports.time_stamp import Stamp
from tracker.services import installation
from tracker.services.packets import time_stamps
from tracker.storage import keys

KEY_FILE = "packets"
SIGNATURE_FILE = "signatures"
LONGEST_END = packet_seal.LONGEST + signature.LONGEST
CHUNK = 1024 * 1024
# Before whatever else is sealed, so that no such seal can pass for a packet's.
NO_PACKET = b"no packet: what a center takes along\n"
NO_CERTIFICATE = (
    "The key of signatures cannot be read. Restore keys/signatures from a backup, or run `packet-certificate --renew`."
)
NO_KEY = "This is no public key of packets. Take the file that `packet-key` writes at the center, as it is."


def make_key(data: Path) -> None:
    """Make the key that seals packets, where there is none."""

    def made() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    keys.make_once(data / "keys" / KEY_FILE, made)


def certificate() -> str:
    """Return the certificate that PDF readers show, as it is handed out. Raises UnreadableFile where it is damaged."""
    try:
        return signature.certificate_of(_signature_key())
    except ValueError:
        raise UnreadableFile(NO_CERTIFICATE) from None


def renew_certificate() -> None:
    """Make another key and certificate for signatures; those of issued packets stay what they are."""
    (installation.current().data / "keys" / SIGNATURE_FILE).unlink(missing_ok=True)
    _signature_key()


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


def seal(path: Path, facts: Facts, kept: Path | None = None) -> str:
    """Put the seal at the end of a packet that was just drawn, and the signature behind; return the file's SHA-256.

    Where the sealed file is the beginning of `kept`, the packet as it was issued, that one's signature is taken over.
    """
    size, key = path.stat().st_size, _key()
    ending, digest = packet_seal.ending_of(tail_of(path)), _digest(path, size)
    signed = key.sign(packet_seal.message(facts, digest.digest()))
    with path.open("ab") as file:
        file.write(packet_seal.written(facts, _raw(key.public_key()), signed, ending))
    if not _signed_as(path, kept):
        try:
            signature.sign(path, _signature_key(), time_stamps.authority())
        except ValueError:
            raise UnreadableFile(NO_CERTIFICATE) from None
    return whole_digest(path)


def _signed_as(path: Path, kept: Path | None) -> bool:
    size = path.stat().st_size
    if kept is None or _digest(kept, size).digest() != _digest(path, size).digest():
        return False
    with kept.open("rb") as before, path.open("ab") as file:
        before.seek(size)
        file.write(before.read(signature.LONGEST))
    return True


def holds(path: Path, found: Seal) -> bool:
    """Tell whether a seal is that of its key, over what it says and every byte before it; and the signature behind."""
    signed = packet_seal.message(found.facts, _digest(path, found.covers).digest(), found.form)
    try:
        Ed25519PublicKey.from_public_bytes(found.key).verify(found.signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return not found.behind or signature.whole(path, found.behind, found.key)


def vouch(content: bytes) -> tuple[bytes, bytes]:
    """Seal what is no packet, such as an archive's manifest; return the public key and the seal."""
    key = _key()
    return _raw(key.public_key()), key.sign(NO_PACKET + content)


def vouched(content: bytes, key: bytes, seal_there: bytes) -> bool:
    """Tell whether the holder of a public key sealed this with `vouch`."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(seal_there, NO_PACKET + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def stamp_of(path: Path, found: Seal) -> Stamp | None:
    """Return the time stamp of a packet whose seal and signature hold, or None where it has none."""
    return signature.stamp_of(path, found.behind) if found.behind else None


def tail_of(path: Path) -> bytes:
    """Return the last bytes of a file, as many as a seal and a signature can have."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_END))
        # What says that it has no size, such as a device, may never end.
        return file.read(LONGEST_END)


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


def _signature_key() -> bytes:
    """Return the key and certificate for signatures, made where there are none that the key of seals vouches for.

    Raises ValueError where they are damaged.
    """
    file, key = installation.current().data / "keys" / SIGNATURE_FILE, _key()

    def made() -> bytes:
        own = _raw(key.public_key())
        return signature.make(key.sign, f"Training tracker, packets sealed with {fingerprint(own)[:19]}", clock.now())

    keys.make_once(file, made)
    kept = file.read_bytes()
    signature.certificate_of(kept)
    if not signature.vouched_by(kept, _raw(key.public_key())):
        file.unlink()  # the key of seals was lost and made anew
        keys.make_once(file, made)
        kept = file.read_bytes()
    return kept


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
