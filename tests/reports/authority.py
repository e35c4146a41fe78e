"""An authority of time stamps that answers as a real one does, with a key made here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, pem, tsp  # type: ignore[import-untyped]  # ships no types
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper

NAME = "Clock Tower Time Stamps"
AT = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def authority(name: str = NAME) -> Callable[[bytes], bytes]:
    """Return what answers a request with a response, both as they travel."""
    stamper = _stamper(name)

    def answer(request: bytes) -> bytes:
        made: bytes = stamper.request_tsa_response(tsp.TimeStampReq.load(request)).dump()
        return made

    return answer


def own_certificate(name: str = NAME) -> bytes:
    """Return what whoever trusts the authority trusts, as PEM."""
    made: bytes = pem.armor("CERTIFICATE", _stamper(name).tsa_cert.dump())
    return made


@cache
def _stamper(name: str) -> DummyTimeStamper:
    key = rsa.generate_private_key(65537, 2048)
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=366))
        .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    return DummyTimeStamper(
        asn1.Certificate.load(certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        fixed_dt=AT,
    )
