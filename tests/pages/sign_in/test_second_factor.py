"""After a right password comes the second factor, where there is one; before it is given, nobody is in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import NEW_PASSWORD, email_of, is_in, later, link_in, mails_to, sign_in
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.second_factor import Phone, give_code, set_up_app, sign_in_twice
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.domain.second_factor import Proof
from tracker.models import Account
from tracker.services import entering, limits
from tracker.services.entering import Goal
from tracker.services.second_factor.devices import Browser

Browse = Callable[..., FlaskClient]
WRONG = "000000"
HURRY = "Too many wrong codes."


@pytest.fixture
def phone(center: CenterWorld, browse: Browse) -> Phone:
    """The director's app, set up two minutes ago, so that its digits are unused."""
    with later(minutes=-2):
        return set_up_app(browse(center.director))[0]


def wrong(phone: Phone) -> str:
    return f"{(int(phone.digits()) + 500_000) % 1_000_000:06}"


def reset_link(address: str) -> str:
    """Return the latest link for a new password that came by mail."""
    return link_in([mail for mail in mails_to(address) if mail["Subject"].startswith("Choose a new password")][-1])


def test_a_right_password_alone_begins_no_session(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client = browse()
    assert sign_in(client, email_of(center)).location == "/sign-in/second-factor"
    assert not is_in(client)
    assert client.get(center.path("home")).location.startswith("/sign-in")


def test_the_digits_of_the_app_let_in_and_lead_on(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client, page = browse(), center.path("people")
    asked = submit(client, f"/sign-in?next={page}", email=email_of(center), password="plum orchard violet kettle")
    assert asked.location == "/sign-in/second-factor"
    answer = give_code(client, f"{phone.digits()[:3]} {phone.digits()[3:]}")
    assert (answer.status_code, answer.location) == (303, page)
    assert is_in(client)


@pytest.mark.parametrize(("away", "lets_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_half_minute_before_and_after_will_do(
    center: CenterWorld, browse: Browse, phone: Phone, away: int, lets_in: bool
) -> None:
    client = browse()
    sign_in(client, email_of(center))
    assert give_code(client, phone.digits(away)).status_code == (303 if lets_in else 422)
    assert is_in(client) is lets_in


def test_the_same_digits_open_once_and_older_ones_not_after_them(
    center: CenterWorld, browse: Browse, phone: Phone
) -> None:
    used = phone.digits()
    assert sign_in_twice(browse(), email_of(center), phone).status_code == 303
    for digits in (used, phone.digits(-1)):
        second = browse()
        sign_in(second, email_of(center))
        answer = give_code(second, digits)
        assert (answer.status_code, errors_of(answer)) == (422, [entering.WRONG_CODE])
        assert page_of(answer).select_one("input[name=code][aria-invalid=true]"), "it is said at the field"
        assert not is_in(second)


def test_of_the_same_digits_at_one_moment_one_opens(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    code, now = phone.digits(), clock.now()

    def step() -> str:
        with center.app.app_context(), unit_of_work():
            found = entering.begin(center.director, Proof.PASSWORD, Browser("x"), Goal(), now)
            assert isinstance(found, entering.Waiting)
            return found.secret

    def opens(secret: str) -> bool:
        try:
            with center.app.app_context(), unit_of_work():
                entering.by_code(secret, code, Browser("x"), now)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(opens, [step() for _ in range(6)])) == 1


def test_a_step_is_answered_once_and_waits_ten_minutes(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client = browse()
    sign_in(client, email_of(center))
    before = client.get_cookie("session")
    assert before
    late = browse()
    late.set_cookie("session", before.value)
    with later(minutes=9, seconds=55):
        assert late.get("/sign-in/second-factor").status_code == 200
    with later(minutes=10, seconds=5):
        gone = late.get("/sign-in/second-factor")
        assert (gone.status_code, gone.location) == (303, "/sign-in")
        assert "longer than ten minutes" in text_of(late.get("/sign-in"))
    assert give_code(client, phone.digits()).status_code == 303
    again = browse()
    again.set_cookie("session", before.value)
    with later(minutes=1):
        assert again.get("/sign-in/second-factor").location == "/sign-in"


def test_without_a_step_there_is_nothing_to_answer(browse: Browse) -> None:
    for page in ("/sign-in/second-factor", "/sign-in/recovery-code"):
        assert browse().get(page).location == "/sign-in"


def test_digits_that_are_none_are_told_and_not_counted(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client = browse()
    sign_in(client, email_of(center))
    for _ in range(7):
        assert errors_of(give_code(client, "12345")) == ["The code has six digits."]
    assert errors_of(give_code(client, "")) == ["Enter the six digits."]
    assert give_code(client, phone.digits()).status_code == 303


def test_guessing_digits_is_held_to_ten_a_day_and_then_one_an_hour(
    center: CenterWorld, browse: Browse, phone: Phone
) -> None:
    client, passed = browse(), 0
    for minute in range(0, 24 * 60, 30):
        with later(minutes=minute):
            sign_in(client, email_of(center))
            answer = give_code(client, wrong(phone))
            passed += answer.status_code == 422
            assert answer.status_code in {422, 429}
    assert 10 < passed <= 10 + 24
    with later(minutes=24 * 60 - 1):
        sign_in(client, email_of(center))
        assert HURRY in errors_of(give_code(client, phone.digits()))[0], "the right ones too, or the guess is told"


def test_five_wrong_codes_are_free_and_then_one_a_minute(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client = browse()
    sign_in(client, email_of(center))
    assert [give_code(client, wrong(phone)).status_code for _ in range(6)] == [422] * 5 + [429]
    with later(seconds=61):
        assert [give_code(client, wrong(phone)).status_code for _ in range(2)] == [422, 429]


def test_a_new_step_begins_no_new_count(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    answers = []
    for _ in range(6):
        client = browse()
        sign_in(client, email_of(center))
        answers.append(give_code(client, wrong(phone)).status_code)
    assert answers == [422] * 5 + [429]


def test_whoever_guesses_with_the_password_keeps_the_owner_out_of_nothing(
    center: CenterWorld, browse: Browse, phone: Phone
) -> None:
    own, address = browse(), email_of(center)
    assert sign_in_twice(own, address, phone).status_code == 303
    submit(own, "/account", action="/sign-out")
    for minute in range(60, 300, 15):
        with later(minutes=minute):
            guesser = browse()
            sign_in(guesser, address)
            give_code(guesser, wrong(phone))
    with later(minutes=300):
        assert sign_in_twice(own, address, phone).status_code == 303, "a browser that signed in before counts apart"
    with later(minutes=302):
        submit(browse(), "/forgot-password", email=address)
        elsewhere = browse()
        assert submit(elsewhere, reset_link(address), password=NEW_PASSWORD).location == "/sign-in/second-factor"
        assert give_code(elsewhere, phone.digits()).status_code == 303, "and so does the link of a mail"


def test_the_link_for_a_new_password_does_not_go_around_the_second_factor(
    center: CenterWorld, browse: Browse, phone: Phone
) -> None:
    address, client = email_of(center), browse()
    submit(browse(), "/forgot-password", email=address)
    assert submit(client, link_in(mails_to(address)[-1]), password=NEW_PASSWORD).location == "/sign-in/second-factor"
    assert not is_in(client)
    assert give_code(client, phone.digits()).status_code == 303
    assert "Your new password is set." in text_of(client.get("/account"))


def test_a_mailbox_gives_no_endless_guesses(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    address, answers = email_of(center), []
    for number in range(16):
        with later(minutes=2 * number):
            submit(browse(), "/forgot-password", email=address)
            client = browse()
            submit(client, reset_link(address), password=NEW_PASSWORD)
            answers.append(give_code(client, wrong(phone)).status_code)
    assert answers == [422] * 10 + [429] * 6


def test_the_owner_hears_once_that_somebody_knows_the_password(
    center: CenterWorld, browse: Browse, phone: Phone
) -> None:
    client, address = browse(), email_of(center)
    sign_in(client, address)
    for _ in range(4):
        give_code(client, wrong(phone))
    assert "Somebody knows" not in str([mail["Subject"] for mail in mails_to(address)])
    for second in (0, 61, 122):
        with later(seconds=second):
            give_code(client, wrong(phone))
    (mail,) = [mail for mail in mails_to(address) if mail["Subject"].startswith("Somebody knows your password")]
    assert link_in(mail) == "/forgot-password"


def test_a_new_password_ends_the_steps_that_wait(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    thief, owner, address = browse(), browse(center.director), email_of(center)
    sign_in(thief, address)
    submit(owner, "/account", action="/password", old_password="plum orchard violet kettle", password=NEW_PASSWORD)
    assert thief.get("/sign-in/second-factor").location == "/sign-in"


def test_an_account_that_is_closed_meanwhile_does_not_get_in(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    client = browse()
    sign_in(client, email_of(center))
    opened = client.get("/sign-in/second-factor")
    with center.working():
        db.session.get_one(Account, center.director).active = False
    answer = send(client, opened, "/sign-in/second-factor", code=phone.digits())
    assert (answer.status_code, errors_of(answer)) == (422, [entering.GONE])


def test_tries_before_a_success_are_forgotten(center: CenterWorld, browse: Browse, phone: Phone) -> None:
    for number in range(3):
        with later(minutes=number):
            client = browse()
            sign_in(client, email_of(center))
            assert [give_code(client, wrong(phone)).status_code for _ in range(4)] == [422] * 4
            assert give_code(client, phone.digits()).status_code == 303
    assert limits.FREE_TRIES == 5


def test_an_app_whose_secret_cannot_be_opened_any_more_lets_nobody_in(
    center: CenterWorld, browse: Browse, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.second_factor.sealing.LABEL", b"another key")
    client = browse()
    assert sign_in(client, email_of(center)).location == "/sign-in/second-factor", "it is still asked for"
    assert give_code(client, phone.digits()).status_code == 422
