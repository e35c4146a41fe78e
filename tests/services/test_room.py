"""A center's files take the room they take, counted once each; beyond its quota nothing more is kept."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event, update

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import stored
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.models import Evidence
from tracker.services import evidence, installation, room, uploads

pytestmark = pytest.mark.usefixtures("context")
SetQuota = Callable[[int], None]


def a_file(number: int, size: int = 10_000) -> bytes:
    """A PDF of its own of just so many bytes."""
    content = making.pdf(1, lambda document: document.docinfo.update({"/Title": f"Number {number}"}))
    return content + bytes(size - len(content))


@pytest.fixture
def quota(context: None, monkeypatch: pytest.MonkeyPatch) -> SetQuota:
    """Say how many bytes the files of a center may take."""

    def set_to(most: int) -> None:
        monkeypatch.setattr(installation, "_current", replace(installation.current(), quota=most))

    return set_to


def keep(center: CenterWorld, content: bytes) -> str:
    """Save a file with a completion of its own, as a form does; returns its public id."""
    actor, completion = center.actor(), center.completion()
    waiting = uploads.take(actor, io.BytesIO(content), "certificate.pdf")
    files = uploads.store(actor, [waiting.token])
    with center.working():
        (file,) = evidence.attach(actor, files, completion=completion)
    uploads.discard(actor, [waiting.token])
    db.session.rollback()  # the next request sees what this one wrote
    return file


def used(center: CenterWorld) -> int:
    with center.working():
        return room.of(center.actor()).used


def test_a_center_without_files_takes_no_room(center: CenterWorld) -> None:
    assert used(center) == 0


def test_a_file_behind_several_records_takes_its_room_once(center: CenterWorld) -> None:
    for _ in range(3):
        keep(center, a_file(1))
    keep(center, a_file(2, 5_000))
    assert used(center) == 15_000


def test_another_centers_files_take_none(center: CenterWorld, other_center: CenterWorld) -> None:
    keep(center, a_file(1))
    keep(other_center, a_file(1))
    keep(other_center, a_file(2))
    assert (used(center), used(other_center)) == (10_000, 20_000)
    each = room.of_each_center()
    assert (each[center.center_id].used, each[other_center.center_id].used) == (10_000, 20_000)


def read_by(ask: Callable[[], object]) -> list[str]:
    """Return how the database reads the files for what is asked: one line a step of its plan."""
    sent: list[tuple[str, object]] = []

    def note(*given: object) -> None:
        sent.append((str(given[2]), given[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    statement, values = next(one for one in sent if "FROM evidence" in one[0])
    connection = db.session.connection()
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [row[3] for row in plan if " evidence " in row[3]]


@pytest.mark.parametrize("asked", ["one center", "each"])
def test_an_index_alone_tells_the_room_for_reading_every_row_is_slow(center: CenterWorld, asked: str) -> None:
    if db.engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL chooses by what it counted of its rows; the decision on uploads has its figures")
    index = "ix_evidence_center_id_sha256_size_removed_at"
    keep(center, a_file(1))
    with center.working():
        steps = read_by(room.of_each_center if asked == "each" else lambda: room.of(center.actor()))
        (step,) = steps
    assert f"COVERING INDEX {index}" in step


def test_a_withdrawn_file_counts_for_it_is_kept_and_a_removed_one_does_not(center: CenterWorld) -> None:
    file = keep(center, a_file(1))
    with center.working():
        evidence.withdraw(center.actor(), file, "Not mine")
    assert used(center) == 10_000
    with center.working():
        db.session.execute(update(Evidence).where(Evidence.public_id == file).values(removed_at=center.actor().now))
    assert used(center) == 0


def test_what_fits_to_the_byte_is_taken_and_one_more_is_not(center: CenterWorld, quota: SetQuota) -> None:
    quota(20_000)
    keep(center, a_file(1))
    with pytest.raises(Conflict, match=r"There is no room for 10 KB more: your center's files take 10 KB of 20 KB\."):
        stored(center.actor(), a_file(2, 10_001))
    keep(center, a_file(2))
    assert used(center) == 20_000


def test_what_the_center_has_already_can_be_attached_when_it_is_full(center: CenterWorld, quota: SetQuota) -> None:
    keep(center, a_file(1))
    quota(10_000)
    keep(center, a_file(1))


def test_a_file_that_does_not_fit_is_not_read_and_does_not_wait(
    center: CenterWorld, quota: SetQuota, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("read all the same")

    monkeypatch.setattr(uploads.file_copies, "keep", read)
    quota(5_000)
    actor = center.actor()
    with pytest.raises(Conflict):
        uploads.take(actor, io.BytesIO(a_file(1)), "x.pdf")
    assert uploads._area().waiting(uploads._owner(actor), actor.now) == []


def test_what_waits_in_forms_of_the_same_account_counts(center: CenterWorld, quota: SetQuota) -> None:
    quota(20_000)
    actor = center.actor()
    for number in (1, 2):
        uploads.take(actor, io.BytesIO(a_file(number)), "x.pdf")
    with pytest.raises(Conflict):
        uploads.take(actor, io.BytesIO(a_file(3)), "x.pdf")


def test_of_several_saved_at_once_only_what_fits_is_kept(center: CenterWorld, quota: SetQuota) -> None:
    """Each alone would fit; they were taken in before any of them was saved."""
    quota(30_000)
    accounts = [center.member(AccessRole.DIRECTOR) for _ in range(6)]
    saves = [
        (center.completion(), stored(center.actor(account), a_file(number)), account)
        for number, account in enumerate(accounts)
    ]

    def save(completion: str, files: tuple[uploads.StoredFile, ...], account: int) -> bool:
        try:
            with center.working():
                evidence.attach(center.actor(account), files, completion=completion)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as people:
        kept = sum(people.map(lambda each: save(*each), saves))
    assert kept == 3
    assert used(center) == 30_000
