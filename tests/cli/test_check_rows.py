"""`check` names what does not fit together between rows, files and history, and tells notes from problems."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cli.conftest import Run
from tests.factories import CenterWorld
from tests.intake import making
from tests.services.entries import log
from tests.services.files import attached, row_of, stored
from tests.services.packets.conftest import asked
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import PacketState
from tracker.models import Evidence, HistoryEntry, Packet
from tracker.services import file_copies, installation, removing_files
from tracker.services.removing_files import Why
from tracker.services.row_inspection import dangling


@pytest.fixture
def evidence(own_center: CenterWorld) -> str:
    return attached(own_center, log(own_center, own_center.actor()))


def problems(run: Run) -> list[str]:
    answer = run("check", "--json")
    assert answer.code == (1 if answer.data["problems"] else 0)
    return list(answer.data["problems"])


def removed(center: CenterWorld, file: str, why: Why = Why.OTHER_PERSON) -> None:
    """Remove a file for good as the page does, without taking its bytes yet."""
    with center.working():
        removing_files.remove(center.actor(), file, why)


def change(center: CenterWorld, model: Any, public_id: str, **values: Any) -> None:
    with center.working():
        db.session.execute(sa.update(model).where(model.public_id == public_id).values(**values))


def test_a_size_that_is_not_the_files_is_named(run: Run, own_center: CenterWorld, evidence: str) -> None:
    size = row_of(own_center, evidence, Evidence).size
    change(own_center, Evidence, evidence, size=size + 1)
    assert problems(run) == [f"Evidence {evidence}: its row says {size + 1} bytes, and its file has {size}."]


def test_pages_that_are_not_the_files_are_named(run: Run, own_center: CenterWorld, evidence: str) -> None:
    change(own_center, Evidence, evidence, pages=9)
    assert problems(run) == [f"Evidence {evidence}: its row says 9 pages (pdf), its file 1 (pdf)."]


def test_a_removed_file_that_is_still_there_is_named(run: Run, own_center: CenterWorld, evidence: str) -> None:
    removed(own_center, evidence)
    words = "its row says that it was removed, and its file is still there, or a picture."
    assert problems(run) == [f"Evidence {evidence}: {words}"]


def test_a_removed_file_that_is_gone_is_as_it_should_be(run: Run, own_center: CenterWorld, evidence: str) -> None:
    digest = row_of(own_center, evidence, Evidence).sha256
    removed(own_center, evidence)
    assert file_copies.store().discard(digest, clock.now() + timedelta(days=1))
    assert problems(run) == []


def test_a_picture_that_outlived_its_removed_file_is_named(run: Run, own_center: CenterWorld, evidence: str) -> None:
    digest = row_of(own_center, evidence, Evidence).sha256
    removed(own_center, evidence)
    file_copies.store().path_of(digest).unlink()
    assert len(problems(run)) == 1


def test_a_removed_file_that_another_record_rests_on_stays(run: Run, own_center: CenterWorld, evidence: str) -> None:
    attached(own_center, log(own_center, own_center.actor(), title="Another of the same day"))
    removed(own_center, evidence)
    assert problems(run) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": PacketState.ISSUED}, "its row says that it was issued, and its seal is not whole."),
        ({"state": "lost"}, "its state is 'lost', which is none."),
    ],
)
def test_a_packet_in_no_right_state_is_named(
    run: Run, own_center: CenterWorld, values: dict[str, Any], words: str
) -> None:
    packet = asked(own_center)
    change(own_center, Packet, packet, **values)
    # The history says another state too, and that is told besides.
    assert f"Packet {packet}: {words}" in problems(run)


def test_a_packet_with_a_file_that_was_not_issued_is_named(run: Run, own_center: CenterWorld) -> None:
    packet = asked(own_center)
    with own_center.working():
        (file,) = stored(own_center.actor())
    change(own_center, Packet, packet, sha256=file.sha256, size=file.size)
    assert problems(run) == [f"Packet {packet}: it has a file, and its row does not say that it was issued."]


def test_a_thing_that_history_tells_of_and_that_is_gone_is_named(run: Run, own_center: CenterWorld) -> None:
    packet = asked(own_center)
    with own_center.working():
        db.session.execute(sa.delete(Packet).where(Packet.public_id == packet))
        line = db.session.scalar(sa.select(HistoryEntry.number).where(HistoryEntry.subject_id == packet))
    assert problems(run) == [f"History: line {line} tells of packet {packet}, which is not there."]


def test_a_row_that_points_nowhere_is_found_without_the_databases_help(
    own_app: Flask, own_center: CenterWorld, evidence: str
) -> None:
    """What PostgreSQL is asked, for it has no command of its own; the statement is the same on both."""
    with own_app.app_context():
        assert list(dangling()) == []
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL does not let go of its keys for whoever owns only its tables")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("UPDATE evidence SET completion_id = 999")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")
        db.session.rollback()
        assert list(dangling()) == ["Database: 1 rows of evidence point at a row of completion that is not there."]


def test_what_waits_is_a_note_and_no_problem(run: Run, own_center: CenterWorld) -> None:
    asked(own_center)
    with own_center.working():
        stored(own_center.actor(), making.pdf(3))
    unsent = installation.current().data / "unsent"
    unsent.mkdir(exist_ok=True)
    (unsent / "1.eml").write_text("Subject: x")
    answer = run("check", "--json")
    assert (answer.code, answer.data["whole"]) == (0, True)
    assert answer.data["notes"] == [
        "Mail that could not be sent: 1, in the folder unsent.",
        "Files that no row names: 1. Those older than a day go at the next clean-up.",
        "Packets on their way: 1.",
    ]
