"""What tests of the second factor share: a phone with an authenticator app, and setting one up as people do."""

from dataclasses import dataclass
from email.message import EmailMessage

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, CenterWorld
from tests.pages.doors import email_of, mails_to, sign_in
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tracker import clock


@dataclass(frozen=True)
class Phone:
    """An app that shows six digits. The same digits open nothing twice, so time must pass between two uses."""

    secret: str

    def digits(self, steps_away: int = 0) -> str:
        """Return the digits of now, or of some half minutes before or after."""
        return pyotp.TOTP(self.secret).at(clock.now(), counter_offset=steps_away)


def set_up_app(client: FlaskClient) -> tuple[Phone, list[str]]:
    """Set up an app as people do; returns the phone and the recovery codes that are shown, if any are."""
    opened = client.get("/account/app")
    assert opened.status_code == 200
    phone = Phone(secret_on(opened))
    done = send(client, opened, "/account/app", code=phone.digits())
    assert done.status_code in {200, 303}, done.get_data(as_text=True)
    return phone, codes_on(done)


def secret_on(page: TestResponse) -> str:
    """Return the secret that a page shows in letters."""
    shown = page_of(page).select_one(".qr .secret")
    assert shown
    return shown.get_text().replace(" ", "")


def codes_on(page: TestResponse) -> list[str]:
    """Return the recovery codes that a page shows."""
    return [code.get_text() for code in page_of(page).select(".codes code")]


def give_code(client: FlaskClient, code: str) -> TestResponse:
    """Answer the second step with digits."""
    return submit(client, "/sign-in/second-factor", code=code)


def sign_in_twice(client: FlaskClient, address: str, phone: Phone) -> TestResponse:
    """Sign in with the password and the app."""
    assert sign_in(client, address).location == "/sign-in/second-factor"
    return give_code(client, phone.digits())


def changes_told(center: CenterWorld) -> list[EmailMessage]:
    """Return the mails to the director about changes of what they sign in with."""
    return [mail for mail in mails_to(email_of(center)) if "was changed" in mail["Subject"]]


def remove_app(client: FlaskClient, password: str = PASSWORD) -> list[str]:
    """Remove the app; return what is said to be wrong, if anything."""
    answer = submit(client, "/account/signing-in", action="/account/app/remove", password=password)
    return [] if answer.status_code == 303 else errors_of(answer) or [text_of(answer)]
