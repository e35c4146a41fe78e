"""Who closes their account is out everywhere at once; the record stays, and the same address may begin anew."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import PASSWORD, CenterWorld, make_account
from tests.house.things import Owner, connection, invitation_token, passkey
from tests.pages.completions.test_races import at_once
from tests.pages.doors import NEW_PASSWORD, email_of, is_in, later, link_in, mails_to, sign_in
from tests.pages.forms import errors_of, send, submit, text_of
from tests.pages.second_factor import set_up_app
from tests.services.files import row_of
from tests.services.lines import last_line
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.models import (
    Account,
    Authenticator,
    Identity,
    KnownDevice,
    Membership,
    OneTimeLink,
    Passkey,
    Person,
    RecoveryCode,
    SignInSession,
    SignInStep,
)
from tracker.services import history

Browse = Callable[..., FlaskClient]
PAGE = "/account/close"
PROOFS = (Authenticator, Passkey, RecoveryCode, KnownDevice, Identity, OneTimeLink, SignInSession, SignInStep)


def close(center: CenterWorld, client: FlaskClient, account: int) -> int:
    return submit(client, PAGE, email=email_of(center, account)).status_code


def proofs_of(center: CenterWorld, account: int) -> dict[str, int]:
    """Return how much an account signs in with, and where it is signed in, by table."""
    with center.app.app_context():
        counts = {
            each.__tablename__: db.session.scalar(select(func.count(each.id)).where(each.account_id == account))
            for each in PROOFS
        }
        return {name: int(number or 0) for name, number in counts.items()}


def with_everything(center: CenterWorld, browse: Browse, account: int) -> FlaskClient:
    """Give an account everything that one can sign in with; returns a browser that is signed in."""
    owner, client = Owner(account, center.director_person), browse()
    with later(minutes=-6):
        sign_in(browse(), email_of(center, account))  # a browser that is known from now on
    passkey(center, owner)
    connection(center, owner)
    submit(client, "/forgot-password", email=email_of(center, account))
    with later(minutes=-5):
        set_up_app(browse(account))
    sign_in(browse(), email_of(center, account))  # its digits are still to come
    return browse(account)


def test_all_that_one_signs_in_with_goes_and_every_browser_is_out_at_once(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    client = with_everything(center, browse, account)
    assert all(proofs_of(center, account).values()), proofs_of(center, account)
    elsewhere, address = browse(account), email_of(center, account)
    assert close(center, client, account) == 303
    assert proofs_of(center, account) == dict.fromkeys(proofs_of(center, account), 0)
    assert not is_in(client)
    assert not is_in(elsewhere)
    answer = sign_in(browse(), address)
    assert answer.status_code == 422
    with center.app.app_context():
        row = db.session.get_one(Account, account)
        assert (row.active, row.password_hash, address in row.email) == (False, None, False)


def test_the_owner_hears_of_it_by_a_last_mail_that_opens_nothing(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    address = email_of(center, account)
    close(center, browse(account), account)
    (mail,) = [each for each in mails_to(address) if "was closed" in each["Subject"]]
    assert "http" not in mail.get_content()
    assert "belongs to your center and stays there" in mail.get_content()


def test_the_record_stays_and_history_says_so_without_name_or_address(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    account = center.member(person_id=person)
    completion, address = center.completion(person), email_of(center, account)
    close(center, browse(account), account)
    line = last_line(center)
    assert (line.action, line.subject, line.detail, line.reason) == ("close", "account", {}, "")
    assert address not in repr(line)
    assert row_of(center, completion).person_id == person
    with center.working():
        assert list(history.problems(center.center_id)) == []
        assert db.session.scalar(select(Membership.ended_at).where(Membership.account_id == account)) is not None
    record = center.path(f"people/{center.public_id_of(Person, person)}")
    assert "Ana Reyes" in text_of(browse(center.director).get(record))
    assert "closed their account" in text_of(browse(center.director).get(center.path("history")))


def test_who_is_invited_to_the_same_address_begins_anew(center: CenterWorld, browse: Browse) -> None:
    person = center.person("Ana Reyes")
    account = center.member(person_id=person)
    address = email_of(center, account)
    close(center, browse(account), account)
    public_id = center.public_id_of(Person, person)
    submit(browse(center.director), center.path("members"), action="/invite", email=address, person=public_id)
    link = link_in(mails_to(address)[-1])
    newcomer = browse()
    assert submit(newcomer, link, name="Ana Reyes", password=NEW_PASSWORD).status_code == 303
    assert is_in(newcomer)
    with center.app.app_context():
        assert db.session.scalar(select(Account.id).where(Account.email == address)) not in {None, account}


def test_the_last_director_is_told_what_to_do_first(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    opened = client.get(PAGE)
    assert "You are the only director of Harbor House CAC. Make somebody else director there first" in text_of(opened)
    assert "Close my account" not in text_of(opened)
    center.member(AccessRole.DIRECTOR)
    assert close(center, client, center.director) == 303


def test_two_directors_who_close_at_once_leave_one(center: CenterWorld, browse: Browse) -> None:
    directors = [center.director, center.member(AccessRole.DIRECTOR)]
    forms = []
    for account in directors:
        client = browse(account)
        forms.append((client, client.get(PAGE), email_of(center, account)))
    answers = at_once(
        [lambda form=form: send(form[0], form[1], PAGE, email=form[2]) for form in forms]  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    (refused,) = [answer for answer in answers if answer.status_code == 422]
    assert errors_of(refused)[0].startswith("You are the only director of Harbor House CAC.")
    with center.working():
        living = select(Membership.account_id).where(
            Membership.role == AccessRole.DIRECTOR, Membership.ended_at.is_(None)
        )
        assert len(db.session.scalars(living).all()) == 1


def test_a_link_that_they_sent_out_works_no_more(center: CenterWorld, browse: Browse) -> None:
    second, link = center.member(AccessRole.DIRECTOR), f"/join/{invitation_token(center, Owner(center.director, 0))}"
    assert browse().get(link).status_code == 200
    assert close(center, browse(center.director), center.director) == 303
    assert browse().get(link).status_code == 404
    assert is_in(browse(second))


def test_the_last_administrator_is_told_what_to_do_first(center: CenterWorld, browse: Browse) -> None:
    account, other = center.member(), center.member()
    with center.app.app_context(), unit_of_work():
        _only_administrators(account)
    client = browse(account)
    assert "with the command make-administrator" in text_of(client.get(PAGE))
    made = center.app.test_cli_runner().invoke(args=["make-administrator", email_of(center, other)])
    assert made.exit_code == 0, made.output
    again = center.app.test_cli_runner().invoke(args=["make-administrator", email_of(center, other)])
    assert (again.exit_code, "administers this installation already" in again.output) == (1, True)
    assert close(center, client, account) == 303
    with center.app.app_context():
        assert db.session.get_one(Account, other).is_administrator
        assert not db.session.get_one(Account, account).is_administrator


def test_two_administrators_who_close_at_once_leave_one(center: CenterWorld, browse: Browse) -> None:
    accounts = [make_account(center.app), make_account(center.app)]  # of no center, so that nothing else parts them
    with center.app.app_context(), unit_of_work():
        _only_administrators(*accounts)
    forms = []
    for account in accounts:
        client = browse(account)
        forms.append((client, client.get(PAGE), email_of(center, account)))
    answers = at_once(
        [lambda form=form: send(form[0], form[1], PAGE, email=form[2]) for form in forms]  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    with center.app.app_context():
        assert len(db.session.scalars(select(Account.id).where(Account.is_administrator, Account.active)).all()) == 1


def _only_administrators(*those: int) -> None:
    for row in db.session.scalars(select(Account).where(Account.is_administrator | Account.id.in_(those))):
        row.is_administrator = row.id in those


@pytest.mark.parametrize("typed", ["", "somebody.else@example.org"])
def test_nothing_is_closed_before_the_own_address_is_typed(center: CenterWorld, browse: Browse, typed: str) -> None:
    account = center.member()
    client = browse(account)
    answer = submit(client, PAGE, email=typed)
    assert (answer.status_code, len(errors_of(answer))) == (422, 1)
    assert is_in(client)


def test_the_password_is_asked_first_where_it_was_given_too_long_ago(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    client = browse(account)
    with later(minutes=11):
        asked = client.get(PAGE)
        assert asked.location.startswith("/account/confirm")
        assert submit(client, asked.location, password=PASSWORD).location == PAGE


def test_the_account_leads_to_it(center: CenterWorld, browse: Browse) -> None:
    assert "Close your account" in text_of(browse(center.director).get("/account"))
