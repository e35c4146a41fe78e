"""The demo center: made through the use cases that people go through, once, with something to see on every page."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import CenterWorld
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.finding import Status
from tracker.domain.vocabulary import CompletionState
from tracker.models import Account, Completion, Membership
from tracker.services import accounts, assessments, centers, demo, history, standards
from tracker.services.demo.story import CENTER


@pytest.fixture(scope="session")
def made(app: Flask) -> list[demo.Login]:
    """The logins of the demo center; made once a worker, in some seconds."""
    with app.app_context(), unit_of_work():
        _, logins = demo.make(clock.now())
    return logins


@pytest.fixture
def world(app: Flask, made: list[demo.Login]) -> CenterWorld:
    """The demo center as other tests have theirs."""
    with app.app_context():
        center = centers.find(CENTER)
        director = db.session.scalars(select(Account).where(Account.email == "director@demo.example")).one()
        with working_for(db.session(), center.id):
            member = db.session.scalars(select(Membership).where(Membership.account_id == director.id)).one()
        return CenterWorld(app, center.id, center.public_id, director.id, member.person_id or 0)


def test_each_login_opens_the_center_in_its_role(app: Flask, world: CenterWorld, made: list[demo.Login]) -> None:
    with app.app_context(), unit_of_work():
        for login in made:
            account_id = accounts.check(login.email, login.password)
            choice = accounts.center_of(account_id or 0, world.public_id)
            assert choice is not None
            assert choice.role.label == login.role


def test_a_second_time_keeps_what_is_there(app: Flask, world: CenterWorld) -> None:
    with app.app_context():
        before = history.head(world.center_id)
        with unit_of_work():
            again, _ = demo.make(clock.now())
        assert (again, history.head(world.center_id)) == (False, before)


def test_its_history_is_whole_and_nobody_decided_on_an_own_entry(world: CenterWorld) -> None:
    with world.working():
        assert list(history.problems(world.center_id)) == []
        own = select(Completion.public_id).where(Completion.decided_by == Completion.recorded_by)
        assert list(db.session.scalars(own)) == []


def test_it_shows_every_status_and_state_that_a_newcomer_should_meet(world: CenterWorld) -> None:
    with world.working():
        actor = world.actor()
        found = [assessments.of_team(actor, each, actor.today) for each in standards.followed(actor)]
        states = set(db.session.scalars(select(Completion.state).distinct()))
    statuses = {finding.status for each in found for finding in each.all_findings}
    assert {
        Status.MET,
        Status.NOT_MET,
        Status.LAPSED,
        Status.DUE_SOON,
        Status.IN_REVIEW,
        Status.NOT_YET_DUE,
    } <= statuses
    assert {CompletionState.ACCEPTED, CompletionState.SUBMITTED, CompletionState.RETURNED} <= states


def test_the_three_who_sign_in_may_do_three_different_things(world: CenterWorld) -> None:
    with world.working():
        assert set(db.session.scalars(select(Membership.role))) == set(AccessRole)
