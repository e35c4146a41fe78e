"""The last resort on the machine itself: the second factor of an account is forgotten, and that is told."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in, mails_to, sign_in
from tests.pages.second_factor import set_up_app
from tracker.services import history

Browse = Callable[..., FlaskClient]


def run(center: CenterWorld, email: str) -> tuple[int, str]:
    done = center.app.test_cli_runner().invoke(args=["reset-second-factor", email])
    return done.exit_code, done.output


def test_the_factor_is_gone_and_it_is_told_what_was_done(center: CenterWorld, browse: Browse) -> None:
    client, email = browse(center.director), email_of(center)
    set_up_app(client)
    code, said = run(center, f" {email.upper()} ")
    assert code == 0, said
    assert "It had: app." in said
    assert "The history says so at Harbor House CAC." in said
    assert not is_in(client)
    assert sign_in(browse(), email).location == "/"
    assert any("Whoever runs the installation reset" in mail.get_content() for mail in mails_to(email))
    with center.working():
        assert history.lines()[0].action == "reset_second_factor"


def test_an_account_that_has_none_is_left_as_it_is(center: CenterWorld) -> None:
    code, said = run(center, email_of(center))
    assert (code, "It had: none." in said) == (0, True)


def test_an_unknown_address_is_named(center: CenterWorld) -> None:
    assert run(center, "nobody@example.org") == (1, "Error: No account has the address nobody@example.org.\n")
