"""`issue-packet` issues, seals and writes a packet from the shell, and makes an issued one anew to the byte."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.packets.conftest import asked, proved
from tracker.services import evidence, file_copies, history


def test_a_packet_is_issued_to_a_file_and_issued_again_to_the_byte(
    app: Flask, center: CenterWorld, tmp_path: Path
) -> None:
    first, second = tmp_path / "packet.pdf", tmp_path / "again.pdf"
    asks = ["issue-packet", "--center", center.public_id, "--out"]
    run = app.test_cli_runner()
    made = run.invoke(args=[*asks, str(first), "--standard", "nca-csec", "--as-of", "2026-09-30"])
    assert made.exit_code == 0, made.output
    content = first.read_bytes()
    assert content.startswith(b"%PDF-")
    assert sha256(content).hexdigest() in made.output
    assert first.stat().st_mode & 0o077 == 0
    public_id = made.output.split("(")[1].split(")")[0]
    with center.working():
        (told, _) = history.lines(subject_id=public_id)
    assert (told.action, told.who) == ("issue", "The installation's command line")
    again = run.invoke(args=[*asks, str(second), "--again", public_id, "--json"])
    assert again.exit_code == 0, again.output
    facts = json.loads(again.output)
    assert (facts["packet"], facts["same"]) == (public_id, True)
    assert facts["sha256"] == sha256(content).hexdigest()
    assert second.read_bytes() == content


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["--standard", "no-such"], "does not follow this standard"),
        (["--standard", "nca-csec", "--as-of", "2999-01-01"], "today or an earlier day"),
        (["--standard", "nca-csec", "--as-of", "soon"], "does not match the format"),
        ([], "Say --standard"),
        (["--standard", "nca-csec", "--again", "2" * 20], "Say --standard"),
        (["--again", "2" * 20], "There is no such packet"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    app: Flask, center: CenterWorld, tmp_path: Path, said: list[str], words: str
) -> None:
    out = tmp_path / "packet.pdf"
    done = app.test_cli_runner().invoke(args=["issue-packet", "--center", center.public_id, "--out", str(out), *said])
    assert (done.exit_code != 0, words in done.output, out.exists()) == (True, True, False), done.output


def test_a_center_that_is_not_there_is_named(app: Flask, tmp_path: Path) -> None:
    args = ["issue-packet", "--center", "Nowhere", "--standard", "nca-csec", "--out", str(tmp_path / "packet.pdf")]
    assert "There is no center called 'Nowhere'" in app.test_cli_runner().invoke(args=args).output


def test_a_packet_that_was_not_issued_is_not_made_anew(app: Flask, center: CenterWorld, tmp_path: Path) -> None:
    args = ["issue-packet", "--center", center.public_id, "--again", asked(center), "--out", str(tmp_path / "p.pdf")]
    assert "was not issued" in app.test_cli_runner().invoke(args=args).output


def test_what_could_not_be_printed_is_said(app: Flask, center: CenterWorld, tmp_path: Path) -> None:
    key = proved(center, making.pdf(31), person_id=center.person(), title="Foundations", hours=4)
    with center.working():
        (file,) = [each for each in evidence.files_of_record(center.actor()) if each.completion == key]
        file_copies.store().path_of(file.sha256).unlink()
    asks = ["issue-packet", "--center", center.public_id, "--standard", "nca-csec", "--as-of", "2026-09-30"]
    made = app.test_cli_runner().invoke(args=[*asks, "--out", str(tmp_path / "packet.pdf"), "--json"])
    assert made.exit_code == 0, made.output
    told = ["Exhibit 1 could not be printed: its file is missing from the evidence folder."]
    assert json.loads(made.output)["troubles"] == told
