"""A time stamp (RFC 3161) from an authority of the center's choice, over what a packet's signature covers.

It goes among the attributes that are signed, so that the signature covers it and there stays one way to write a
signature. It proves that the content was there at that time; a stamp over the signature itself would lie outside it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# Asks the authority: the request as it is sent, the response as it came. Raises OSError where none came.
Ask = Callable[[bytes], bytes]
ATTRIBUTE = "content_time_stamp"
# How the attribute is named in a signature, which a PDF holds in hexadecimal digits: object 1.2.840.113549.1.9.16.2.20.
MARK = b"060B2A864886F70D0109100214"
LONGEST = 12_288  # bytes of a stamp, the authority's certificates included
LONGEST_NAME = 100


class NoStamp(OSError):
    """The authority gave none that holds. An OSError, as pyHanko expects of whatever asks one."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an authority saw the content, in UTC, and how it calls itself. Whom to trust for times is not judged."""

    at: datetime
    by: str


def stamper(ask: Ask) -> Any:
    """Return pyHanko's way to an authority, over ours. What it brings holds, or NoStamp is raised."""
    from asn1crypto import tsp  # type: ignore[import-untyped]  # ships no types
    from pyhanko.sign.timestamps import TimeStamper

    class OverOurWay(TimeStamper):
        """Asks as we ask, and takes only what holds."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(ask(req.dump()))

        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            try:
                token = await super().async_timestamp(message_digest, md_algorithm)
                if len(token.dump()) > LONGEST:
                    raise NoStamp("it is too large")
                read(token, message_digest)
            except NoStamp:
                raise
            except (ValueError, TypeError, KeyError, AttributeError, NotImplementedError):
                raise NoStamp("it cannot be read") from None
            return token

    made: Any = OverOurWay
    return made()


def read(token: Any, digest: bytes) -> Stamp:
    """Read a stamp over a SHA-256. Raises NoStamp where it is over something else or its own signature does not hold.

    The authority's certificate stands inside; a stamp without it could never be judged, and is refused.
    """
    from pyhanko.sign.general import extract_certificate_info
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    signed = token["content"]
    held = signed["encap_content_info"]["content"]
    told = held.parsed
    imprint = told["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256" or imprint["hashed_message"].native != digest:
        raise NoStamp("it is over something else")
    (signer,) = signed["signer_infos"]
    certificate = extract_certificate_info(signed).signer_cert
    name = signer["digest_algorithm"]["algorithm"].native
    intact, valid = validate_sig_integrity(signer, certificate, "tst_info", hashlib.new(name, held.contents).digest())
    if not (intact and valid):
        raise NoStamp("its signature does not hold")
    by = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return Stamp(told["gen_time"].native.astimezone(UTC), str(by)[:LONGEST_NAME])
