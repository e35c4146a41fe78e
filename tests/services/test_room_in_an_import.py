"""What lies in an import already takes no more of its room, however little is left: only new content does."""

import pytest

from tests.factories import CenterWorld
from tests.services.imports.papers import files_of, packed, read
from tests.services.imports.sheets import ANA, laid_out
from tracker.services.imports import unpacking


def content(number: int) -> bytes:
    return bytes([number]) * 2_000_000


@pytest.fixture
def it(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an import with room for two such files."""
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 5_000_000)
    center.person("Ana Reyes")
    return laid_out(center, ANA, ("Ana Reyes", "Ethics", "3/15/2024", "2"))


def too_much(center: CenterWorld, public_id: str) -> list[str]:
    return [name for name, each in files_of(center, public_id).items() if each.words == unpacking.TOO_MUCH]


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
