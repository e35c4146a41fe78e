"""QR codes on a sheet that was scanned or photographed, such as the one that names its event."""

import json
import time
from pathlib import Path

import zxingcpp
from PIL import Image

from tracker.intake.errand import Errand, Exhibit
from tracker.intake.formats import Format
from tracker.intake.reader import documents, pictures
from tracker.intake.reader.findings import Findings

PAGES, SECONDS = 5, 4.0
SIDE = 1650  # pixels: a US Letter page at 150 dots an inch, on which a code of half an inch is read
LONGEST, MOST = 500, 20
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def prepare(form: Format) -> None:
    """Load what opens a format, while files may still be opened."""
    if form.is_picture:
        pictures.prepare(form)


def look(content: bytes, errand: Errand) -> Findings:
    """Write what the codes say as 0001.json. A page is looked at until one says something."""
    found: list[str] = []
    until = time.monotonic() + SECONDS
    for page in pictures.drawn(content, errand) if errand.form.is_picture else documents.drawn(content, SIDE, PAGES):
        found += _said(page)
        if found or time.monotonic() > until:
            break
    Path("0001.json").write_bytes(json.dumps({"codes": found[:MOST]}).encode())
    return Findings(1, 1, 1, Exhibit.AS_IT_IS, files=["0001.json"])


def _said(page: Image.Image) -> list[str]:
    codes = zxingcpp.read_barcodes(page.convert("L"), formats=QR)
    return [code.text[:LONGEST] for code in codes if code.valid]
