"""Photos and scans that come with a spreadsheet are read where photos are, and find their rows by what they say."""

import json
from pathlib import Path

import pytest

from tests.factories import CenterWorld
from tests.intake import reading
from tests.services.imports.papers import outcomes, pdf, read
from tests.services.imports.sheets import laid_out, look
from tracker.domain.errors import UnreadableFile
from tracker.intake import photos
from tracker.intake.words import Refusal
from tracker.services import imports
from tracker.services.imports import FileOutcome

FILES = Path(next(iter(reading.__path__))) / "files"
PHOTO, SCAN = FILES / "02-presented.phone.jpg", FILES / "04-lms.scan.pdf"


def an_import_of(center: CenterWorld, *papers: Path) -> str:
    """Lay out a row for what each of some certificates says; each person is here."""
    truths = [json.loads(path.with_name(f"{path.name}.json").read_text()) for path in papers]
    for name in {each["person"] for each in truths}:
        center.person(name)
    return laid_out(center, *((it["person"], it["title"], it["completed_on"], it.get("hours", "1")) for it in truths))


def draw_all(center: CenterWorld) -> None:
    with center.app.app_context():
        while imports.draw_some(center.center_id):
            pass


@pytest.mark.photos
def test_a_photo_and_a_scan_find_their_rows_by_what_is_seen_on_them(center: CenterWorld) -> None:
    it = an_import_of(center, PHOTO, SCAN)
    read(center, it, ("IMG_1.jpg", PHOTO.read_bytes()), ("scan0001.pdf", SCAN.read_bytes()), ("empty.pdf", pdf(99)))
    assert set(outcomes(center, it).values()) == {FileOutcome.ASKED}
    assert look(center, it).files.unseen == 3
    draw_all(center)
    assert look(center, it).files.unseen == 0
    assert outcomes(center, it) == {
        "IMG_1.jpg": FileOutcome.PAIRED,
        "scan0001.pdf": FileOutcome.PAIRED,
        "empty.pdf": FileOutcome.ASKED,
    }


def test_where_no_photos_are_read_they_are_asked_about(center: CenterWorld) -> None:
    it = an_import_of(center, PHOTO)
    read(center, it, ("IMG_1.jpg", PHOTO.read_bytes()))
    draw_all(center)
    assert outcomes(center, it) == {"IMG_1.jpg": FileOutcome.ASKED}


def test_a_photo_that_cannot_be_looked_at_now_waits_for_the_next_time(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise UnreadableFile(Refusal.BUSY.words)

    it = an_import_of(center, PHOTO)
    read(center, it, ("IMG_1.jpg", PHOTO.read_bytes()))
    monkeypatch.setattr(photos, "are_read", lambda: True)
    with monkeypatch.context() as patched:
        patched.setattr(photos, "certificate_on", busy)
        draw_all(center)
        draw_all(center)
    seen: list[Path] = []
    monkeypatch.setattr(photos, "certificate_on", lambda pictures: (seen.extend(pictures), (photos.Reading(), ()))[1])
    draw_all(center)
    assert len(seen) == 1
