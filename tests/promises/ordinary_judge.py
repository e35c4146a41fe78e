"""An ordinary judge of signatures, as a PDF reader has one: pyHanko's, told which certificates to trust."""

import logging
import random
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from asn1crypto import pem, x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
_HOLE = re.compile(rb"<[0-9A-F]{1000,}>")


def intact(content: bytes, *trusted: bytes) -> bool:
    """Tell whether each signature of a file is valid and trusted, and nothing was changed or added since the last."""
    with ThreadPoolExecutor(1) as thread:  # it begins an event loop of its own, which no other may run around
        return thread.submit(_intact, content, trusted).result()


def _intact(content: bytes, trusted: tuple[bytes, ...]) -> bool:
    try:
        reader = PdfFileReader(BytesIO(content))
        roots = [x509.Certificate.load(pem.unarmor(each)[2]) for each in trusted]
        judged = [
            validate_pdf_signature(each, ValidationContext(trust_roots=roots)) for each in reader.embedded_signatures
        ]
        return bool(judged) and all(each.bottom_line and each.coverage.name == "ENTIRE_FILE" for each in judged)
    except Exception:  # whatever a changed file makes it raise, it does not say "valid"
        return False


def byte_changed(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one byte made another, anywhere but in the digits of the signature itself."""
    hole = list(_HOLE.finditer(content))[-1]
    at = chance.choice((chance.randrange(hole.start()), chance.randrange(hole.end(), len(content))))
    made = bytearray(content)
    made[at] = (made[at] + chance.randrange(1, 256)) % 256
    return bytes(made)
