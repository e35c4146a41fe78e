"""An archive holds everything that a center owns, of one moment, and nothing that opens something or is another's."""

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making as papers
from tests.services.archives.made import asked, made, opened, table, view
from tests.services.files import attached, row_of
from tracker import clock
from tracker.db import Base, db
from tracker.db.tenancy import everywhere
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.retention import PERIODS
from tracker.domain.vocabulary import ArchiveState
from tracker.models import Account, CenterArchive, Completion, Credit, Evidence, HistoryEntry, Person
from tracker.services import archives, history, installation
from tracker.services.archives import holdings, making, rows, writing
from tracker.services.packets import signing
from tracker.services.waiting_rows import WaitingRows
from tracker.storage.archives import MANIFEST, SEAL, Manifest

pytestmark = pytest.mark.usefixtures("context")


def lines(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(f"tables/{name}.csv").decode("utf-8-sig"))))


def with_a_credit(center: CenterWorld) -> str:
    completion = center.completion(center.person("Ana Reyes"), title="=SUM(1)", topics=frozenset({"trauma"}))
    with center.working():
        row = db.session.scalar(select(Completion).where(Completion.public_id == completion))
        db.session.add(Credit(completion_id=row.id, body="NBCC", amount=1, number="5"))
        db.session.add(Credit(completion_id=row.id, body="CLE", amount=None))
    return completion


def test_the_manifest_names_every_member_with_its_size_and_digest(center: CenterWorld) -> None:
    attached(center, center.completion())
    archive = opened(center)
    manifest = Manifest.read(archive.read(MANIFEST))
    assert {it.name for it in manifest.members} == set(archive.namelist()) - {MANIFEST, SEAL}
    for it in manifest.members:
        content = archive.read(it.name)
        assert (it.size, it.sha256) == (len(content), sha256(content).hexdigest()), it.name
    assert (manifest.form, manifest.center, manifest.made_by) == (1, center.public_id, "Dana Whitfield")
    assert manifest.rows == {name: len(table(archive, name)) for name in manifest.rows}
    with center.working():
        assert manifest.history[0] == history.head(center.center_id).number - 1, "the line of its making comes after"


def test_the_installation_seals_the_manifest(center: CenterWorld) -> None:
    archive = opened(center)
    told = json.loads(archive.read(SEAL))
    key, seal = bytes.fromhex(told["key"]), bytes.fromhex(told["seal"])
    assert key == signing.public_key()
    assert signing.vouched(archive.read(MANIFEST), key, seal)
    assert not signing.vouched(archive.read(MANIFEST) + b" ", key, seal)


def test_every_row_of_every_table_is_in_it(center: CenterWorld) -> None:
    with_a_credit(center)
    archive = opened(center)
    with center.working():
        for name in holdings.KEPT:
            model = Base.metadata.tables[name]
            owner = model.c.id if name == "center" else model.c.center_id
            with everywhere(db.session()):
                there = db.session.scalars(select(model.c.id).where(owner == center.center_id))
            later = {"history_entry": 1}.get(name, 0)
            assert len(table(archive, name)) == len(list(there)) - later, name


def test_files_lie_under_their_digests_and_their_names_in_a_table(center: CenterWorld) -> None:
    file = row_of(center, attached(center, center.completion(), papers.phone_jpeg()), Evidence)
    archive = opened(center)
    assert sha256(archive.read(f"files/{file.sha256}")).hexdigest() == file.sha256
    (line,) = lines(archive, "files")
    assert (line["SHA-256, its name below files"], line["Name as added"]) == (file.sha256, file.file_name)


def test_people_read_completions_with_their_credits_and_no_cell_acts(center: CenterWorld) -> None:
    completion = with_a_credit(center)
    archive = opened(center)
    (line,) = lines(archive, "completions")
    assert line["Credits"] == "1 NBCC 5; CLE"
    assert (line["Completion"], line["Name"], line["Training"]) == (completion, "Ana Reyes", "'=SUM(1)")
    assert line["Topics"] == "Trauma"
    book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("center.xlsx")))
    assert book.sheet_names[:4] == ["People", "Roles", "Leaves", "Completions"]
    heads, cells = book.get_sheet_by_name("Completions").to_python()
    told = dict(zip(heads, cells, strict=True))
    assert (told["Training"], told["Completed on"], told["Hours"]) == ("=SUM(1)", date(2026, 3, 2), 1.0)
    inside = zipfile.ZipFile(io.BytesIO(archive.read("center.xlsx")))
    assert not any(b"<f>" in inside.read(name) for name in inside.namelist() if "/worksheets/" in name)
    assert b'quotePrefix="1"' in inside.read("xl/styles.xml")


