"""How long a packet takes, against headless Chromium printing the same HTML in the same run.

Whole processes are timed: ours from the call to the finished file, with starting Python, loading WeasyPrint, reading
the certificates, drawing and binding; Chromium from its start to its end, with the certificates' frames but without
the certificates, which it cannot put in.
"""

import os
import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from tests.reports import files, samples
from tracker.reports import fetcher, templates
from tracker.reports.context import PacketContext
from tracker.reports.drawing import STYLE_SHEET
from tracker.reports.exhibits import Reading
from tracker.reports.outline import Outline
from tracker.reports.packet import render_packet
from tracker.reports.pieces import cut, cut_cover, cut_sheets, sheets

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
ROWS = ((25, 0, 3), (25, 5, 3), (100, 0, 1), (100, 5, 1))


def figures(rows: tuple[tuple[int, int, int], ...] = ROWS) -> Iterator[str]:
    """Yield lines of figures, ratios first; takes about two minutes."""
    certificates = [files.pdf(792, 612, words=f"Certificate {number}") for number in range(10)]
    evidence = {sha256(content).hexdigest(): content for content in certificates}
    for people, each, times in rows:
        context = samples.packet(people, 20, 10, each, tuple(evidence))
        ours, theirs, pages, megabytes = _race(context, evidence, times)
        what = f"{each} certificates each, " if each else ""
        yield (
            f"packet of {people} people, 20 completions each, {what}{pages} pages: "
            f"{ours / theirs:.2f} of Chromium's time"
            f" ({ours:.1f} s against {theirs:.1f} s; {megabytes:.1f} MB)"
        )


def _race(context: PacketContext, evidence: dict[str, bytes], times: int) -> tuple[float, float, int, float]:
    """Time both in turns, so that whatever else the machine does meets both; return the best of each."""
    page, ours, theirs = whole_page(context), [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            begun = perf_counter()
            made = render_packet(context, evidence.get, progress=lambda *_: None, workdir=Path(folder))
            ours.append(perf_counter() - begun)
            pages, megabytes = made.pages, made.path.stat().st_size / 1e6
        theirs.append(_chromium(page))
    return min(ours), min(theirs), pages, megabytes


def _chromium(page: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, "utf-8")
        command = [browser(), *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        begun = perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603 our own command
        taken = perf_counter() - begun
        if not target.stat().st_size:
            raise RuntimeError("Chromium printed nothing.")
    return taken


def browser() -> str:
    """Return the path of Chromium; where there is none, end the run in words."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit(f"{named or 'Chromium'} is not here to compare with: set CHROMIUM to the path of one.")
    return found


def whole_page(context: PacketContext) -> str:
    """Return the HTML of all pieces as one page that a browser can print, typefaces inside."""
    outline = Outline(context)
    readings = {exhibit.sha256: Reading(exhibit.sha256, pages=1) for exhibit in context.exhibits}
    pieces = [cut_cover([]), *cut(outline, 2), *cut_sheets(sheets(outline, readings))]
    texts = [templates.render(piece.template, outline=outline, **piece.values) for piece in pieces]
    bodies = "".join(text[text.index("<body>") + 6 : text.index("</body>")] for text in texts)
    own = {fetcher.FRAME: ("image/png", fetcher.blank())}
    own |= {f"{fetcher.PREFIX}{name}": ("font/ttf", fetcher.open_own(fetcher.PREFIX + name)) for name in _typefaces()}
    page = f"<!DOCTYPE html><html lang='en-US'><title>Packet</title><style>{STYLE_SHEET.read_text()}</style>{bodies}"
    for name, (kind, content) in own.items():
        page = page.replace(f'"{name}"', f'"data:{kind};base64,{b64encode(content).decode()}"')
    return page.replace('"packet:', '"#')


def _typefaces() -> tuple[str, ...]:
    return (*fetcher.WEIGHTS, "shapes")
