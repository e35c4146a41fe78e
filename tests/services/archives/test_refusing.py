"""What is no whole archive as it was made is refused in plain words, and nothing of it is there."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.machines import NewMachine, new_sqlite_machine  # noqa: F401 the fixture
from tests.services.archives.moved import Change, changed, empty, nothing_is_there
from tracker.storage.archives import MANIFEST, ArchiveReader


def without(name: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        del members[next(each for each in members if each.startswith(name))]

    return change


def with_one_more(name: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members[name] = b"more"

    return change


def flipped(name: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        found = next(each for each in members if each.startswith(name))
        content = bytearray(members[found])
        content[len(content) // 2] ^= 1
        members[found] = bytes(content)

    return change


def replaced(name: str, old_words: bytes, new_words: bytes) -> Change:
    def change(members: dict[str, bytes]) -> None:
        assert old_words in members[name]
        members[name] = members[name].replace(old_words, new_words, 1)

    return change


def without_a_line(name: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        lines = members[name].split(b"\n")
        members[name] = b"\n".join([*lines[:2], *lines[3:]])

    return change


CHANGES: dict[str, tuple[Change, str]] = {
    "a file was changed": (flipped("files/"), "its content is not what the manifest says"),
    "a row was changed": (flipped("data/person"), "its content is not what the manifest says"),
    "the manifest was changed": (replaced(MANIFEST, b'"form": 1', b'"form": 7'), "its seal does not fit"),
    "a file is missing": (without("files/"), "The archive is not complete."),
    "a table is missing": (without("data/person"), "The archive is not complete."),
    "its manifest is missing": (without(MANIFEST), "manifest.json is missing"),
    "a file was added": (with_one_more("files/" + "0" * 64), "the manifest does not name it"),
    "a path leads out": (with_one_more("../outside"), "no archive of a center has a file of that name"),
    "a path begins at the root": (with_one_more("/etc/cron.d/job"), "no archive of a center has a file of that name"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_damaged_or_changed_is_refused(
    what: str,
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
    archive: Path,
) -> None:
    change, words = CHANGES[what]
    refused(new_sqlite_machine, changed(archive, tmp_path / "changed.zip", change), words)


# By somebody who has a key, so that its seal fits: of the kind that a slip of a program could write, too.
SEALED: dict[str, tuple[Change, dict[str, Any], str]] = {
    "another form": (lambda _: None, {"form": 2}, "this version reads form 1"),
    "other tables": (lambda _: None, {"schema": "0123456789ab"}, "an installation of that version"),
    "a line of history is missing": (without_a_line("data/history_entry.json"), {}, "does not follow the one before"),
    "a row is missing": (without_a_line("data/role_term.json"), {}, "the manifest says another number"),
    "a row points at none": (
        replaced("data/completion.json", b'"person_id":', b'"person_id":99'),
        {},
        "do not fit together",
    ),
    "a file that a row names is missing": (without("files/"), {}, "a row names it, and it is not there"),
    "a day that is none": (
        replaced("data/completion.json", b'"completed_on":"2', b'"completed_on":"x'),
        {},
        "data/completion.json, line ",
    ),
    "a number for a word": (replaced("data/person.json", b'"version":1', b'"version":true'), {}, "version is not"),
    "a column too many": (
        replaced("data/person.json", b'"version":1', b'"version":1,"x":1'),
        {},
        "its columns are not",
    ),
    "no JSON": (replaced("data/person.json", b"[\n{", b"[\n("), {}, "it is no row"),
    "a file under another name": (
        lambda members: members.update({"files/" + "0" * 64: b"more"}),
        {},
        "its content is not what the manifest says",
    ),
}


@pytest.mark.parametrize("what", SEALED)
def test_what_does_not_fit_is_refused_though_its_seal_fits(
    what: str,
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
    archive: Path,
) -> None:
    change, so, words = SEALED[what]
    sealer = empty(new_sqlite_machine)
    refused(new_sqlite_machine, changed(archive, tmp_path / "changed.zip", change, sealed_by=sealer, **so), words)


def test_what_is_no_archive_is_refused(new_sqlite_machine: NewMachine, tmp_path: Path, archive: Path) -> None:  # noqa: F811
    for name, content in (("words", b"words"), ("cut.zip", archive.read_bytes()[:-400])):
        (tmp_path / name).write_bytes(content)
        refused(new_sqlite_machine, tmp_path / name, "It is no archive of a center, or it was cut off")


def test_a_bomb_is_told_by_its_size_before_it_is_unpacked(
    new_sqlite_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
    archive: Path,
) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive) as opened, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        for name in opened.namelist():
            content = b"0" * 100_000_000 if name.startswith("data/person") else opened.read(name)
            out.writestr(name, content)
    assert bomb.stat().st_size < 2_000_000
    refused(new_sqlite_machine, bomb, "data/person.json: its content is not what the manifest says")


def refused(new: NewMachine, archive: Path, words: str) -> None:
    """Bring an archive into an empty machine, which refuses it with these words and stays empty."""
    machine = empty(new)
    answer = machine.run("bring-center", archive)
    assert (answer.code, words in answer.text) == (1, True), answer.text
    assert nothing_is_there(machine)


def test_an_archive_is_let_go_of_by_who_gave_up_in_the_middle_of_a_table(archive: Path) -> None:
    with ArchiveReader(archive) as opened:
        lines = opened.lines("data/history_entry.json")
        next(lines)
        holder = opened._zip.fp
        assert holder is not None
    assert holder.closed
    lines.close()
