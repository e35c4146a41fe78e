"""Signing in through a provider: whoever is connected gets in, everybody else reads what to do."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests import providers
from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in, later
from tests.pages.forms import page_of, text_of
from tests.pages.single_sign_on.visits import arrive, connect, leave
from tests.providers import LocalProvider
from tracker.db import db
from tracker.models import Account, Identity, SignInStep
from tracker.services import installation

Browse = Callable[..., FlaskClient]


def is_stale(client: FlaskClient, back: str) -> bool:
    """Tell whether a way back led to the sign-in page, where it says why."""
    answer = client.get(back)
    led = (answer.status_code, answer.location) == (303, "/sign-in")
    return led and "Begin again" in client.get("/sign-in").get_data(as_text=True) and not is_in(client)


def test_no_button_and_no_address_where_no_setting_names_a_provider(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "_current", replace(installation.current(), providers=()))
    opened = browse().get("/sign-in")
    assert opened.status_code == 200
    assert page_of(opened).select("form[action*='/with/']") == []
    assert browse().get("/sign-in/with/other/back?code=a&state=b").status_code == 404


def test_whoever_is_connected_gets_in_and_goes_where_they_were_going(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "dana")
    client = browse()
    address = leave(client, f"/sign-in?next={center.path('matrix')}")
    answer = client.get(northwind.consent(address, "dana", email="dana@example.org"))
    assert (answer.status_code, answer.location) == (303, center.path("matrix"))
    assert is_in(client)
    with center.working():
        row = db.session.query(Identity).filter_by(subject="dana", issuer=northwind.issuer).one()
        assert row.used_at is not None
        assert row.email == "dana@example.org", "what it is called there now"


def test_somebody_nobody_is_connected_with_reads_what_to_do_whatever_their_address(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client = browse()
    answer = arrive(client, northwind, "eve", email=email_of(center), email_verified=True)
    assert answer.status_code == 403
    assert "invitation" in text_of(answer)
    assert not is_in(client)


def test_the_same_name_at_another_issuer_is_somebody_else(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "dana-elsewhere")
    with center.working():
        db.session.query(Identity).filter_by(subject="dana-elsewhere").update({"issuer": "https://login.example.org"})
    assert arrive(browse(), northwind, "dana-elsewhere").status_code == 403


def test_a_closed_account_stays_closed(center: CenterWorld, browse: Browse, northwind: LocalProvider) -> None:
    connect(center, northwind, "gone")
    with center.working():
        db.session.get_one(Account, center.director).active = False
    answer = arrive(browse(), northwind, "gone")
    assert (answer.status_code, "Nobody here is connected" in text_of(answer)) == (403, True)


def test_whoever_turns_back_at_the_provider_is_not_signed_in(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    client = browse()
    back = northwind.consent(leave(client), "dana")
    answer = client.get(back.replace("code=", "error=access_denied&nocode="))
    assert (answer.status_code, "turned back" in text_of(answer)) == (403, True)


def test_a_way_back_works_once_in_the_browser_that_went_and_within_ten_minutes(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "once")
    client, thief = browse(), browse()
    back = northwind.consent(leave(client), "once")
    leave(thief)
    assert is_stale(thief, back), "another browser, with a journey of its own"
    assert is_stale(browse(), back), "a browser with none"
    assert client.get(back).location == "/"
    assert client.get(back).location == "/account", "a second time"
    slow = browse()
    back = northwind.consent(leave(slow), "once")
    with later(minutes=10, seconds=1):
        assert is_stale(slow, back)
    assert not is_in(thief)
    assert not is_in(slow)


def test_a_state_that_was_changed_ends_nothing_and_lets_nobody_in(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "state")
    client = browse()
    back = northwind.consent(leave(client), "state")
    path, _, _ = back.partition("&state=")
    for wrong in ("", "&state=", "&state=" + "a" * 43, "&state=é"):
        assert is_stale(client, path + wrong)
    assert not is_in(client)
    assert client.get(back).location == "/", "the journey waited for its own answer"


def test_what_waits_at_one_provider_is_not_answered_by_another(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "mixed")
    client = browse()
    back = northwind.consent(leave(client), "mixed")
    with providers.taken(northwind, key="google"):
        assert is_stale(client, back.replace("/other/", "/google/"))
    assert not is_in(client)


def test_the_way_back_may_name_its_issuer_and_must_where_the_provider_says_so(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    connect(center, northwind, "named")
    client = browse()
    assert client.get(northwind.consent(leave(client), "named") + f"&iss={northwind.issuer}").status_code == 303
    for said in ("&iss=https://login.example.org", ""):
        northwind.description["authorization_response_iss_parameter_supported"] = True
        with providers.taken(northwind):
            client = browse()
            assert client.get(northwind.consent(leave(client), "named") + said).status_code == 403
            assert not is_in(client)


def test_what_travels_through_the_provider_finishes_nothing(
    center: CenterWorld, browse: Browse, northwind: LocalProvider
) -> None:
    """Neither the browser's secret nor the proof for the code stands in the address or in the database."""
    client = browse()
    address = leave(client)
    with client.session_transaction() as cookie:
        secret = cookie["provider_journey"]
    assert secret not in address
    assert "code_verifier" not in address

    with client.application.app_context():
        rows = db.session.query(SignInStep).filter_by(purpose="provider").all()
        assert all(secret not in str(row.__dict__) for row in rows)
