"""How long a packet takes, against headless Chromium printing the same HTML in the same run; and how long the next one.

Whole processes are timed: ours from the call to the finished file, with starting Python, loading WeasyPrint, reading
the certificates, drawing and binding; Chromium from its start to its end, with the certificates' frames but without
the certificates, which it cannot put in. Beside the time by the clock stands the processor's, which a busy machine
changes less: ours gives way to whoever else wants the processor, and Chromium does not. The next packet is made after
one completion was corrected, with the pieces that were kept of the first.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from math import log
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter, sleep
from typing import Any

from tests.bench.memory import Watch
from tests.reports import files, samples
from tracker.reports import fetcher, templates
from tracker.reports.context import PacketContext
from tracker.reports.drawing import STYLE_SHEET
from tracker.reports.exhibits import Reading
from tracker.reports.outline import Outline
from tracker.reports.packet import RenderedPacket, render_packet
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
# People, certificates of each, how often.
ROWS = ((25, 0, 3), (25, 5, 3), (100, 5, 1))
SMALL = ((25, 5, 1),)
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
_LONGEST_ORPHANS = 10
LARGE = ((25, 5, 1), (100, 5, 1), (500, 5, 1))


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s, processor {self.processor:.1f} s"


@dataclass(frozen=True)
class Run:
    """What one run gave: times of the packet, of the next one and of Chromium; pages, megabytes, memory in words."""

    ours: Taken
    again: Taken
    theirs: Taken
    pages: int
    megabytes: float
    peak: str


class Timed:
    """Measures the programs that are started and ended inside the block."""

    def __enter__(self) -> "Timed":
        self._begun, self._used = perf_counter(), _used()
        return self

    def __exit__(self, *_: object) -> None:
        self.taken = Taken(perf_counter() - self._begun, _used() - self._used)


def figures(rows: tuple[tuple[int, int, int], ...] = ROWS) -> Iterator[str]:
    """Yield lines of figures, ratios first; takes about two minutes, with 500 people ten."""
    last: dict[int, tuple[int, Taken]] = {}
    for people, each, times in rows:
        certificates = [files.pdf(792, 612, words=f"Certificate {number}") for number in range(people * each)]
        evidence = {sha256(content).hexdigest(): content for content in certificates}
        context = samples.packet(people, 20, 10, each, tuple(evidence))
        runs = [_run(context, evidence) for _ in range(times)]
        yield from _told(context, each, runs)
        ours = _best(run.ours for run in runs)
        if each in last:
            fewer, before = last[each]
            power = _power(ours, before, people / fewer)
            yield f"  from {fewer} people on, time grows with people to the power {power}"
        last[each] = people, ours


def _told(context: PacketContext, each: int, runs: list[Run]) -> Iterator[str]:
    ours, again = _best(run.ours for run in runs), _best(run.again for run in runs)
    theirs, made = _best(run.theirs for run in runs), runs[-1]
    what = f", {each} certificates each" if each else ""
    yield (
        f"packet of {len(context.people)} people, 20 completions{what}, {made.pages} pages, {made.megabytes:.1f} MB: "
        f"{ours.clock / theirs.clock:.2f} of Chromium's time, {ours.processor / theirs.processor:.2f} of its"
        f" processor's ({ours}; Chromium {theirs}); "
        f"peak memory of all its processes {made.peak}"
    )
    yield (
        f"  the next one, after one completion was corrected: {again.clock / ours.clock:.2f} of the first's time,"
        f" {again.processor / ours.processor:.2f} of its processor's ({again})"
    )


def _best(taken: Iterable[Taken]) -> Taken:
    return min(taken, key=lambda each: each.clock)


def _power(ours: Taken, before: Taken, times: float) -> str:
    clock, processor = log(ours.clock / before.clock, times), log(ours.processor / before.processor, times)
    return f"{clock:.2f}, the processor's with {processor:.2f}"


def _run(context: PacketContext, evidence: dict[str, bytes]) -> Run:
    """Time the packet, Chromium and the next packet in turn, so that whatever else the machine does meets all."""
    page = whole_page(context)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as next_one:
        kept = Path(first, "kept")
        kept.mkdir()
        with Watch() as watch, Timed() as ours:
            made = _made(context, evidence, Path(first), kept)
        megabytes = made.path.stat().st_size / 1e6
        theirs = _chromium(page)
        for path in Path(first, "drawn").iterdir():
            path.rename(kept / path.name)
        with Timed() as again:
            _made(one_corrected(context), evidence, Path(next_one), kept)
    return Run(ours.taken, again.taken, theirs, made.pages, megabytes, watch.peak)


def _made(context: PacketContext, evidence: dict[str, bytes], folder: Path, kept: Path | None) -> RenderedPacket:
    return render_packet(context, evidence.get, progress=lambda *_: None, workdir=folder, earlier=kept)


def one_corrected(context: PacketContext) -> PacketContext:
    """Return the next packet, after the hours of one completion were corrected, with which one finding became met."""
    middle = context.people[len(context.people) // 2]
    place, finding = next(
        (place, each)
        for place, each in enumerate(context.findings)
        if each.person_id == middle.id and each.status.value not in {"met", "does_not_apply"}
    )
    met = replace(finding, status=samples.STATUSES[0], reason="7 of 4 hours in the two years before.", gap="")
    corrected = replace(middle.completions[0], hours=samples.Decimal("7"))
    person = replace(middle, completions=(corrected, *middle.completions[1:]))
    asked = next(each for each in context.requirements if each.id == finding.requirement_id)
    component = next(each for each in context.components if each.id == asked.component_id)
    return replace(
        context,
        packet_id="2026-0008",
        issued_at="Nov 25, 2026, 9:00 AM",
        people=_with(context.people, middle, person),
        findings=(*context.findings[:place], met, *context.findings[place + 1 :]),
        requirements=_with(context.requirements, asked, replace(asked, verdict="12 of 12 people meet it")),
        components=_with(context.components, component, replace(component, met=component.met + 1)),
    )


def _with(entries: tuple[Any, ...], old: Any, new: Any) -> tuple[Any, ...]:
    return tuple(new if entry is old else entry for entry in entries)


def _used() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _chromium(page: str) -> Taken:
    """Time Chromium with all its processes: those that it leaves behind are waited for here."""
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, "utf-8")
        command = [browser(), *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        with Timed() as timed:
            subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603 our own command
            clock = perf_counter()
            _wait_for_orphans()
        waited = perf_counter() - clock
        if not target.stat().st_size:
            raise RuntimeError("Chromium printed nothing.")
    return Taken(timed.taken.clock - waited, timed.taken.processor)


def _adopt_orphans() -> None:
    """Let processes whose parent ended become ours, so that their time is told to us; Linux alone can do so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    until = perf_counter() + _LONGEST_ORPHANS
    with suppress(ChildProcessError):
        while perf_counter() < until:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                sleep(0.01)


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
    pieces = [cut_cover([]), *cut(outline), *cut_sheets(sheets(outline, readings))]
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
