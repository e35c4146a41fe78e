"""The installation remembers each text that ships; old texts are read only where a center has seen another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.shipping import CSEC, FOUR, SIX, ship
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.models import FollowedStandard, ShippedText
from tracker.services import shipped_changes, shipped_texts, standards
from tracker.standards import editions
from tracker.standards.shelf import digest_of

pytestmark = pytest.mark.usefixtures("context")


def test_every_text_that_ships_is_remembered_once_with_its_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    with unit_of_work():
        shipped_texts.remember_all(clock.now())
    first = rows()
    assert {file.digest for file in editions.shipped().files} <= first.keys()
    assert all(digest_of(row.text) == digest for digest, row in first.items())
    other = ship(monkeypatch, (FOUR, SIX))
    with unit_of_work():
        shipped_texts.remember_all(clock.now() + timedelta(days=1))
    assert rows().keys() == first.keys() | {other.digest}
    assert all(rows()[digest].first_seen_at == row.first_seen_at for digest, row in first.items())


def rows() -> dict[str, ShippedText]:
    db.session.rollback()
    return {row.sha256: row for row in db.session.scalars(select(ShippedText))}


def test_two_processes_at_once_remember_one_text_once(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ship(monkeypatch, (FOUR, "  hours = 7\n"))

    def remember(_number: int) -> None:
        with center.app.app_context(), unit_of_work():
            shipped_texts.remember_all(clock.now())

    with ThreadPoolExecutor(4) as several:
        list(several.map(remember, range(4)))
    assert rows()[other.digest].text == other.text


def test_made_ready_what_centers_follow_is_taken_for_seen_where_nothing_is_known(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    with center.working():
        db.session.execute(update(FollowedStandard).values(seen_digest=""))
    with other_center.working():
        db.session.execute(update(FollowedStandard).values(seen_digest="0" * 64))
    with unit_of_work():
        shipped_texts.remember_all(clock.now())
    with center.working():
        for each in standards.followed(center.actor()):
            assert each.seen_digest == each.file.digest
    with other_center.working():
        assert {each.seen_digest for each in standards.followed(other_center.actor())} == {"0" * 64}


def test_old_texts_are_read_only_where_the_digests_differ_and_then_at_once(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with center.working():
        followed = standards.followed(center.actor())
        with counted() as asked:
            assert shipped_changes.told(followed) == ()
        assert asked == []
        ship(monkeypatch, (FOUR, SIX))
        ship(monkeypatch, ("due_soon_days = 90", "due_soon_days = 60"), of=("nca-essential-training", "2023"))
        followed = standards.followed(center.actor())
        with counted() as asked:
            assert len(shipped_changes.told(followed)) == 2
        assert len(asked) == 1


def test_a_correction_that_is_set_aside_is_not_said_to_hold(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with center.working():
        row = standards.standing_row(center.actor(), *CSEC)
        row.corrections = '{"csec-foundations":{"hours":{"shipped":"4","value":"-1"}}}'
    ship(monkeypatch, (FOUR, SIX))
    with center.working():
        ((line,),) = (told.lines for told in shipped_changes.told(standards.followed(center.actor())))
    assert line.said == ("hours 6 in place of 4",)


def test_a_text_that_can_no_longer_be_read_is_not_compared(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with center.working():
        row = standards.standing_row(center.actor(), *CSEC)
        row.seen_digest = digest_of("of = 'another time'")
        old = {"standard": CSEC[0], "edition": CSEC[1], "text": "of = 'another time'", "first_seen_at": clock.now()}
        db.session.merge(ShippedText(sha256=row.seen_digest, **old))
    with center.working():
        (told,) = shipped_changes.told(standards.followed(center.actor()))
    assert (told.lines, told.is_comparable) == ((), False)


def test_only_a_director_says_that_something_was_seen(center: CenterWorld) -> None:
    staff = center.actor(center.member())
    digest = editions.shipped().file(*CSEC).digest
    with center.working(), pytest.raises(Refused):
        shipped_changes.see(staff, *CSEC, digest)
    with center.working(), pytest.raises(Refused):
        shipped_changes.begin(staff)
