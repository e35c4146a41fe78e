"""A code on paper stands in for a lost phone, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.doors import email_of, is_in, later, mails_to, sign_in
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.pages.second_factor import set_up_app
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import RecoveryCode
from tracker.services import entering
from tracker.services.second_factor import recovery_codes

Browse = Callable[..., FlaskClient]


@pytest.fixture
def codes(center: CenterWorld, browse: Browse) -> list[str]:
    """The director's codes, shown once an app was set up."""
    return set_up_app(browse(center.director))[1]


def give(client: FlaskClient, center: CenterWorld, code: str) -> TestResponse:
    """Sign in with the password and a code."""
    sign_in(client, email_of(center))
    return submit(client, "/sign-in/recovery-code", code=code)


def test_ten_codes_are_shown_with_the_first_factor_and_each_opens_once(
    center: CenterWorld, browse: Browse, codes: list[str]
) -> None:
    assert len(set(codes)) == 10
    for code in codes[:3]:
        client = browse()
        assert give(client, center, code).location == "/"
        assert is_in(client)
        again = give(browse(), center, code)
        assert (again.status_code, errors_of(again)) == (422, [entering.WRONG_RECOVERY_CODE])
        assert page_of(again).select_one("input[name=code][aria-invalid=true]"), "it is said at the field"
    assert "7 unused" in text_of(client.get("/account"))


def test_a_code_is_the_same_however_it_is_copied(center: CenterWorld, browse: Browse, codes: list[str]) -> None:
    for code in (codes[0].upper(), codes[1].replace("-", ""), f" {codes[2].replace('-', ' ')} "):
        assert give(browse(), center, code).status_code == 303


def test_of_one_code_given_twice_at_once_one_opens(center: CenterWorld, codes: list[str]) -> None:
    def opens(_: int) -> bool:
        with center.app.app_context(), unit_of_work():
            return recovery_codes.use(center.director, codes[0], clock.now())

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(opens, range(6))) == 1


def test_somebody_elses_code_opens_nothing(center: CenterWorld, browse: Browse, codes: list[str]) -> None:
    member = center.member()
    _, own = set_up_app(browse(member))
    assert give(browse(), center, own[0]).status_code == 422
    client = browse()
    sign_in(client, email_of(center, member))
    assert submit(client, "/sign-in/recovery-code", code=codes[0]).status_code == 422


def test_only_a_digest_is_kept_of_76_random_bits(center: CenterWorld, codes: list[str]) -> None:
    with center.app.app_context():
        kept = db.session.scalars(select(RecoveryCode.digest).where(RecoveryCode.account_id == center.director)).all()
    assert not [code for code in codes for digest in kept if code.replace("-", "") in digest]
    assert {len(code.replace("-", "")) for code in codes} == {16}


def test_the_owner_hears_that_a_code_was_used(center: CenterWorld, browse: Browse, codes: list[str]) -> None:
    give(browse(), center, codes[0])
    assert any("9 are left" in mail.get_content() for mail in mails_to(email_of(center)))


def test_guessing_is_slowed_for_each_sign_in_and_keeps_nobody_else_out(
    center: CenterWorld, browse: Browse, codes: list[str]
) -> None:
    guesser, owner = browse(), browse()
    sign_in(guesser, email_of(center))
    wrong = [submit(guesser, "/sign-in/recovery-code", code="bcdf-ghjk-mnpq-rstv").status_code for _ in range(7)]
    assert wrong == [422] * 5 + [429] * 2
    assert give(owner, center, codes[0]).status_code == 303
    with later(seconds=61):
        assert submit(guesser, "/sign-in/recovery-code", code=codes[1]).status_code == 303


def test_a_code_that_is_left_out_is_asked_for(center: CenterWorld, browse: Browse, codes: list[str]) -> None:
    assert errors_of(give(browse(), center, "")) == ["Enter a recovery code."]
