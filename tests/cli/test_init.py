"""`init` makes an installation ready, and running it again changes nothing."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.conftest import Run
from tests.factories import begin_center
from tracker.config import load_settings
from tracker.services import installation, setting_up, shipped_texts
from tracker.standards import editions

KEYS = {"history", "packets", "secret", "signatures"}


def keys(data: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (data / "keys").iterdir()}


def test_it_makes_the_tables_and_long_keys_for_the_owner_alone(own_app: Flask, run: Run, data: Path) -> None:
    answer = run("init")
    assert (answer.code, answer.text) == (0, f"Ready: {data}\n")
    made = keys(data)
    assert set(made) == KEYS
    assert made["secret"] != made["history"]
    assert all(len(key) >= 48 for key in made.values())
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (data, data / "keys", *(data / "keys").iterdir())}
    assert modes == {0}
    with own_app.app_context():
        assert setting_up.is_needed()


def test_what_it_made_is_what_the_settings_read(run: Run, data: Path) -> None:
    run("init")
    settings = load_settings({"TRACKER_DATA": str(data)})
    assert (settings.secret_key, settings.history_key) == (keys(data)["secret"], keys(data)["history"])


def test_it_remembers_every_text_of_a_standard_that_ships(own_app: Flask, run: Run) -> None:
    run("init")
    digests = {file.digest for file in editions.shipped().files}
    with own_app.app_context():
        assert shipped_texts.texts_of(digests).keys() == digests


def test_a_second_run_keeps_keys_and_data(own_app: Flask, run: Run, data: Path) -> None:
    run("init")
    before = keys(data)
    begin_center(own_app)
    assert run("init").code == 0
    assert keys(data) == before
    with own_app.app_context():
        assert not setting_up.is_needed()
    assert run("check").code == 0


def test_a_key_that_is_there_stays_and_the_others_are_made(run: Run, data: Path) -> None:
    (data / "keys").mkdir(mode=0o700)
    (data / "keys" / "history").write_text("k" * 64)
    run("init")
    assert keys(data)["history"] == b"k" * 64
    assert set(keys(data)) == KEYS


def test_a_break_while_a_key_is_written_leaves_no_half_key(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(OSError, match="no space left"):
            run("init")
    assert keys(data) == {}
    assert run("init").code == 0
    assert set(keys(data)) == KEYS


def test_a_folder_that_is_not_there_is_made_for_the_owner_alone(
    own_app: Flask, run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = data / "further" / "down"
    monkeypatch.setattr(installation, "_current", replace(installation.current(), data=elsewhere))
    assert run("init").text == f"Ready: {elsewhere}\n"
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700


def test_nothing_is_served_before_it_ran(own_app: Flask, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "_current", replace(installation.current(), history_key=b""))
    answer = run("serve")
    assert answer.code == 1
    assert "Run `flask --app wsgi init` first." in answer.text
