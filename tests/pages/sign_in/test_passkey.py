"""A passkey signs in: alone, for it is two factors in one, or as the second step. A wrong answer opens nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in, later, mails_to, sign_in
from tests.pages.forms import text_of
from tests.pages.passkey_device import PRESENT, Device, add_passkey, asked, second_step_with, sent, sign_in_with
from tracker.db import Base, db
from tracker.db.tenancy import everywhere
from tracker.models import Passkey
from tracker.services import installation
from tracker.services.second_factor import passkeys

Browse = Callable[..., FlaskClient]
PAGE, TO = "/sign-in", "/sign-in/passkey"


@pytest.fixture
def device(center: CenterWorld, browse: Browse) -> Device:
    """The director's passkey."""
    device = Device()
    assert add_passkey(browse(center.director), device).status_code == 200
    return device


def test_a_passkey_signs_in_without_a_password(center: CenterWorld, browse: Browse, device: Device) -> None:
    client = browse()
    answer = sign_in_with(client, device)
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(client)


def test_a_passkey_leads_on_to_where_one_was_going(center: CenterWorld, browse: Browse, device: Device) -> None:
    client, page = browse(), f"/sign-in?next={center.path('people')}"
    answer = sent(client, page, TO, device.answer(asked(client, page, TO)))
    assert answer.location == center.path("people")


def test_a_passkey_is_a_second_step_after_the_password(center: CenterWorld, browse: Browse, device: Device) -> None:
    client = browse()
    assert sign_in(client, email_of(center)).location == "/sign-in/second-factor"
    assert second_step_with(client, device).location == "/"
    assert is_in(client)


def test_somebody_elses_passkey_is_no_second_step(center: CenterWorld, browse: Browse, device: Device) -> None:
    other = Device()
    add_passkey(browse(center.member()), other)
    client = browse()
    sign_in(client, email_of(center))
    assert second_step_with(client, other).location == "/sign-in/second-factor"
    assert passkeys.NOT_HERE in text_of(client.get("/sign-in/second-factor"))
    assert not is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost:8080"},
        {"origin": "https://localhost"},
        {"origin": "https://localhost.elsewhere.example"},
        {"place": "elsewhere.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"key": Device().key},
        {"id": b"another credential"},
    ],
    ids=" ".join,
)
def test_an_answer_from_elsewhere_or_of_nobody_opens_nothing(
    browse: Browse, device: Device, wrong: dict[str, Any]
) -> None:
    for name, value in wrong.items():
        setattr(device, name, value)
    client = browse()
    assert sign_in_with(client, device).location == "/sign-in"
    assert passkeys.NOT_HERE in text_of(client.get("/sign-in")), "in the same words, whatever is wrong"
    assert not is_in(client)


def test_an_answer_to_another_kind_of_question_opens_nothing(browse: Browse, device: Device) -> None:
    client = browse()
    sent(client, PAGE, TO, device.answer(asked(client, PAGE, TO), kind="webauthn.create"))
    assert not is_in(client)


def test_an_answer_opens_once(browse: Browse, device: Device) -> None:
    client = browse()
    before = client.get(PAGE) and client.get_cookie("session")
    answer = device.answer(asked(client, PAGE, TO))
    cookie = client.get_cookie("session")
    assert before and cookie
    assert sent(client, PAGE, TO, answer).location == "/"
    thief = browse()
    thief.set_cookie("session", cookie.value)
    sent(thief, PAGE, TO, answer)
    assert not is_in(thief), "not even with the cookie of before"


def test_an_answer_is_taken_only_from_the_browser_that_was_asked(browse: Browse, device: Device) -> None:
    client, other = browse(), browse()
    answer = device.answer(asked(client, PAGE, TO))
    asked(other, PAGE, TO)
    sent(other, PAGE, TO, answer)
    assert not is_in(other)


def test_a_question_waits_ten_minutes(browse: Browse, device: Device) -> None:
    client = browse()
    answer = device.answer(asked(client, PAGE, TO))
    with later(minutes=10, seconds=1):
        sent(client, PAGE, TO, answer)
        assert not is_in(client)


