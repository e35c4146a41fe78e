"""A setting that will not do stops the start: by name, quoting what it saw, saying what would do."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.house.repository import ROOT
from tracker.app import create_app, serving_app
from tracker.config import BadSetting, load_settings, refuse_open_folder

KEYS = {"SECRET_KEY": "s" * 32, "HISTORY_KEY": "h" * 32}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


def refused(data: Path, **settings: str) -> str:
    with pytest.raises(BadSetting) as caught:
        load_settings({"TRACKER_DATA": str(data), **KEYS, **settings})
    return caught.value.message


def test_nothing_has_to_be_set(data: Path) -> None:
    settings = load_settings({"TRACKER_DATA": str(data)})
    assert settings.environment == "production"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{data}/tracker.sqlite"
    assert (settings.evidence, settings.mail_outbox, settings.smtp_url) == (data / "evidence", data / "mail", None)
    assert (settings.secret_key, settings.history_key, settings.fixed_now) == (b"", b"", None)


def test_an_empty_setting_is_one_that_is_not_there(data: Path) -> None:
    names = ("TRACKER_ENV", "BASE_URL", "PORT", "DATABASE_URL", "MAIL_OUTBOX", "SMTP_URL", "MAIL_FROM", "TRACKER_NOW")
    empty = dict.fromkeys(names, "")
    assert load_settings({"TRACKER_DATA": str(data), **empty}) == load_settings({"TRACKER_DATA": str(data)})


@pytest.mark.parametrize(
    ("stated", "used"),
    [
        ("postgres://u:p@db/tracker", "postgresql+psycopg://u:p@db/tracker"),
        ("postgresql://u:p@db/tracker", "postgresql+psycopg://u:p@db/tracker"),
        ("postgresql+psycopg:///tracker", "postgresql+psycopg:///tracker"),
        ("sqlite:////srv/a.sqlite", "sqlite:////srv/a.sqlite"),
    ],
)
def test_a_database_is_reached_through_our_own_driver(data: Path, stated: str, used: str) -> None:
    assert load_settings({"TRACKER_DATA": str(data), "DATABASE_URL": stated}).database_url == used


def test_mail_goes_out_where_a_server_is_named_and_into_a_folder_otherwise(data: Path) -> None:
    place = {"TRACKER_DATA": str(data), "MAIL_OUTBOX": str(data / "post")}
    assert load_settings(place).mail_outbox == data / "post"
    settings = load_settings({**place, "SMTP_URL": "smtps://u:p@mail.example.org"})
    assert (settings.mail_outbox, settings.smtp_url) == (None, "smtps://u:p@mail.example.org")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRACKER_ENV", "debug"),
        ("TRACKER_ENV", "development"),
        ("PORT", "many"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٣"),
        ("BASE_URL", "training.example.org"),
        ("BASE_URL", "http://training.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://training.example.org:many"),
        ("BASE_URL", "https://training.example.org:0"),
        ("BASE_URL", "https://training.example.org/tracker"),
        ("BASE_URL", "https://training.example.org?a=b"),
        ("BASE_URL", "https://somebody@training.example.org"),
        ("BASE_URL", "https://[::1"),
        ("BASE_URL", "http://[::1]"),
        ("BASE_URL", "http://[::1]:8000"),
        ("BASE_URL", "javascript:alert(1)"),
        ("BACKUP_EVERY", "0"),
        ("BACKUP_EVERY", "daily"),
        ("BACKUP_KEEP", "many"),
        ("BACKUP_KEEP", "0 daily"),
        ("BACKUP_KEY", "age1"),
        ("BACKUP_KEY", "a word"),
        ("MAIL_FROM", "the tracker"),
        ("MAIL_FROM", "@"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
    ],
)
def test_a_bad_setting_is_named_and_quoted(data: Path, name: str, value: str) -> None:
    message = refused(data, **{name: value})
    assert message.startswith(f"{name} is {value!r}; ")
    assert "must" in message


def test_backups_are_planned_where_a_folder_is_named_and_never_into_the_data(data: Path) -> None:
    place = {"TRACKER_DATA": str(data), "BACKUP_EVERY": "6"}
    assert load_settings(place).backup is None
    plan = load_settings({**place, "BACKUP_DIR": str(data.parent / "backups")}).backup
    assert plan is not None
    assert (plan.folder, plan.every, plan.keep[0]) == (data.parent / "backups", timedelta(hours=6), (7, "daily"))
    message = refused(data, BACKUP_DIR=str(data / "backups"))
    assert message.endswith("inside TRACKER_DATA; it must be a folder elsewhere.")


@pytest.mark.parametrize("value", ["mysql://u:secret@db/x", "postgresql", "oracle", "sqlite:x", "/srv/a.sqlite"])
def test_a_database_that_is_none_of_ours_is_named_without_its_password(data: Path, value: str) -> None:
    message = refused(data, DATABASE_URL=value)
    assert message.startswith(f"DATABASE_URL begins with {value[:10]!r}; it must begin with sqlite:// or postgresql://")
    assert "secret" not in message


@pytest.mark.parametrize("value", ["mail.example.org", "http://u:secret@mail.example.org", "smtp://", "smtp://h:many"])
def test_a_mail_server_that_is_none_is_named_without_its_password(data: Path, value: str) -> None:
    message = refused(data, SMTP_URL=value)
    assert message.startswith(f"SMTP_URL begins with {value[:6]!r}; it must look like smtp://")
    assert "secret" not in message


def test_the_clock_is_set_in_tests_only_and_to_a_moment(data: Path) -> None:
    moment = "2026-11-24T09:00:00+00:00"
    assert refused(data, TRACKER_NOW=moment).startswith(f"TRACKER_NOW is {moment!r}; the clock can be set only where")
    wrong = refused(data, TRACKER_ENV="testing", TRACKER_NOW="noon")
    assert wrong == "TRACKER_NOW is 'noon'; it must look like 2026-11-24T09:00:00+00:00."
    settings = load_settings({"TRACKER_DATA": str(data), "TRACKER_ENV": "testing", "TRACKER_NOW": "2026-11-24T09:00"})
    assert settings.fixed_now == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", list(KEYS))
def test_a_short_key_is_refused_by_its_length_and_never_quoted(data: Path, name: str) -> None:
    assert refused(data, **{name: "x" * 31}) == f"{name} has 31 bytes; it needs at least 32."


@pytest.mark.parametrize(("name", "file"), [("SECRET_KEY", "secret"), ("HISTORY_KEY", "history")])
@pytest.mark.parametrize("content", ["", "short"])
def test_half_a_key_in_the_folder_names_its_file(data: Path, name: str, file: str, content: str) -> None:
    """Were it taken for a missing one, `init` would be told to make what is there already."""
    (data / "keys").mkdir()
    path = data / "keys" / file
    path.write_text(content)
    message = refused(data, **{name: ""})
    assert message == f"{name}, read from {str(path)!r}, has {len(content)} bytes; it needs at least 32."


def test_keys_and_passwords_are_not_shown_where_settings_are_printed(data: Path) -> None:
    shown = repr(load_settings({"TRACKER_DATA": str(data), **KEYS}))
    assert "s" * 32 not in shown
    assert "h" * 32 not in shown


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o701, 0o777])
def test_the_application_does_not_start_over_a_folder_that_others_can_read(data: Path, mode: int) -> None:
    settings = load_settings({"TRACKER_DATA": str(data), **KEYS})
    data.chmod(mode)
    with pytest.raises(BadSetting) as caught:
        create_app(settings)
    assert caught.value.message == f"TRACKER_DATA is {str(data)!r}, which others can read. Run: chmod 700 {data}"


def test_a_folder_that_is_a_file_is_refused_and_one_to_come_is_not(data: Path) -> None:
    refuse_open_folder(data / "to-come")
    (data / "file").touch()
    with pytest.raises(BadSetting, match="which is a file; it must be a folder"):
        refuse_open_folder(data / "file")


@pytest.mark.parametrize("missing", [(), ("SECRET_KEY",), ("HISTORY_KEY",)])
def test_nothing_is_served_without_both_keys(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: tuple[str, ...],
    own_process: None,
) -> None:
    monkeypatch.setenv("TRACKER_DATA", str(data))
    for name in missing:
        monkeypatch.setenv(name, KEYS[name])
    with pytest.raises(SystemExit):
        serving_app()
    assert capsys.readouterr().err == "Error: The keys are missing. Run `flask --app wsgi init` first.\n"


@pytest.fixture
def own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the installation that other tests share be put back."""
    from tracker.services import background, installation

    monkeypatch.setattr(installation, "_current", installation._current)
    monkeypatch.setattr(background, "_nudge", background._nudge)


