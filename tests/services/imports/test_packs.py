"""A ZIP that comes with a spreadsheet is unpacked whole, each file of it once, whatever breaks in between."""

from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.imports.papers import BRAIN, dropped, files_of, outcomes, packed, pdf, read
from tests.services.imports.sheets import ANA, laid_out
from tracker import clock
from tracker.db import db
from tracker.models import ImportFile
from tracker.services import imports
from tracker.services.imports import FileOutcome, unpacked_room, unpacking
from tracker.storage import EvidenceStore, Stored


@pytest.fixture
def it(center: CenterWorld) -> str:
    center.person("Ana Reyes")
    return laid_out(center, ANA, ("Ana Reyes", "Ethics", "3/15/2024", "2"))


def test_a_zip_is_unpacked_and_each_file_of_it_paired(center: CenterWorld, it: str) -> None:
    pack = packed(
        ("Ana Reyes/Ethics.pdf", pdf(1)), (BRAIN, pdf(2)), ("twice.pdf", pdf(2)), ("list.txt", b"a"), ("x/", b"")
    )
    assert read(center, it, ("scans.zip", pack)).new == 1
    assert outcomes(center, it) == {
        "Ethics.pdf": FileOutcome.PAIRED,
        BRAIN: FileOutcome.PAIRED,
        "list.txt": FileOutcome.REFUSED,
    }
    assert read(center, it, ("scans.zip", pack)).again == 1


def test_a_zip_that_is_none_says_so(center: CenterWorld, it: str) -> None:
    read(center, it, ("scans.zip", b"PK\x03\x04 nothing"))
    (file,) = files_of(center, it).values()
    assert (file.outcome, "damaged or cut off" in file.words) == (FileOutcome.REFUSED, True)


def test_unpacking_goes_on_where_it_was_broken_off(
    center: CenterWorld, it: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [(f"{number}.pdf", pdf(number)) for number in range(45)]
    dropped(center, it, ("scans.zip", packed(*files)))
    seen: list[int] = []
    put = EvidenceStore.put

    def breaks(store: EvidenceStore, source: BinaryIO | Path) -> Stored:
        seen.append(1)
        if len(seen) == 43:
            raise KeyboardInterrupt
        return put(store, source)

    with center.app.app_context():
        monkeypatch.setattr(EvidenceStore, "put", breaks)
        with pytest.raises(KeyboardInterrupt):
            imports.read_some(clock.now, center.center_id)
        monkeypatch.setattr(EvidenceStore, "put", put)
    with center.working():
        assert len(db.session.scalars(select(ImportFile.id).where(ImportFile.pack != "")).all()) == 40
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    assert len(files_of(center, it)) == 45


def test_what_a_bomb_unpacks_to_beyond_the_most_is_named_and_written_nowhere(
    center: CenterWorld, it: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacked_room, "MOST_UNPACKED", 5_000_000)
    zeros = ((f"{number}.pdf", bytes([number]) * 2_000_000) for number in range(6))
    sizes: list[int] = []
    put = EvidenceStore.put

    def counts(store: EvidenceStore, source: BinaryIO | Path) -> Stored:
        stored = put(store, source)
        sizes.append(stored.size)
        return stored

    dropped(center, it, ("scans.zip", packed(*zeros)))
    monkeypatch.setattr(EvidenceStore, "put", counts)
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    assert sizes == [2_000_000] * 2
    files = files_of(center, it)
    assert [name for name, each in files.items() if each.words == unpacked_room.TOO_MUCH] == [
        f"{number}.pdf" for number in range(2, 6)
    ]


def test_a_zip_itself_is_none_of_the_most_files(center: CenterWorld, it: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_FILES", 2)
    read(center, it, ("scans.zip", packed(*((f"{number}.pdf", pdf(number)) for number in range(3)))))
    assert [name for name, each in files_of(center, it).items() if each.words == unpacking.TOO_MANY] == ["2.pdf"]
