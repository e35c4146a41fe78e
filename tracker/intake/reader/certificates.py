"""Certificates: their words are read, what they propose is written down, and the words end with this process."""

import json
from dataclasses import replace
from pathlib import Path

from tracker import clock
from tracker.domain.certificates import Page, read
from tracker.domain.certificates.text import Text
from tracker.domain.certificates.written import to_json
from tracker.intake import signs
from tracker.intake.errand import Errand, Exhibit
from tracker.intake.reader import documents
from tracker.intake.reader.findings import Findings
from tracker.intake.reader.printed_words import pages_of


def look(content: bytes, _errand: Errand) -> Findings:
    """Write what a PDF proposes as 0001.json."""
    document = documents.opened(content)
    return written(pages_of(document), len(document))


def written(pages: list[Page], count: int, *, is_picture: bool = False) -> Findings:
    """Write what pages of words propose; the signs of a case that are in the words are told as notes."""
    today = clock.now().date()
    reading = replace(read(pages, today), from_picture=is_picture)
    Path("0001.json").write_text(json.dumps(to_json(reading)))
    found = signs.in_words(Text.of(pages).plain, today)
    return Findings(max(1, count), 1, 1, Exhibit.AS_IT_IS, notes=found, files=["0001.json"])
