"""When a backup is due, and which older ones stay."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.backups import DEFAULT_KEEP, BackupPlan, hours_from, keep_from
from tracker.domain.errors import Refused

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def plan(keep: str = DEFAULT_KEEP, every: int = 24) -> BackupPlan:
    return BackupPlan(Path("backups"), timedelta(hours=every), keep_from(keep))


@pytest.mark.parametrize(
    ("hours_ago", "due", "late"),
    [
        (None, True, True),
        (0, False, False),
        (23.9, False, False),
        (24, True, False),
        (47.9, True, False),
        (48, True, True),
    ],
)
def test_one_is_due_after_its_hours_and_late_after_twice_as_many(
    hours_ago: float | None, due: bool, late: bool
) -> None:
    last = None if hours_ago is None else NOON - timedelta(hours=hours_ago)
    assert (plan().is_due(last, NOON), plan().is_late(last, NOON)) == (due, late)


def test_a_year_of_days_keeps_seven_days_four_weeks_and_six_months() -> None:
    days = [NOON - number * DAY for number in range(365)]
    kept = sorted(plan().to_keep(days), reverse=True)
    assert [moment.date().isoformat() for moment in kept] == [
        # the last seven days; of the last four weeks (to Sunday) and six months the latest of each
        "2026-11-25",
        "2026-11-24",
        "2026-11-23",
        "2026-11-22",
        "2026-11-21",
        "2026-11-20",
        "2026-11-19",
        "2026-11-15",
        "2026-11-08",
        "2026-10-31",
        "2026-09-30",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
    ]


def test_of_a_day_the_latest_stays() -> None:
    hours = [NOON - timedelta(hours=number) for number in range(30)]
    assert plan("2 daily").to_keep(hours) == {NOON, datetime(2026, 11, 24, 23, tzinfo=UTC)}


@given(st.sets(st.integers(0, 5_000_000).map(lambda minutes: NOON - timedelta(minutes=minutes)), min_size=1))
def test_the_latest_always_stays_and_what_stays_was_there(moments: set[datetime]) -> None:
    kept = plan("1 yearly").to_keep(moments)
    assert max(moments) in kept
    assert kept <= moments


@given(st.integers(1, 200))
def test_each_day_keeping_again_ends_with_what_keeping_at_once_would(days: int) -> None:
    """Rotation sees only what earlier rotations left; nothing that is wanted later may be gone by then."""
    left: set[datetime] = set()
    for number in range(days):
        left = plan("3 daily, 2 weekly, 2 monthly").to_keep({*left, NOON + number * DAY})
    at_once = plan("3 daily, 2 weekly, 2 monthly").to_keep([NOON + number * DAY for number in range(days)])
    assert left == at_once


@pytest.mark.parametrize(
    "text", ["", "daily", "7", "7 fortnightly", "7 daily 4 weekly", "-1 daily", "0 daily", "7  daily", "٣ daily"]
)
def test_what_is_no_rule_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(Refused, match="it must look like '7 daily"):
        keep_from(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "", "745", "daily", "٣"])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="a number of hours from 1 to 744"):
        hours_from(text)


def test_what_is_a_rule_is_read() -> None:
    assert keep_from("24 hourly, 7 daily,0 weekly") == ((24, "hourly"), (7, "daily"), (0, "weekly"))
    assert [hours_from(text) for text in ("1", "744")] == [timedelta(hours=1), timedelta(hours=744)]