def test_it_says_in_plain_words_what_it_is(center: CenterWorld) -> None:
    said = opened(center).read("README.txt").decode()
    assert said.startswith("Everything of Harbor House CAC\n==============================\n")
    assert "by Dana Whitfield" in said
    assert all(why in " ".join(said.split()) for why in holdings.TABLES_LEFT_OUT.values())


def test_nothing_in_it_opens_anything(center: CenterWorld) -> None:
    center.member()
    with center.working():
        db.session.get_one(Account, center.director).is_administrator = True
    archive = opened(center)
    whole = b"\n".join(archive.read(name) for name in archive.namelist())
    with center.working(), everywhere(db.session()):
        hashes = [each for each in db.session.scalars(select(Account.password_hash)) if each]
        assert hashes
        assert not any(each.encode() in whole for each in hashes)
    here = installation.current()
    assert not any(key in whole for key in (here.history_key, here.secret_key))
    assert all(set(row) == set(holdings.OF_ACCOUNTS.split()) for row in table(archive, "account"))


def test_nothing_of_another_center_is_in_it(center: CenterWorld, other_center: CenterWorld) -> None:
    elsewhere = attached(other_center, other_center.completion(title="Elsewhere"), papers.phone_jpeg())
    other_center.person("Ben Ortiz")
    archive = opened(center)
    whole = b"\n".join(archive.read(name) for name in archive.namelist())
    theirs = row_of(other_center, elsewhere, Evidence).sha256
    for stranger in ("Elsewhere", "Ben Ortiz", other_center.public_id, theirs):
        assert stranger.encode() not in whole


def test_of_who_is_no_member_it_holds_the_name_alone(center: CenterWorld, other_center: CenterWorld) -> None:
    completion = center.completion()
    with center.working():
        row = db.session.scalar(select(Completion).where(Completion.public_id == completion))
        row.recorded_by = other_center.director
    told = {row["id"]: row for row in table(opened(center), "account")}
    assert (told[other_center.director]["email"], told[other_center.director]["active"]) == (None, False)
    assert told[other_center.director]["display_name"] == "Dana Whitfield"
    assert "@" in told[center.director]["email"]


def test_who_was_removed_goes_along_as_the_number_that_others_point_at(center: CenterWorld) -> None:
    person = center.person("")
    with center.working():
        db.session.get_one(Person, person).removed_at = clock.now()
    assert person in {row["id"] for row in table(opened(center), "person")}


