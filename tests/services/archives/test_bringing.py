"""A center that is brought back from its archive is the center that was taken along; or nothing is there at all."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.house.repository import ROOT
from tests.machines import Machine, NewMachine, new_machine, new_sqlite_machine  # noqa: F401 fixtures
from tests.services.archives.moved import empty, files, nothing_is_there, seeded, taken, told
from tracker.db import db
from tracker.models import Account, HistoryEntry, OneTimeLink
from tracker.services import accounts
from tracker.storage.archives import MANIFEST, Manifest

KILLED = -signal.SIGKILL
KILLING = """
import os, sys
from tracker.services.archives import {module} as target
before, count = target.{name}, [0]
def dying(*args, **kwargs):
    count[0] += 1
    if count[0] == {number}:
        os.kill(os.getpid(), 9)
    return before(*args, **kwargs)
target.{name} = dying
from tracker.app import create_app
sys.exit(create_app().test_cli_runner().invoke(args=["bring-center", sys.argv[1]]).exit_code)
"""


@pytest.fixture
def old(new_machine: NewMachine) -> Machine:  # noqa: F811 the fixture
    """A machine with rows in every table, and its files."""
    return seeded(new_machine)


def test_the_archive_of_the_new_is_the_archive_of_the_old(
    old: Machine,
    new_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    """But for when and by whom it was made, how the history is chained, and its lines since."""
    first = taken(old, tmp_path / "first.zip")
    new = empty(new_machine)
    answer = new.run("bring-center", first)
    assert answer.code == 0, answer.text
    assert "The installation is whole." in answer.text
    assert (new.run("check").code, new.run("verify-history").code) == (0, 0)
    second = taken(new, tmp_path / "second.zip")
    before, after = told(first), told(second)
    lines = len(before["history_entry"])
    since = [(row["action"], row["subject"]) for row in after["history_entry"][lines:]]
    assert since == [("bring", "archive"), ("ask", "archive")]
    assert after["history_entry"][:lines] == before["history_entry"]
    assert all(before[name] for name in before), "seed fills every table"
    for name in set(before) - {"history_entry"}:
        assert after[name] == before[name], name
    assert files(second) == files(first)
    assert new.files() == old.files()


def test_rows_and_numbers_in_the_database_are_as_they_were(
    old: Machine,
    new_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    archive = taken(old, tmp_path / "archive.zip")
    before, new = old.rows(), empty(new_machine)
    assert new.run("bring-center", archive).code == 0
    after = new.rows()
    differs = {name for name in before if before[name] != after[name]}
    of_signing_in = {"account", "attempt", "authenticator", "identity", "known_device", "one_time_link", "passkey"}
    of_signing_in |= {"recovery_code", "sign_in_session", "sign_in_step"}
    # Secrets of links are made anew or left behind, and so is what only waits.
    left_out = {"api_token", "calendar_feed", "center_archive", "decision_link", "desk", "desk_visit"}
    left_out |= {
        "invitation",
        "mail_reply",
        "phone_link",
        "planned_event",
        "received_mail",
        "submission",
    }
    # Each installation remembers for itself since when a text ships.
    left_out |= {"shipped_text"}
    assert differs - of_signing_in - left_out == {"history_entry", "history_head"}


def test_work_goes_on_where_it_was(old: Machine, new_machine: NewMachine, tmp_path: Path) -> None:  # noqa: F811
    """New rows are numbered after the old ones, and lines of history join the chain."""
    new = empty(new_machine)
    assert new.run("bring-center", taken(old, tmp_path / "archive.zip")).code == 0
    assert new.run("seed", "--centers", 1, "--people", 2, "--completions", 2, "--seed", 9).code == 0
    assert new.run("check").code == 0


def test_the_end_of_the_old_history_stands_in_a_new_line(
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    archive = taken(seeded(new_sqlite_machine), tmp_path / "archive.zip")
    number, digest = Manifest.read(zipfile.ZipFile(archive).read(MANIFEST)).history
    new = empty(new_sqlite_machine)
    assert new.run("bring-center", archive).code == 0
    with new.inside():
        line = db.session.scalar(sa.select(HistoryEntry).where(HistoryEntry.number == number + 1))
        assert (line.action, line.detail["lines"], line.detail["digest"]) == ("bring", number, digest)


def test_a_packet_keeps_its_bytes_and_is_genuine_by_the_register(
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    old, packet = new_sqlite_machine(), tmp_path / "packet.pdf"
    center = old.with_center()
    asked = ("--center", center.public_id, "--standard", "nca-csec", "--out", packet)
    assert old.run("issue-packet", *asked).code == 0
    new = empty(new_sqlite_machine)
    answer = new.run("bring-center", taken(old, tmp_path / "archive.zip"))
    assert answer.code == 0, answer.text
    assert new.files() == old.files()
    verdict = new.run("verify-packet", packet)
    assert (verdict.code, "sealed with a key that this installation had before" in verdict.text) == (0, True)
    assert (new.run("check").code, new.run("verify-history").code) == (0, 0)


def test_people_choose_a_password_by_a_link_and_nothing_else_opens(
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    archive = taken(seeded(new_sqlite_machine), tmp_path / "archive.zip")
    new = empty(new_sqlite_machine)
    answer = new.run("bring-center", archive)
    assert "Nobody has a password here." in answer.text
    with new.inside():
        people = list(db.session.scalars(sa.select(Account)))
        assert [each.email for each in people if each.password_hash or each.is_administrator] == []
        living = sa.select(sa.func.count(OneTimeLink.id)).where(OneTimeLink.used_at.is_(None))
        assert db.session.scalar(living) == 0, "nor does the code of the first set-up"
        now = people[0].created_at
        assert accounts.ask_reset("director-1-1@seed.example", now) is not None
        db.session.rollback()


def test_an_installation_that_somebody_uses_is_left_as_it_is(
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    old = seeded(new_sqlite_machine)
    archive = taken(old, tmp_path / "archive.zip")
    before = old.rows()
    answer = old.run("bring-center", archive)
    assert (answer.code, "Somebody set this installation up already." in answer.text) == (1, True)
    assert old.rows() == before


def test_only_what_the_named_key_sealed_comes_in(new_sqlite_machine: NewMachine, tmp_path: Path) -> None:  # noqa: F811
    old = seeded(new_sqlite_machine)
    archive, key = taken(old, tmp_path / "archive.zip"), tmp_path / "key.pem"
    old.run("packet-key", "--out", key)
    new = empty(new_sqlite_machine)
    own = tmp_path / "own.pem"
    new.run("packet-key", "--out", own)
    answer = new.run("bring-center", archive, "--key", own)
    assert (answer.code, "was not sealed with the key that you named" in answer.text) == (1, True)
    assert nothing_is_there(new)
    answer = new.run("bring-center", archive, "--key", key)
    assert (answer.code, "which is the one you named." in answer.text) == (0, True)


MOMENTS = [
    ("bringing", "_lay_files", 1),
    ("bringing", "_lay_table", 1),
    ("bringing", "_lay_table", 12),
    ("history_chain", "digest", 5),
    ("bringing", "_refuse_lost_files", 1),
]


@pytest.mark.parametrize(("module", "name", "number"), MOMENTS)
def test_killed_in_the_middle_nothing_is_there_and_it_can_be_run_again(
    module: str,
    name: str,
    number: int,
    new_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
    archive: Path,
) -> None:
    new = empty(new_machine)
    new.let_go()
    source = KILLING.format(module=module, name=name, number=number)
    source = source.replace("services.archives import history_chain", "services import history_chain")
    done = subprocess.run(  # noqa: S603 our own words
        [sys.executable, "-c", source, str(archive)],
        cwd=ROOT,
        env={**os.environ, **new.settings},
        capture_output=True,
        check=False,
    )
    assert done.returncode == KILLED, done.stderr.decode()[-2000:]
    assert nothing_is_there(new)
    answer = new.run("bring-center", archive)
    assert answer.code == 0, answer.text
    assert new.run("check").code == 0


def test_programs_read_what_came(new_sqlite_machine: NewMachine, archive: Path) -> None:  # noqa: F811
    answer = empty(new_sqlite_machine).run("bring-center", archive, "--json")
    found = json.loads(answer.text)
    assert (found["problems"], found["missing"], found["rows"]["center"]) == ([], [], 1)
