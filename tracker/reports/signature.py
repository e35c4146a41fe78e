"""The signature that PDF readers show (PAdES), put on as one update behind a packet's seal, and told from any other.

The certificate is the installation's own. In it stands, as an extension, that the key which seals packets vouches for
it: so whoever has the public half of that key can judge a signature without any list of authorities.

A signature leaves bytes in the file that it does not cover, for it cannot cover itself. `whole` writes these anew from
what is covered and compares, so that there is one way to write a signature as there is one way to write a seal.
A time stamp, where an authority is set, is one of the attributes that are signed.
"""

import hashlib
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tracker.reports import time_stamp
from tracker.reports.time_stamp import ATTRIBUTE, Ask, NoStamp, Stamp

log = logging.getLogger(__name__)
FIELD = "Issuer"
LONGEST = 65_536
_FIELD_WORDS = "Signature of the installation that issued this packet"
_BITS, _YEARS = 3072, 20
_VOUCHED = x509.ObjectIdentifier("2.25.305790183437211890341157719412057713153")
_MARK = b"TrackerSignature 1\n"
_ROOM = 4_096  # for the signature, in hexadecimal digits
_ROOM_FOR_STAMP = 2 * time_stamp.LONGEST
_RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,12}) (\d{1,12}) (\d{1,12}) *\]")
_PART = 1024 * 1024


def make(vouch: Callable[[bytes], bytes], name: str, now: datetime) -> bytes:
    """Make a key and its certificate, as PEM behind one another; `vouch` signs with the key that seals packets."""
    key = rsa.generate_private_key(65537, _BITS)
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only"), False
    )
    certificate = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=366 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, decipher_only=False, **usage), critical=True
        )
        .add_extension(x509.UnrecognizedExtension(_VOUCHED, vouch(_vouched(key.public_key()))), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)


def certificate_of(kept: bytes) -> str:
    """Return the certificate as it is handed out. Raises ValueError where there is none."""
    return x509.load_pem_x509_certificate(kept).public_bytes(Encoding.PEM).decode()


def sign(path: Path, kept: bytes, ask: Ask | None = None) -> bool:
    """Put the signature behind a sealed packet, and tell whether it has a time stamp.

    `ask`: how the authority of time stamps is asked, where there is one; gives it none that holds, the packet is
    signed without. Raises ValueError where the key cannot be read.
    """
    load_pem_private_key(kept, password=None)
    sealed = path.stat().st_size
    if ask:
        try:
            _put(path, kept, ask)
            return True
        except OSError as fault:
            log.warning("no time stamp: %s", fault if isinstance(fault, NoStamp) else type(fault).__name__)
            with path.open("rb+") as file:
                file.truncate(sealed)
    _put(path, kept)
    return False


def _put(path: Path, kept: bytes, ask: Ask | None = None) -> None:
    from asn1crypto import keys, pem  # type: ignore[import-untyped]  # ships no types
    from asn1crypto import x509 as asn1
    from pyhanko.sign import fields, signers
    from pyhanko.sign.ades.api import CAdESSignedAttrSpec
    from pyhanko.sign.signers.pdf_cms import DefaultUnsignedAttributes

    (_, _, private), (_, _, certificate) = pem.unarmor(kept, multiple=True)
    signer = signers.SimpleSigner(
        asn1.Certificate.load(certificate), keys.PrivateKeyInfo.load(private), _nothing_known()
    )
    signer.unsigned_attr_prov_spec = DefaultUnsignedAttributes(timestamper=None)
    said = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        cades_signed_attr_spec=CAdESSignedAttrSpec(timestamp_content=True) if ask else None,
    )
    field = fields.SigFieldSpec(FIELD, box=(-1, -1, -1, -1), readable_field_name=_FIELD_WORDS)
    stamper = time_stamp.stamper(ask) if ask else None
    room = _ROOM + (_ROOM_FOR_STAMP if ask else 0)
    with path.open("rb+") as file:
        writer = _update_of(file)
        put = signers.PdfSigner(said, signer, timestamper=stamper, new_field_spec=field)
        _apart(lambda: put.sign_pdf(writer, in_place=True, bytes_reserved=room))


