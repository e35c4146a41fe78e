"""An installation answers to its own name only, and the links it mails lead there whatever a request says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld, begin_center
from tests.installations import own_installation
from tests.pages.doors import email_of, link_in, mails_to
from tests.pages.forms import form_in, submit, values_of
from tracker.config import BadSetting, load_settings

Browse = Callable[..., FlaskClient]


@pytest.fixture
def public_app(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation that people reach over https."""
    with own_installation(empty_database_url, tmp_path, BASE_URL="https://training.example.org") as app:
        begin_center(app)
        yield app


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "training.example.org.elsewhere.example",
        "elsewhere.example:443",
        "xtraining.example.org",
    ],
)
def test_a_request_for_another_host_is_refused(public_app: Flask, host: str) -> None:
    answer = public_app.test_client().get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == "This installation does not answer to that name. Check the address.\n"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("host", ["training.example.org", "training.example.org:443", "127.0.0.1:8000", "localhost"])
def test_its_own_name_and_this_machine_are_answered(public_app: Flask, host: str) -> None:
    assert public_app.test_client().get("/healthz", headers={"Host": host}).status_code == 200


def test_forms_work_over_https_in_a_browser_that_sends_no_referrer(public_app: Flask) -> None:
    client = public_app.test_client()
    base = {"base_url": "https://training.example.org"}
    opened = client.get("/forgot-password", **base)
    answer = client.post("/forgot-password", data={**values_of(form_in(opened)), "email": "nobody@example.org"}, **base)
    assert answer.status_code == 303


def test_a_link_by_mail_leads_to_the_installation_whatever_host_asked(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    client.environ_base["HTTP_X_FORWARDED_HOST"] = "elsewhere.example"
    submit(client, "/forgot-password", email=email_of(center))
    (mail,) = mails_to(email_of(center))
    assert link_in(mail).startswith("/reset/")
    assert "elsewhere" not in mail.as_string()


@pytest.mark.parametrize(
    "address", ["training.example.org", "ftp://training.example.org", "http://training.example.org", "https://"]
)
def test_an_address_that_will_not_do_stops_the_start_and_is_quoted(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadSetting, match="BASE_URL is"):
        load_settings({"TRACKER_DATA": str(tmp_path), "BASE_URL": address})
