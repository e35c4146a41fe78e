"""What cuts the power sees what it must: a product that flushes too little is found. `make promises` cuts the real one.

And the disk that is cut keeps what was flushed, and nothing else for certain.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.promises.durability_cuts import images, record
from tests.promises.durability_disks import FOLDER, SECTOR, Disk, Step
from tests.promises.durability_tracing import is_possible
from tracker.db import engine
from tracker.storage import durable, evidence

CUTS = 24
ACTS = 6


def flush_the_log_only_now_and_then() -> None:
    """The default of many: WAL with synchronous=NORMAL."""
    engine.PRAGMAS = (*engine.PRAGMAS, "synchronous=NORMAL")
    engine._MUST_BE.pop("synchronous")


def leave_names_to_the_system() -> None:
    """Files are flushed, the folders that hold their names are not."""
    durable.flush_folders = evidence.flush_folders = lambda *_: None  # type: ignore[assignment]  # planted


def leave_bytes_to_the_system() -> None:
    """Folders are flushed, the files are not: a whole name over nothing."""
    real = durable._flush

    def flush(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_dir():
            real(handle)

    durable._flush = flush  # type: ignore[assignment]  # planted


def faults(folder: Path, spoil: Callable[[], None]) -> Iterator[str]:
    """Cut the power on a spoiled product, and yield what is found, cut after cut; whoever has heard enough stops."""
    if not is_possible():
        pytest.skip("There is no strace here.")
    recording = record(folder, ACTS, spoil)
    assert recording.said >= ACTS - 1
    for _, found in images(recording, folder, CUTS, seed=7):
        yield from found


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (flush_the_log_only_now_and_then, "lost: "),
        (leave_names_to_the_system, "a record names it, and it is not there."),
        (leave_bytes_to_the_system, "its content is not what it was."),
    ],
)
def test_a_product_that_flushes_too_little_is_found(tmp_path: Path, spoil: Callable[[], None], words: str) -> None:
    heard: list[str] = []
    for fault in faults(tmp_path, spoil):
        heard.append(fault)
        if words in fault:
            return
    raise AssertionError(f"{words!r} is not among {heard}")


def cuts(folder: Path, *steps: Step) -> list[dict[str, bytes]]:
    """Cut the power after these steps many times; return what is there each time, by its name."""
    found = []
    for number in range(60):
        place = folder / str(number)
        place.mkdir()
        Disk().take(steps).cut(random.Random(number), place)
        found.append({str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()})
    return found


GIVEN = Step("name", path="a", inode=1)
WRITTEN = Step("write", inode=1, data=b"x" * 2 * SECTOR)
FLUSHED, FOLDER_FLUSHED = Step("flush", inode=1), Step("flush_folder", path=".")


def test_what_was_flushed_is_there_with_its_name(tmp_path: Path) -> None:
    assert cuts(tmp_path, GIVEN, WRITTEN, FLUSHED, FOLDER_FLUSHED) == [{"a": WRITTEN.data}] * 60


def test_a_name_is_uncertain_until_its_folder_is_flushed(tmp_path: Path) -> None:
    found = cuts(tmp_path, GIVEN, WRITTEN, FLUSHED)
    assert {} in found
    assert {"a": WRITTEN.data} in found


def test_bytes_are_uncertain_by_the_sector_until_the_file_is_flushed(tmp_path: Path) -> None:
    found = [each["a"] for each in cuts(tmp_path, GIVEN, FOLDER_FLUSHED, WRITTEN)]
    assert {b"", WRITTEN.data, b"x" * SECTOR, b"\0" * SECTOR + b"x" * SECTOR} <= set(found)


def test_a_renamed_file_is_under_one_name_or_the_other(tmp_path: Path) -> None:
    renamed = Step("name", path="b", inode=1, also="a")
    found = cuts(tmp_path, GIVEN, WRITTEN, FLUSHED, FOLDER_FLUSHED, renamed)
    assert {tuple(each) for each in found} == {("a",), ("b",)}


def test_a_file_in_a_folder_that_is_not_there_is_not_there(tmp_path: Path) -> None:
    made = Step("name", path="in", inode=FOLDER)
    inside = Step("name", path="in/a", inode=1)
    found = cuts(tmp_path, made, inside, WRITTEN, FLUSHED, Step("flush_folder", path="in"))
    assert {} in found
    assert {"in/a": WRITTEN.data} in found