def _update_of(file: BinaryIO) -> Any:
    """Begin an update of a file that leaves what the file says of itself as it is.

    Else pyHanko names itself as the maker, and writes the metadata anew in a way that PDF/A does not know.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Update(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            pass

    return Update(file)


def whole(path: Path, update: bytes, key: bytes) -> bool:
    """Tell whether what stands behind the seal is the signature that was put there, and nothing but that.

    `update` is the end of the file, `key` the public key of the seal, which must vouch for the certificate.
    """
    try:
        return _whole(path, update, key)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, InvalidSignature):
        return False
    except (UnsupportedAlgorithm, x509.ExtensionNotFound, NotImplementedError, NoStamp):
        return False


def stamp_of(path: Path, update: bytes) -> Stamp | None:
    """Return the time stamp of a signature that `whole` found to be one, or None where it has none.

    Most have none: then no library is loaded to read it, for a page of a packet asks each time.
    """
    _, _, hole = _hole(path, update)
    if time_stamp.MARK not in hole:
        return None
    (signer,) = _signed(bytes.fromhex(hole[1:-1].decode("ascii")))["signer_infos"]
    told = _attributes(signer)
    return time_stamp.read(told[ATTRIBUTE][0], told["message_digest"][0].native) if ATTRIBUTE in told else None


def _hole(path: Path, update: bytes) -> tuple[int, int, bytes]:
    """Return where the bytes lie that the signature does not cover, and what is there. Raises ValueError."""
    size = path.stat().st_size
    (found,) = _RANGE.finditer(update)
    before, after, rest = (int(each) for each in found.groups())
    start, end = before - (size - len(update)), after - (size - len(update))
    hole = update[start:end]
    if start < 0 or after + rest != size or (hole[:1], hole[-1:]) != (b"<", b">"):
        raise ValueError("it does not cover the rest")
    return before, after, hole


def _whole(path: Path, update: bytes, key: bytes) -> bool:
    before, after, hole = _hole(path, update)
    content = bytes.fromhex(hole[1:-1].decode("ascii"))
    signed = _signed(content)
    (signer,), (embedded,) = signed["signer_infos"], signed["certificates"]
    certificate, value = embedded.chosen.dump(), signer["signature"].native
    written = _rewritten(certificate, signer["signed_attrs"], value)
    if hole != b"<" + (written + bytes(len(content) - len(written))).hex().upper().encode() + b">":
        return False
    attributes = _attributes(signer)
    digest = _digest(path, before, after)
    named = attributes["signing_certificate_v2"][0]["certs"][0]["cert_hash"].native
    if attributes["message_digest"][0].native != digest or named != hashlib.sha256(certificate).digest():
        return False
    if ATTRIBUTE in attributes:
        time_stamp.read(attributes[ATTRIBUTE][0], digest)
    public = _vouched_for(certificate, key)
    public.verify(value, signer["signed_attrs"].untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    return True


def _signed(content: bytes) -> Any:
    from asn1crypto import cms
    from pyhanko.sign.ades import cades_asn1  # noqa: F401 teaches it the attribute of time stamps

    return cms.ContentInfo.load(content)["content"]


def _attributes(signer: Any) -> dict[str, Any]:
    return {each["type"].native: each["values"] for each in signer["signed_attrs"]}


def _rewritten(certificate: bytes, attributes: Any, value: bytes) -> bytes:
    """Write a signature as `sign` does, from what is covered: the attributes, the certificate that they name."""
    import asyncio

    from asn1crypto import cms
    from asn1crypto import x509 as asn1
    from pyhanko.sign.signers import ExternalSigner

    again = cms.CMSAttributes.load(attributes.untag().dump())
    signer = ExternalSigner(asn1.Certificate.load(certificate), _nothing_known(), value)
    made: bytes = _apart(lambda: asyncio.run(signer.async_sign_prescribed_attributes("sha256", again))).dump()
    return made


def _apart(do: Callable[[], Any]) -> Any:
    """Do what begins an event loop of its own, in a thread where none can be running: two in one are refused."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(do).result()


def _vouched_for(certificate: bytes, key: bytes) -> rsa.RSAPublicKey:
    """Return the key of a certificate. Raises InvalidSignature where the key of the seal does not vouch for it."""
    read = x509.load_der_x509_certificate(certificate)
    public, said = read.public_key(), read.extensions.get_extension_for_oid(_VOUCHED).value
    if not isinstance(public, rsa.RSAPublicKey) or not isinstance(said, x509.UnrecognizedExtension):
        raise InvalidSignature
    Ed25519PublicKey.from_public_bytes(key).verify(said.value, _vouched(public))
    return public


def vouched_by(kept: bytes, key: bytes) -> bool:
    """Tell whether a kept certificate is one that the key of the seal vouches for."""
    try:
        _vouched_for(x509.load_pem_x509_certificate(kept).public_bytes(Encoding.DER), key)
    except (InvalidSignature, ValueError, x509.ExtensionNotFound):
        return False
    return True


def _vouched(public: rsa.RSAPublicKey) -> bytes:
    return _MARK + public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _nothing_known() -> Any:
    """Return a store of certificates with none in it: each file brings its own."""
    from pyhanko_certvalidator import registry

    store: Any = registry.SimpleCertificateStore
    return store()


def _digest(path: Path, before: int, after: int) -> bytes:
    """Return the SHA-256 of a file but for what stands between two places."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        left = before
        while left and (part := file.read(min(_PART, left))):
            digest.update(part)
            left -= len(part)
        file.seek(after)
        while part := file.read(_PART):
            digest.update(part)
    return digest.digest()
