"""Steps of signing in: answered once, for their purpose, by whoever holds the secret."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask_login import current_user
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house.things import Owner, passkey
from tests.pages.doors import email_of
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.second_factor import Proof
from tracker.models import SignInStep
from tracker.services import accounts, entering
from tracker.services.entering import Entered, Goal
from tracker.services.second_factor import steps
from tracker.services.second_factor.devices import Browser
from tracker.services.second_factor.steps import Purpose
from tracker.web import login


def begun(center: CenterWorld, purpose: Purpose = Purpose.SECOND_FACTOR) -> str:
    with center.app.app_context(), unit_of_work():
        return steps.begin(purpose, clock.now(), center.director, proof="password", next="", say="")


def test_of_many_answers_at_once_one_finds_the_step(center: CenterWorld) -> None:
    secret = begun(center)

    def answers(_: int) -> bool:
        with center.app.app_context(), unit_of_work():
            return steps.answer(Purpose.SECOND_FACTOR, secret, clock.now()) is not None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(answers, range(6))) == 1


def test_a_step_is_of_one_purpose(center: CenterWorld) -> None:
    secret = begun(center, Purpose.PASSKEY)
    with center.app.app_context(), unit_of_work():
        assert entering.waiting(secret, clock.now()) is None
        assert steps.answer(Purpose.NEW_PASSKEY, secret, clock.now()) is None
        assert steps.answer(Purpose.PASSKEY, secret, clock.now()) is not None


def test_only_a_digest_of_the_secret_is_kept(center: CenterWorld) -> None:
    secret = begun(center)
    with center.app.app_context():
        kept = db.session.scalars(select(SignInStep.digest).where(SignInStep.account_id == center.director)).all()
    assert len(secret) == 43
    assert secret not in kept


def test_a_step_of_nobody_lets_nobody_in(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        secret = steps.begin(Purpose.SECOND_FACTOR, clock.now(), None, proof="password", next="", say="")
        with pytest.raises(Refused, match="cannot be finished"):
            entering.by_code(secret, "000000", Browser("Test"), clock.now())


def test_what_was_answered_at_the_same_moment_is_refused(center: CenterWorld) -> None:
    secret = begun(center)
    with center.app.app_context(), unit_of_work():
        steps.answer(Purpose.SECOND_FACTOR, secret, clock.now())
        for answer in (entering.by_code, entering.by_recovery_code):
            with pytest.raises(Refused, match="cannot be finished"):
                answer(secret, "000000", Browser("Test"), clock.now())


def test_an_address_that_has_an_account_makes_no_other(center: CenterWorld) -> None:
    address = email_of(center).upper()
    with center.app.app_context(), unit_of_work(), pytest.raises(Conflict, match="already has an account") as refused:
        accounts.create(address, "Somebody", "marble teacup under thunder", clock.now())
    assert refused.value.field == "email"


def test_a_link_that_was_used_at_the_same_moment_changes_no_password(center: CenterWorld) -> None:
    with center.app.app_context(), unit_of_work(), pytest.raises(NotFound, match="was used already"):
        accounts.reset_password("A" * 43, "marble teacup under thunder", clock.now())


def test_a_secret_of_no_session_signs_nobody_in(app: Flask, center: CenterWorld) -> None:
    with app.test_request_context("/"):
        login.begin(center.director, "A" * 43)
        assert not current_user.is_authenticated


@pytest.mark.parametrize("proof", list(Proof))
def test_every_way_in_leads_to_the_second_factor_unless_it_is_two(center: CenterWorld, proof: Proof) -> None:
    passkey(center, Owner(center.director, center.director_person))
    with center.app.app_context(), unit_of_work():
        found = entering.begin(center.director, proof, Browser("Test"), Goal(), clock.now())
    assert isinstance(found, Entered) is (proof in {Proof.PASSKEY, Proof.PROVIDER_TWICE})