def test_what_is_written_meanwhile_is_not_in_it(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    before = writing._write_rows

    def meanwhile(out: Any, name: str, *rest: Any) -> int:
        if name == "agency":  # the first table
            center.completion(title="Meanwhile")
        return before(out, name, *rest)

    monkeypatch.setattr(writing, "_write_rows", meanwhile)
    assert table(opened(center), "completion") == []


def test_a_file_that_was_lost_is_named_and_the_rest_is_there(center: CenterWorld) -> None:
    file = row_of(center, attached(center, center.completion(), papers.text_png()), Evidence)
    with center.app.app_context():
        (installation.current().evidence / "objects" / file.sha256[:2] / file.sha256[2:4] / file.sha256).unlink()
    public_id = made(center)
    assert (view(center, public_id).missing, view(center, public_id).files) == (1, 0)
    with center.app.app_context():
        archive = zipfile.ZipFile(archives.asking.folder().path_of(public_id))
    assert Manifest.read(archive.read(MANIFEST)).missing == (file.sha256,)
    assert file.sha256 in archive.read("README.txt").decode()


def test_the_history_says_who_asked_and_what_was_made(center: CenterWorld) -> None:
    public_id = made(center)
    with center.working():
        told = {
            row.action: row.detail
            for row in db.session.scalars(select(HistoryEntry).where(HistoryEntry.subject_id == public_id))
        }
    it = view(center, public_id)
    assert told == {"ask": {}, "make": {"sha256": it.sha256, "size": it.size, "files": 0}}
    with center.app.app_context():
        assert sha256(archives.asking.folder().path_of(public_id).read_bytes()).hexdigest() == it.sha256


def test_progress_is_told_step_by_step(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    attached(center, center.completion())
    told: list[tuple[int, int, str]] = []
    monkeypatch.setattr(WaitingRows, "tell", lambda _rows, _center, _id, *step: told.append(step))
    made(center)
    assert [done for done, _, _ in told] == [*range(len(told) - 1), told[-1][1]]
    assert told[-1] == (told[0][1], told[0][1], "Adding files: 1 of 1")


def test_the_newest_takes_the_place_of_the_one_before(center: CenterWorld) -> None:
    first, second = made(center), made(center)
    assert view(center, first).state is ArchiveState.REMOVED
    assert view(center, second).lies_here
    with center.app.app_context():
        assert [archives.asking.folder().holds(each) for each in (first, second)] == [False, True]


def test_while_one_is_on_its_way_asking_again_is_that_one(center: CenterWorld) -> None:
    assert asked(center) == asked(center)


def test_one_that_was_taken_back_while_it_was_made_is_not_there(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = asked(center)
    before = rows.waiting.tell

    def take_back(center_id: int, it: str, done: int, of: int, words: str) -> None:
        if done == 0:
            with center.working():
                archives.remove(center.actor(), public_id)
        before(center_id, it, done, of, words)

    monkeypatch.setattr(WaitingRows, "tell", lambda _rows, *told: take_back(*told))
    assert not making.make(center.center_id, public_id, clock.now)
    assert view(center, public_id).state is ArchiveState.REMOVED
    assert not archives.asking.folder().holds(public_id)
    with pytest.raises(Conflict), center.working():
        archives.remove(center.actor(), public_id)


def test_what_a_process_left_half_made_is_made_by_the_next(center: CenterWorld) -> None:
    public_id = asked(center)
    assert rows.waiting.claim(center.center_id, public_id)
    with archives.asking.folder().draft("begun") as stream:
        stream.write(b"half")
    archives.make_waiting(clock.now)
    assert view(center, public_id).state is ArchiveState.MAKING, "it belongs to whoever claimed it"
    archives.take_up_again()
    archives.make_waiting(clock.now)
    assert view(center, public_id).lies_here


def test_why_there_is_none_stands_in_its_row(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROOM_LEFT", 10**18)
    public_id = asked(center)
    assert not making.make(center.center_id, public_id, clock.now)
    it = view(center, public_id)
    assert it.state is ArchiveState.FAILED
    assert it.failure.startswith("There is no room for it on this machine: 0 files")
    monkeypatch.setattr(writing, "_refuse_without_room", lambda _digests: 1 / 0)
    again = asked(center)
    assert not making.make(center.center_id, again, clock.now)
    assert view(center, again).failure == making.WENT_WRONG
    assert list((installation.current().data / "archives" / "work").iterdir()) == []


def test_who_is_no_director_any_more_gets_none(center: CenterWorld) -> None:
    other = center.member()
    public_id = asked(center)
    with center.working():
        db.session.scalar(select(CenterArchive)).asked_by = other
    assert not making.make(center.center_id, public_id, clock.now)
    assert view(center, public_id).failure == rows.NO_LONGER
    with center.working(), pytest.raises(Refused):
        archives.ask(center.actor(other))


def test_it_goes_when_its_time_is_over(center: CenterWorld) -> None:
    public_id = made(center)
    later = clock.now() + PERIODS["archives"].lasts
    with center.working():
        row = db.session.scalar(select(CenterArchive).where(CenterArchive.public_id == public_id))
        row.made_at = clock.now() - PERIODS["archives"].lasts
    assert not view(center, public_id).lies_here
    with center.working(), pytest.raises(NotFound):
        archives.file_of(center.actor(), public_id)
    archives.sweep(later)
    assert archives.asking.folder().holds(public_id), "its row is there still"
    with center.working():
        db.session.delete(db.session.scalar(select(CenterArchive).where(CenterArchive.public_id == public_id)))
    assert archives.sweep(later, dry_run=True) == 1
    assert archives.sweep(later) == 1
    assert not archives.asking.folder().holds(public_id)
