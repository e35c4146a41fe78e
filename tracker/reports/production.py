"""The making of a packet, in a process of its own: `python -m tracker.reports.production FOLDER`.

The folder holds the sealed inputs (`context.json`) and the files of evidence (`files/<sha256>`); the packet is left
there as `packet.pdf`. A second folder, where one is named, holds pieces that were drawn for earlier packets; what is
drawn anew and may be kept is left in `drawn/` then. What is said on the way goes to standard output, a JSON line at a
time: progress, then the outcome or what went wrong. WeasyPrint is loaded once, before the first fork, while nothing
else runs in this process.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.reports import judging, templates, troubles
from tracker.reports.binding import Binder, Piece
from tracker.reports.contents import contents, pages_of
from tracker.reports.drawing import Press
from tracker.reports.exhibits import DAMAGED, Reading, read
from tracker.reports.giving_way import give_way
from tracker.reports.kept import Kept
from tracker.reports.outline import Outline, evenly
from tracker.reports.pieces import Cut, Sheet, cut, cut_cover, cut_foot, cut_sheets, sheets
from tracker.reports.sealed import from_json
from tracker.reports.troubles import Trouble
from tracker.reports.workshop import Job, Outcome, run, with_room

FILES_A_JOB = 20
PIECES_A_JOB = 12
WORKERS = max(2, min(4, os.cpu_count() or 1))
READING_MEGABYTES, READING_SECONDS = 700, 60
DRAWING_MEGABYTES, DRAWING_SECONDS = 1500, 600


class Production:
    """The making of one packet in one folder."""

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        """Read the inputs and make the press ready; `earlier` holds pieces of earlier packets."""
        self.folder = folder
        packet = from_json((folder / "context.json").read_text("utf-8"))
        logo = _logo(folder / "files" / packet.logo) if packet.logo else b""
        # A logo that was lost leaves a packet without one: it proves nothing, and `check` tells of it.
        self.outline = Outline(packet if logo else replace(packet, logo=""))
        self.press = Press(packet.accent, logo)
        judging.load()
        self._warm_up()
        self.kept = Kept(earlier, folder / "drawn")
        self.done, self.steps = 0, 1
        self.troubles: tuple[Trouble, ...] = ()

    def _warm_up(self) -> None:
        """Do once what each fork would do for itself: load pikepdf, compile the templates, find the first glyphs."""
        import pikepdf  # noqa: F401 loaded for the forks

        templates.load_all()
        self.press.draw(templates.render("packet/warm_up.html", outline=self.outline))

    def make(self) -> tuple[Path, int]:
        """Make the packet; return where it lies and how many pages it has."""
        readings = self._read()
        self._say_openly(readings)
        first = cut(self.outline)
        drawings = self._drawings(_longest_first(first))
        self.steps += len(drawings)
        for _ in self._watched(drawings):
            pass
        pages = sheets(self.outline, readings)
        last = cut_sheets(pages)
        cover = self._cover(first)
        self._draw_apart([cover, *last, cut_foot()])
        if (taken := pages_of(self._piece(cover))) > 1:
            # It counted on one page for itself; every number on it is then too low.
            cover = self._cover(first, taken)
            self._draw_apart([cover])
        return self._bind([cover, *first, *last], pages, all(reading.kept for reading in readings.values()))

    def _read(self) -> dict[str, Reading]:
        """Read every file, before the first page is cut: what cannot be printed is said on other pages too."""
        files = {exhibit.copy: exhibit.kind for exhibit in self.outline.packet.exhibits}
        batches = [list(files.items())[start : start + FILES_A_JOB] for start in range(0, len(files), FILES_A_JOB)]
        self.steps = 2 * len(batches) + 4
        return {
            digest: reading
            for outcome in self._watched(map(self._reading, batches))
            for digest, reading in self._readings(outcome).items()
        }

    def _say_openly(self, readings: Mapping[str, Reading]) -> None:
        self.troubles = troubles.found(self.outline.packet.exhibits, readings)
        self.outline = Outline(self.outline.packet, self.troubles)

    def _draw_apart(self, cuts: Sequence[Cut]) -> None:
        for _ in self._watched(self._drawings(cuts)):
            pass

    def _cover(self, following: list[Cut], taken: int = 1) -> Cut:
        return cut_cover(contents(self.outline, map(self._piece, following), taken))

    def _watched(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        for outcome in run(jobs, WORKERS):
            if outcome.died and outcome.job.work is not read_all:
                raise TrackerError(
                    f"The packet could not be drawn: the part “{outcome.job.key}” {outcome.died}."
                    " Nothing was issued. Try again; if it happens again, issue it for fewer people."
                )
            self.done += 1
            say(step=min(self.done, self.steps), steps=self.steps, what=f"Done: {outcome.job.key.replace('-', ' ')}")
            yield outcome

    def _reading(self, batch: list[tuple[str, str]]) -> Job:
        return Job("files", read_all, (batch, self.folder, self.kept), READING_MEGABYTES, READING_SECONDS)

    def _readings(self, outcome: Outcome) -> dict[str, Reading]:
        """Return what came of a batch; where one file killed it, read each alone to find which."""
        if not outcome.died:
            return {facts["sha256"]: Reading(**facts) for facts in outcome.value}
        batch = outcome.job.arguments[0]
        if len(batch) == 1:
            return {batch[0][0]: Reading(batch[0][0], trouble=DAMAGED)}
        alone = run([self._reading([entry]) for entry in batch], WORKERS)
        return {key: reading for each in alone for key, reading in self._readings(each).items()}

    def _drawings(self, cuts: Sequence[Cut]) -> list[Job]:
        """Return the jobs that draw pieces: few of a kind each, so that no worker stands idle at the end.

        What was drawn earlier is laid out at once: a fork costs more than to fill a template and look. Of the few that
        are left then, each worker gets its share in one fork.
        """
        if self.kept.has_some:
            cuts = [entry for entry in cuts if not self._laid_out(entry)]
            if len(cuts) <= PIECES_A_JOB:
                return [self._drawing(cuts[place::WORKERS]) for place in range(min(WORKERS, len(cuts)))]
        kinds = [tuple(some) for _, some in groupby(cuts, key=lambda entry: entry.template)]
        runs = [run for some in kinds for run in evenly(some, min(PIECES_A_JOB, -(-len(some) // (2 * WORKERS))))]
        return [self._drawing(run) for run in runs]

    def _drawing(self, cuts: Sequence[Cut]) -> Job:
        return Job(cuts[0].name, self._draw_all, (cuts,), DRAWING_MEGABYTES, DRAWING_SECONDS)

    def _laid_out(self, entry: Cut) -> bool:
        drawn = self.kept.earlier(self._text(entry), accent=self.outline.packet.accent) if entry.lasting else None
        if drawn is not None:
            self._piece(entry).write_bytes(drawn)
        return drawn is not None

    def _text(self, entry: Cut) -> str:
        return templates.render(entry.template, outline=self.outline, **entry.values)

    def _draw_all(self, cuts: Sequence[Cut]) -> None:
        for entry in cuts:
            text = self._text(entry)
            drawn = self._kept(text) if entry.lasting else self.press.draw(text)
            self._piece(entry).write_bytes(drawn)

    def _kept(self, text: str) -> bytes:
        return self.kept.drawn(text, self.press.draw, accent=self.outline.packet.accent)

    def _piece(self, entry: Cut) -> Path:
        return self.folder / f"{entry.name}.pdf"

    def _bind(self, cuts: list[Cut], pages: list[Sheet], claims: bool) -> tuple[Path, int]:
        binder = Binder(self.outline)
        for entry in cuts:
            its = entry.values.get("sheets", ())
            pictures = [_picture(sheet, self.folder) for sheet in its]
            binder.add(Piece(self._piece(entry), pictures, [sheet.marks for sheet in its], headed=entry.headed))
        say(step=self.steps - 1, steps=self.steps, what="Putting the pages together")
        target = self.folder / "packet.pdf"
        return target, binder.finish(self.folder / "foot.pdf", target, claims=claims)


def read_all(batch: list[tuple[str, str]], folder: Path, kept: Kept) -> list[dict[str, Any]]:
    """Read a batch of files into pictures of their pages; say what came of each as the fields of a Reading."""
    files = folder / "files"
    return [asdict(read(digest, kind, files / digest, _pictures(folder, digest), kept)) for digest, kind in batch]


def _pictures(folder: Path, digest: str) -> Path:
    return folder / f"pictures-{digest}.pdf"


def _picture(sheet: Sheet, folder: Path) -> tuple[Path, int] | None:
    return None if sheet.trouble else (_pictures(folder, sheet.exhibit.copy), sheet.page - 1)


def _logo(path: Path) -> bytes:
    content = path.read_bytes() if path.exists() else b""
    return content if sha256(content).hexdigest() == path.name else b""


def _longest_first(cuts: list[Cut]) -> list[Cut]:
    first = ("people", "requirements", "self", "index", "summary")
    places = {name: place for place, name in enumerate(first)}
    return sorted(cuts, key=lambda entry: places.get(entry.name.partition("-")[0], len(first)))


def say(**facts: Any) -> None:
    """Tell the process that waits."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the packet in the folder named on the command line."""
    give_way()
    try:
        production = Production(*map(Path, sys.argv[1:3]))
        path, pages = with_room(production.make)
    except TrackerError as error:
        say(error=error.message)
        sys.exit(1)
    with path.open("rb") as file:
        digest = sha256(file.read()).hexdigest()
    say(sha256=digest, pages=pages, troubles=[asdict(each) for each in production.troubles])


if __name__ == "__main__":
    main()
