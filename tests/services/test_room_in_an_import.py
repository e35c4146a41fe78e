"""What is unpacked fits into its import and its center; what lies here already takes no more room."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.factories import CenterWorld
from tests.services.files import attached
from tests.services.imports.papers import dropped, files_of, packed, pdf, read
from tests.services.imports.sheets import ANA, laid_out
from tracker import clock
from tracker.services import imports, installation
from tracker.services.imports import unpacked_room

SetQuota = Callable[[int], None]


def content(number: int) -> bytes:
    return bytes([number]) * 2_000_000


@pytest.fixture
def it(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an import with room for two such files."""
    monkeypatch.setattr(unpacked_room, "MOST_UNPACKED", 5_000_000)
    center.person("Ana Reyes")
    return laid_out(center, ANA, ("Ana Reyes", "Ethics", "3/15/2024", "2"))


def too_much(center: CenterWorld, public_id: str) -> list[str]:
    return [name for name, each in files_of(center, public_id).items() if each.words == unpacked_room.TOO_MUCH]


def test_a_file_that_is_in_a_zip_twice_takes_room_once(center: CenterWorld, it: str) -> None:
    files = [(f"{at}.pdf", content(number)) for at, number in enumerate((1, 1, 1, 2, 1, 3))]
    read(center, it, ("scans.zip", packed(*files)))
    assert list(files_of(center, it)) == ["0.pdf", "3.pdf", "5.pdf"]
    assert too_much(center, it) == ["5.pdf"]


def test_a_file_that_came_with_a_zip_before_takes_no_room(center: CenterWorld, it: str) -> None:
    read(center, it, ("first.zip", packed(("1.pdf", content(1)), ("2.pdf", content(2)))))
    read(center, it, ("again.zip", packed(("once more.pdf", content(1)), ("new.pdf", content(3)))))
    assert too_much(center, it) == ["new.pdf"]
    assert "once more.pdf" not in files_of(center, it)


@pytest.fixture
def quota(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> SetQuota:
    """Say how many bytes the files of a center may take."""

    def set_to(most: int) -> None:
        with center.app.app_context():
            monkeypatch.setattr(installation, "_current", replace(installation.current(), quota=most))

    return set_to


def no_room(center: CenterWorld, public_id: str) -> list[str]:
    files = files_of(center, public_id).items()
    return [name for name, each in files if each.words.startswith("There was no room for it: ")]


def test_many_small_zips_that_were_let_in_fill_no_more_than_the_centers_room(
    center: CenterWorld, it: str, quota: SetQuota
) -> None:
    quota(5_000_000)
    other = laid_out(center, ("Ana Reyes", "Law", "3/16/2024", "1"), name="other.csv")
    dropped(center, it, ("first.zip", packed(("1.pdf", content(1)), ("2.pdf", content(2)))))
    dropped(center, other, ("second.zip", packed(("3.pdf", content(3)), ("4.pdf", content(4)))))
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass
    assert (no_room(center, it), no_room(center, other)) == ([], ["3.pdf", "4.pdf"])
    words = files_of(center, other)["3.pdf"].words
    assert "4 MB of 5 MB" in words
    assert "then drop this one again" in words


def test_what_came_for_another_import_takes_its_room_once(center: CenterWorld, it: str, quota: SetQuota) -> None:
    quota(5_000_000)
    other = laid_out(center, ("Ana Reyes", "Law", "3/16/2024", "1"), name="other.csv")
    first, second, third = (pdf(number) + bytes(2_000_000) for number in (611, 612, 613))
    read(center, it, ("first.zip", packed(("1.pdf", first), ("2.pdf", second))))
    read(center, other, ("second.zip", packed(("once more.pdf", second), ("new.pdf", third))))
    assert (list(files_of(center, other)), no_room(center, other)) == (["once more.pdf", "new.pdf"], ["new.pdf"])


def test_a_zip_that_is_being_unpacked_leaves_its_own_room_to_what_is_in_it(
    center: CenterWorld, it: str, quota: SetQuota
) -> None:
    pack = packed(("1.pdf", content(1)), ("2.pdf", content(2)))
    quota(4_000_000)
    read(center, it, ("scans.zip", pack))
    assert no_room(center, it) == []


def test_evidence_of_the_center_counts_as_well(center: CenterWorld, it: str, quota: SetQuota) -> None:
    attached(center, center.completion(), pdf(610) + bytes(3_000_000))
    quota(5_500_000)
    read(center, it, ("scans.zip", packed(("1.pdf", content(1)), ("2.pdf", content(2)))))
    assert no_room(center, it) == ["2.pdf"]


def test_another_centers_files_take_none_of_it(
    center: CenterWorld, other_center: CenterWorld, it: str, quota: SetQuota
) -> None:
    same = pdf(614) + bytes(2_500_000)
    attached(other_center, other_center.completion(), same)
    quota(4_000_000)
    read(center, it, ("scans.zip", packed(("same.pdf", same), ("1.pdf", content(1)))))
    assert no_room(center, it) == ["1.pdf"]
