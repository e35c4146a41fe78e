"""`verify-packet` says whether a file is a packet as it was issued; `packet-key` hands out what it is checked with."""

import json
from pathlib import Path

from flask import Flask

from tests.services.packets import conftest
from tests.services.packets.conftest import Issued
from tracker.services import packets
from tracker.services.packets import signing

issued = conftest.issued


def received(app: Flask, issued: Issued, folder: Path) -> Path:
    out = folder / "packet.pdf"
    with issued.center.working():
        out.write_bytes(packets.file_of(issued.center.actor(), issued.packet).path.read_bytes())
    return out


def test_a_genuine_one_is_named_with_its_issuer(app: Flask, issued: Issued, tmp_path: Path) -> None:
    run, file = app.test_cli_runner(), received(app, issued, tmp_path)
    done = run.invoke(args=["verify-packet", str(file)])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Genuine: ")
    for words in ("Center: Packet House CAC", "Issued by: Dana Whitfield", "As of: 2026-09-30", "SHA-256: ", "Key: "):
        assert words in done.output


def test_by_the_key_that_was_handed_out_and_for_programs(app: Flask, issued: Issued, tmp_path: Path) -> None:
    run, file, key = app.test_cli_runner(), received(app, issued, tmp_path), tmp_path / "center.pem"
    handed = run.invoke(args=["packet-key", "--out", str(key)])
    assert handed.exit_code == 0
    assert key.read_text() in handed.output
    assert "PRIVATE" not in handed.output
    done = run.invoke(args=["verify-packet", str(file), "--key", str(key), "--json"])
    told = json.loads(done.output)
    assert (done.exit_code, told["genuine"], told["facts"]["center"]) == (0, True, "Packet House CAC")
    assert told["key"] in handed.output


def test_a_changed_one_is_said_and_the_exit_code_tells(app: Flask, issued: Issued, tmp_path: Path) -> None:
    run, file = app.test_cli_runner(), received(app, issued, tmp_path)
    file.write_bytes(file.read_bytes() + b"\n")
    done = run.invoke(args=["verify-packet", str(file)])
    assert (done.exit_code, done.output.startswith("NOT GENUINE. ")) == (1, True)
    assert "Packet House" not in done.output
    told = json.loads(run.invoke(args=["verify-packet", str(file), "--json"]).output)
    assert (told["genuine"], told["facts"]) == (False, None)


def test_a_key_that_is_none_and_a_place_that_cannot_be_written_are_said(
    app: Flask, issued: Issued, tmp_path: Path
) -> None:
    run, file = app.test_cli_runner(), received(app, issued, tmp_path)
    done = run.invoke(args=["verify-packet", str(file), "--key", str(file)])
    assert (done.exit_code, "no public key" in done.output) == (1, True)
    done = run.invoke(args=["packet-key", "--out", str(tmp_path / "no" / "such.pem")])
    assert (done.exit_code, "cannot be written" in done.output) == (1, True)


def test_what_has_no_end_is_not_read(app: Flask, tmp_path: Path) -> None:
    """A device says that it has no size, and went on into memory until the machine had none."""
    run, link, file = app.test_cli_runner(), tmp_path / "packet.pdf", tmp_path / "other.pdf"
    link.symlink_to("/dev/zero")
    file.write_bytes(b"%PDF-1.7")
    for words in ((link,), (file, "--key", link)):
        done = run.invoke(args=["verify-packet", *map(str, words)])
        assert (done.exit_code, "is no file that could be read to its end" in done.output) == (1, True)
    assert signing.tail_of(Path("/dev/zero")) == bytes(signing.LONGEST_END)
