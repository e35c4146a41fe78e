"""The data inside a transcript: one file attached to a PDF under its name, or a file of JSON by itself."""

import json
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from tracker.domain.transcripts import FILE, MOST_BYTES
from tracker.intake.errand import Errand, Exhibit
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.words import Refusal

MOST_ATTACHMENTS = 50


def look(content: bytes, _errand: Errand) -> Findings:
    """Write the data anew as 0001.json, as plain JSON; nothing in it is followed or run."""
    found = _attached(content) if content.startswith(b"%PDF-") else content
    if len(found) > MOST_BYTES:
        raise Unacceptable(Refusal.TOO_MUCH_DATA)
    try:
        told = json.loads(found, parse_constant=_no_number)
        plain = json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise Unacceptable(Refusal.NO_DATA) from error
    if type(told) is not dict:
        raise Unacceptable(Refusal.NO_DATA)
    Path("0001.json").write_bytes(plain)
    return Findings(1, 1, 1, Exhibit.AS_IT_IS, files=["0001.json"])


def _attached(content: bytes) -> bytes:
    document = pdfium.PdfDocument(content)
    number = min(document.count_attachments(), MOST_ATTACHMENTS)
    found = [its for its in (document.get_attachment(place) for place in range(number)) if its.get_name() == FILE]
    if len(found) != 1:
        raise Unacceptable(Refusal.NO_TRANSCRIPT)
    return bytes(found[0].get_data())


def _no_number(_name: str) -> Any:
    raise ValueError("not a number that JSON has")
