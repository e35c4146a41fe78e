"""The drawing of a handout, in a process of its own: `python -m tracker.reports.handout_production FOLDER`.

The folder holds `handout.json`, every value as it is printed; the handout is left there as `handout.pdf`. WeasyPrint
runs in a fork with a limit on memory and time, like the pieces of a packet.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.errors import TrackerError
from tracker.reports import archival, templates
from tracker.reports.drawing import Press
from tracker.reports.footers import Footers
from tracker.reports.giving_way import give_way
from tracker.reports.judging import without_tags
from tracker.reports.templates import printable
from tracker.reports.workshop import Job, run

DRAWING_MEGABYTES, DRAWING_SECONDS = 1024, 50
# Where the text of a page ends, in points: its width without the right margin.
RIGHT, RIGHT_OF_LANDSCAPE = 558, 750
PAGES, FOOT = "handout/pages.html", "handout/foot.html"


def make(folder: Path) -> int:
    """Draw the handout in a folder and return how many pages it has. Raises TrackerError."""
    facts = json.loads((folder / "handout.json").read_text("utf-8"))
    press = Press(facts["accent"], (folder / "logo.png").read_bytes() if facts["logo"] else b"")
    pieces = {"pages": PAGES, "foot": FOOT}
    jobs = [
        Job(name, _draw, (press, template, facts, folder / f"{name}.pdf"), DRAWING_MEGABYTES, DRAWING_SECONDS)
        for name, template in pieces.items()
    ]
    for outcome in run(jobs, len(jobs)):
        if outcome.died:
            raise TrackerError(f"The PDF could not be drawn: it {outcome.died}. Take it along as Excel or CSV.")
    return _finish(facts, folder)


def _draw(press: Press, template: str, facts: dict[str, Any], target: Path) -> None:
    target.write_bytes(press.draw(templates.render(template, handout=facts)))


def _finish(facts: dict[str, Any], folder: Path) -> int:
    """Put the foot on each page, say what the file is, and lay the data beside it."""
    import pikepdf

    with pikepdf.Pdf.open(folder / "pages.pdf") as pdf, pikepdf.Pdf.open(folder / "foot.pdf") as foot:
        line = pdf.copy_foreign(foot.pages[0].as_form_xobject())
        without_tags(line, set())  # the foot is no content
        archival.leave_out_empty(line.Resources)
        right = RIGHT_OF_LANDSCAPE if facts["landscape"] else RIGHT
        footers = Footers(pdf, line, len(pdf.pages), right)
        for number, page in enumerate(pdf.pages, start=1):
            archival.leave_out_empty(page.obj.Resources)
            footers.equip(page.obj.Resources)
            footers.put(page, number)
        _describe(pdf, facts)
        pdf.save(
            folder / "handout.pdf",
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return len(pdf.pages)


def _describe(pdf: Any, facts: dict[str, Any]) -> None:
    title, center = printable(f"{facts['title']}: {facts['center']}"), printable(facts["center"])
    on = date.fromisoformat(facts["made_on"])
    archival.describe(pdf, archival.Description(title, center, on), claims=not archival.lacks_letters(pdf.pages))
    archival.intend_for_screens(pdf)
    if its := facts["attachment"]:
        archival.attach(pdf, its["name"], its["description"], its["text"].encode(), on)


def main() -> None:
    """Draw the handout in the folder named on the command line."""
    give_way()
    try:
        said: dict[str, Any] = {"pages": make(Path(sys.argv[1]))}
    except TrackerError as error:
        said = {"error": error.message}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
