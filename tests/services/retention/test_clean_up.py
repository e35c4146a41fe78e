"""The clean-up removes what is over its time, and nothing that is not; of each kind, at every center."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import CenterWorld
from tests.services.retention.aging import AGING, HOUR, kept, session
from tracker import clock
from tracker.domain.retention import PERIODS, periods_from
from tracker.mail import outbox
from tracker.services import installation, retention
from tracker.services.retention.expired import RULES

pytestmark = pytest.mark.usefixtures("context")
SECOND = timedelta(seconds=1)


def counted(*, dry_run: bool = False) -> dict[str, int]:
    return {each.key: each.count for each in retention.clean_up(clock.now(), dry_run=dry_run, batch=2)}


def test_every_period_is_gone_by() -> None:
    assert set(AGING) == set(RULES)
    assert set(PERIODS) == {*RULES, "imports", "mail", "mailed", "pieces", "uploads"}


@pytest.mark.parametrize("key", RULES)
def test_what_is_over_its_time_goes_at_every_center_and_what_is_not_stays(
    key: str, center: CenterWorld, other_center: CenterWorld
) -> None:
    over = clock.now() - PERIODS[key].lasts - SECOND
    old = [kept(world, AGING[key](world, over)) for world in (center, other_center) for _ in range(3)]
    young = [kept(world, AGING[key](world, over + HOUR)) for world in (center, other_center)]
    assert counted(dry_run=True)[key] >= len(old)
    assert all(is_there() for is_there in old)
    assert counted()[key] >= len(old)
    assert not any(is_there() for is_there in old)
    assert all(is_there() for is_there in young)
    assert counted()[key] == 0


def test_the_last_sign_in_of_an_account_stays_so_that_a_new_browser_is_told(center: CenterWorld) -> None:
    long_ago = clock.now() - timedelta(days=1000)
    first, last = (kept(center, session(center, long_ago + HOUR * number)) for number in range(2))
    counted()
    assert (first(), last()) == (False, True)


def test_a_session_that_nobody_ended_counts_from_when_it_was_last_seen(center: CenterWorld) -> None:
    def left_open(days: int) -> object:
        row = session(center, clock.now() - timedelta(days=days))
        row.ended_at = None
        return row

    old, young, last = kept(center, left_open(32)), kept(center, left_open(29)), kept(center, left_open(0))
    counted()
    assert (old(), young(), last()) == (False, True, True)


def test_whoever_runs_it_may_name_other_periods(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    here = replace(installation.current(), periods=periods_from("sightings 10"))
    monkeypatch.setattr(installation, "_current", here)
    old, young = (kept(center, AGING["sightings"](center, clock.now() - timedelta(days=days))) for days in (11, 9))
    counted()
    assert (old(), young()) == (False, True)


def test_old_mail_leaves_both_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = replace(installation.current(), data=tmp_path, mail_outbox=tmp_path / "mail")
    monkeypatch.setattr(installation, "_current", here)
    over = (clock.now() - PERIODS["mail"].lasts - SECOND).timestamp()
    files = [tmp_path / folder / name for folder in ("mail", "unsent") for name in ("old.eml", "new.eml", "other.txt")]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("To: somebody")
        os.utime(file, None if file.stem == "new" else (over, over))
    assert counted(dry_run=True)["mail"] == 2
    assert all(file.exists() for file in files)
    assert counted()["mail"] == 2
    assert [file.exists() for file in files] == [False, True, True] * 2


def test_mail_of_no_folder_is_no_mail(tmp_path: Path) -> None:
    assert outbox.sweep(tmp_path / "none", clock.now()) == 0
