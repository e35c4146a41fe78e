"""A quota is read in megabytes; people are warned from 80 % on."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.room import DEFAULT_QUOTA, Room, quota_from


@pytest.mark.parametrize(("text", "size"), [("30", 30_000_000), ("5000", 5_000_000_000), ("10000000", 10**13)])
def test_a_quota_is_read_in_megabytes(text: str, size: int) -> None:
    assert quota_from(text) == size


@pytest.mark.parametrize(
    "text", ["", "29", "10000001", "-50", "5 GB", "1e9", "\u0665\u0660\u0660", "9" * 5000, " 500", "000000030"]
)
def test_what_is_no_quota_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="a number of megabytes from 30 to 10,000,000"):
        quota_from(text)


def test_without_a_setting_it_is_5_gb() -> None:
    assert quota_from(DEFAULT_QUOTA) == 5_000_000_000


@pytest.mark.parametrize(
    ("used", "hundredths", "warned"),
    [(0, 0, False), (799, 79, False), (800, 80, True), (1000, 100, True), (2000, 100, True)],
)
def test_people_are_warned_from_eighty_percent_on(used: int, hundredths: int, warned: bool) -> None:
    room = Room(used, 1000)
    assert (room.hundredths, room.is_nearly_full) == (hundredths, warned)


def test_what_fits_to_the_byte_fits() -> None:
    assert Room(990, 1000).holds(10)
    assert not Room(990, 1000).holds(11)