def test_asking_without_signing_in_fills_no_table(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    asked(client, PAGE, TO)

    def rows() -> dict[str, int]:
        with center.app.app_context(), everywhere(db.session()):
            tables = Base.metadata.sorted_tables
            return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

    before = rows()
    for _ in range(20):
        asked(client, PAGE, TO)
    assert rows() == before


def test_a_count_that_does_not_rise_tells_a_copy(browse: Browse, device: Device) -> None:
    device.count = 5
    assert sign_in_with(browse(), device).location == "/"
    for count, opens in ((5, False), (4, False), (0, False), (6, True)):
        device.count, client = count, browse()
        sign_in_with(client, device)
        assert is_in(client) is opens, count


def test_of_two_answers_with_one_count_at_one_moment_one_opens(
    center: CenterWorld, browse: Browse, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.count = 5
    sign_in_with(browse(), device)
    # As if the other answer had been written after this one's count was compared.
    monkeypatch.setattr("tracker.services.second_factor.passkey_answers.read", lambda *_: 5)
    client = browse()
    sign_in_with(client, device)
    assert not is_in(client)


def test_a_passkey_that_counts_nothing_opens_again_and_again(browse: Browse, device: Device) -> None:
    for _ in range(3):
        client = browse()
        sign_in_with(client, device)
        assert is_in(client)


def test_a_passkey_that_was_removed_opens_nothing(center: CenterWorld, browse: Browse, device: Device) -> None:
    with center.app.app_context():
        passkeys.remove_all(center.director)
        db.session.commit()
    client = browse()
    sign_in_with(client, device)
    assert not is_in(client)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        "null",
        json.dumps({"rawId": 7}),
        json.dumps({"rawId": "!!!"}),
        json.dumps({"rawId": "é"}),
        json.dumps({"rawId": "A" * 8000}),
        "[" * 5000,
        "x" * 20_000,
    ],
    ids=range(11),
)
def test_what_is_no_answer_is_refused_in_words(center: CenterWorld, browse: Browse, answer: str) -> None:
    client = browse()
    asked(client, PAGE, TO)
    assert sent(client, PAGE, TO, answer).location == "/sign-in"
    assert client.get("/sign-in").get_data(as_text=True).count("flash--error") == 1


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("damaged", ["", "AAAA", 7, None, {"a": []}])
def test_a_damaged_answer_opens_nothing(browse: Browse, device: Device, part: str, damaged: Any) -> None:
    client = browse()
    answer = json.loads(device.answer(asked(client, PAGE, TO)))
    answer["response"][part] = damaged
    assert sent(client, PAGE, TO, json.dumps(answer)).location == "/sign-in"
    assert not is_in(client)


def test_the_use_is_noted_and_a_new_browser_told(center: CenterWorld, browse: Browse, device: Device) -> None:
    sign_in_with(browse(), device)
    with center.app.app_context():
        assert db.session.scalar(select(Passkey.used_at).where(Passkey.credential_id == device.id)) is not None
    assert any(mail["Subject"].startswith("A new browser signed in") for mail in mails_to(email_of(center)))


def test_where_the_address_is_a_number_no_passkey_is_offered(
    center: CenterWorld, browse: Browse, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = browse().get("/sign-in")
    assert "Sign in with a passkey" in opened.get_data(as_text=True)
    monkeypatch.setattr(passkeys, "place", lambda: None)
    client = browse()
    assert "Sign in with a passkey" not in client.get("/sign-in").get_data(as_text=True)
    sign_in(client, email_of(center))
    assert "Your passkey does not work at this address." in text_of(client.get("/sign-in/second-factor"))
    assert passkeys.NEEDS_A_NAME in text_of(asked_in_vain(client))


def asked_in_vain(client: FlaskClient) -> Any:
    """Ask for a question where there can be none; return the answer."""
    token = client.get("/sign-in/recovery-code").get_data(as_text=True).split('name="csrf_token"')[1].split('"')[3]
    return client.post("/sign-in/passkey/question", data={"csrf_token": token, "submission_key": "0" * 32})


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.7", None),
        ("http://localhost:8000", "localhost"),
        ("https://training.example.org", "training.example.org"),
    ],
)
def test_passkeys_belong_to_the_host_that_people_type(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch, address: str, name: str | None
) -> None:
    here = replace(installation.current(), base_url=address)
    monkeypatch.setattr(installation, "current", lambda: here)
    found = passkeys.place()
    assert (found and found.name) == name
    assert (found and found.origin) == (name and address)