def run(data: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the repository, with nothing set but what is named."""
    environment = {"PATH": os.defpath, "TRACKER_DATA": str(data), **settings}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 our own command


def test_at_the_shell_the_words_stand_alone(data: Path) -> None:
    """No trace of a fault around them: who reads it is to mend a setting, not the program."""
    done = run(data, "-m", "flask", "--app", "wsgi", "routes", TRACKER_ENV="debug")
    assert done.returncode == 1
    assert done.stderr == "Error: TRACKER_ENV is 'debug'; it must be one of production, testing.\n"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"TRACKER_ENV": "debug"}, "Error: TRACKER_ENV is 'debug'; it must be one of production, testing.\n"),
        ({}, "Error: The keys are missing. Run `flask --app wsgi init` first.\n"),
    ],
)
def test_under_a_web_server_they_stand_alone_and_it_does_not_try_again(
    data: Path, settings: dict[str, str], words: str
) -> None:
    server = ("-m", "gunicorn", "--bind", "127.0.0.1:0", "--workers", "1", "--log-level", "warning")
    done = run(data, *server, "tracker.app:serving_app()", **settings)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.count(words) == 1


@pytest.mark.parametrize("words", [("run", "--debug"), ("routes",), ("serve",)])
def test_nothing_is_debugged_in_production(data: Path, words: tuple[str, ...]) -> None:
    """With it, `flask run` serves a console that runs whatever is typed into a page."""
    done = run(data, "-m", "flask", "--app", "wsgi", *words, FLASK_DEBUG="1")
    assert done.returncode != 0
    assert "Error: FLASK_DEBUG is '1'; debugging is possible only where TRACKER_ENV is testing.\n" in done.stderr
    assert load_settings({"TRACKER_DATA": str(data), "FLASK_DEBUG": "0"}).environment == "production"
    assert load_settings({"TRACKER_DATA": str(data), "FLASK_DEBUG": "1", "TRACKER_ENV": "testing"})


def test_who_runs_the_file_that_servers_load_is_told_what_to_run(data: Path) -> None:
    done = run(data, "wsgi.py", TRACKER_ENV="debug")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "This file is loaded by others. To serve, run: flask --app wsgi serve\n"


def test_the_room_of_a_center_and_the_virus_scanner_are_settings(data: Path) -> None:
    given = {"TRACKER_DATA": str(data), "CENTER_QUOTA": "200", "CLAMD": "unix:/run/clamd.ctl"}
    assert (load_settings({"TRACKER_DATA": str(data)}).quota, load_settings(given).quota) == (5 * 10**9, 2 * 10**8)
    assert load_settings({"TRACKER_DATA": str(data)}).scanner is None
    assert str(load_settings(given).scanner) == "unix:/run/clamd.ctl"


def test_a_bad_quota_and_a_scanner_elsewhere_stop_the_start(data: Path) -> None:
    assert refused(data, CENTER_QUOTA="5 GB").startswith("CENTER_QUOTA is '5 GB'; it must be a number of megabytes")
    assert refused(data, CLAMD="tcp:10.0.0.5:3310").startswith("CLAMD is 'tcp:10.0.0.5:3310'; it must look like unix:")


TENANT = "11111111-2222-3333-4444-555555555555"
PROVIDERS = {
    **{"MICROSOFT_TENANT": TENANT, "MICROSOFT_CLIENT_ID": "m", "MICROSOFT_CLIENT_SECRET": "hidden"},
    **{"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "hidden"},
    **{"OIDC_ISSUER": "https://login.example.org", "OIDC_CLIENT_ID": "o", "OIDC_CLIENT_SECRET": "hidden"},
}


def test_providers_to_sign_in_through_are_settings_each_with_its_own(data: Path) -> None:
    assert load_settings({"TRACKER_DATA": str(data)}).providers == ()
    settings = load_settings({"TRACKER_DATA": str(data), **PROVIDERS})
    assert [each.name for each in settings.providers] == ["Microsoft 365", "Google", "login.example.org"]
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize("missing", [name for name in PROVIDERS if name not in {"MICROSOFT_TENANT", "OIDC_ISSUER"}])
def test_a_provider_without_its_credentials_stops_the_start(data: Path, missing: str) -> None:
    assert refused(data, **{**PROVIDERS, missing: ""}).startswith(f"{missing} is missing; it must be set together with")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MICROSOFT_TENANT", "common"),
        ("MICROSOFT_TENANT", ""),
        ("GOOGLE_DOMAIN", "everywhere"),
        ("OIDC_ISSUER", "http://login.example.org"),
        ("OIDC_ISSUER", ""),
        ("OIDC_NAME", "x" * 41),
    ],
)
def test_a_provider_that_will_not_do_is_named_and_its_secret_not_quoted(data: Path, name: str, value: str) -> None:
    message = refused(data, **{**PROVIDERS, name: value})
    assert message.startswith(f"{name} is {value!r}; ")
    assert "must" in message
    assert "hidden" not in message


def test_how_long_things_are_kept_may_be_set(data: Path) -> None:
    assert load_settings({"TRACKER_DATA": str(data), "KEEP_DAYS": "mail 10"}).periods["mail"].days == 10
    assert refused(data, KEEP_DAYS="mail 0") == "KEEP_DAYS is 'mail 0'; mail must be kept from 1 to 3650 days."
