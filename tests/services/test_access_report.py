"""Who can get into what: told as it is, with a warning for each thing that somebody should look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.factories import CenterWorld, make_account
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole, TokenMay
from tracker.domain.errors import Refused
from tracker.models import Account, Authenticator, Center, Identity, KnownDevice, Membership, Passkey, RoleTerm
from tracker.services import access_report, api_tokens, invitations, one_time_links, sessions
from tracker.services.access_report import Entrant, Report
from tracker.services.access_warnings import LONG_IDLE, MANY_DIRECTORS, Concern, warnings
from tracker.services.one_time_links import Purpose

pytestmark = pytest.mark.usefixtures("context")


def report_of(center: CenterWorld, *, later: timedelta = timedelta()) -> Report:
    actor = center.actor()
    with center.working():
        return access_report.of_center(replace(actor, now=actor.now + later))


def entrant(center: CenterWorld, account: int) -> Entrant:
    public_id = center.public_id_of(Account, account)
    return next(who for who in report_of(center).accounts if who.public_id == public_id)


def concerns(center: CenterWorld, account: int | None = None, *, later: timedelta = timedelta()) -> set[Concern]:
    """Return what is warned of: about an account, or about no account."""
    about = center.public_id_of(Account, account) if account else ""
    return {each.concern for each in warnings(report_of(center, later=later)) if each.account == about}


def add(*rows: Any) -> None:
    with unit_of_work():
        db.session.add_all(rows)


def app_of(account: int, confirmed_at: datetime | None) -> Authenticator:
    return Authenticator(account_id=account, sealed_secret="x", begun_at=clock.now(), confirmed_at=confirmed_at)


def passkey_of(account: int) -> Passkey:
    key = f"key {account}".encode()
    return Passkey(account_id=account, credential_id=key, public_key=key, name="Phone", added_at=clock.now())


def ask_of(center: CenterWorld, whom: str) -> None:
    """Let a center ask these for a second factor."""
    with center.working():
        db.session.execute(sa.update(Center).where(Center.id == center.center_id).values(second_factor=whom))


def test_a_program_is_told_while_its_token_opens_something(center: CenterWorld, other_center: CenterWorld) -> None:
    actor, other = center.actor(), other_center.actor()
    with other_center.working():
        api_tokens.make(other, "Elsewhere", TokenMay.READ, other.today)
    with center.working():
        secret = api_tokens.make(actor, "Learning platform", TokenMay.WRITE, actor.today)
        api_tokens.make(actor, "Report", TokenMay.READ, actor.today + timedelta(days=30))
    told = report_of(center).programs
    assert [(each.center, each.name, each.may) for each in told] == [
        (center.public_id, "Learning platform", TokenMay.WRITE),
        (center.public_id, "Report", TokenMay.READ),
    ]
    assert told[0].made_by == "Dana Whitfield"
    assert secret.startswith(told[0].beginning)
    assert secret not in str(told)
    assert [each.name for each in report_of(center, later=timedelta(days=1)).programs] == ["Report"]
    with center.working():
        api_tokens.revoke(actor, told[1].public_id)
    assert [each.name for each in report_of(center).programs] == ["Learning platform"]


def test_an_account_is_told_with_all_it_proves_itself_with(center: CenterWorld) -> None:
    deputy, now = center.member(AccessRole.DEPUTY), clock.now()
    add(
        app_of(deputy, now),
        passkey_of(deputy),
        Identity(account_id=deputy, issuer="https://a.example", subject=f"{deputy}", email="a@b.example", added_at=now),
    )
    with unit_of_work():
        sessions.start(deputy, "Test browser", now)
        one_time_links.make(Purpose.PASSWORD_RESET, now, one_time_links.PASSWORD_RESET_LASTS, deputy)
    who = entrant(center, deputy)
    assert (who.password, who.app, who.passkeys, who.identities, who.sessions, who.links) == (True, True, 1, 1, 1, 1)
    assert (who.last_sign_in, who.factor_words) == (now, "an app and passkeys")
    (post,) = who.posts
    assert (post.center, post.role, post.left_on) == (center.public_id, AccessRole.DEPUTY, None)


def test_an_app_that_was_begun_and_not_confirmed_is_no_second_factor(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    add(app_of(deputy, None))
    assert not entrant(center, deputy).second_factor


def test_a_session_that_ended_or_was_idle_is_a_sign_in_that_is_over(center: CenterWorld) -> None:
    staff, now = center.member(), clock.now()
    with unit_of_work():
        sessions.start(staff, "Test browser", now - sessions.IDLE)
        sessions.start(staff, "Test browser", now - timedelta(minutes=1))
        sessions.end_all(staff, now)
    who = entrant(center, staff)
    assert (who.sessions, who.last_sign_in) == (0, now - timedelta(minutes=1))


def test_a_browser_known_from_before_still_tells_of_the_last_sign_in(center: CenterWorld) -> None:
    staff, then = center.member(), clock.now() - timedelta(days=90)
    add(KnownDevice(account_id=staff, digest=f"{staff:064}", device="A browser", first_at=then, last_at=then))
    assert entrant(center, staff).last_sign_in == then


def test_an_ended_membership_and_another_center_do_not_show(center: CenterWorld, other_center: CenterWorld) -> None:
    gone, of_both = center.member(), center.member()
    with center.working():
        ended = sa.update(Membership).where(Membership.account_id == gone)
        db.session.execute(ended.values(ended_at=clock.now()))
    with other_center.working():
        db.session.add(Membership(account_id=of_both, role=AccessRole.DIRECTOR, began_at=clock.now()))
    report = report_of(center)
    shown = {who.public_id for who in report.accounts}
    assert shown == {center.public_id_of(Account, account) for account in (center.director, of_both)}
    assert {post.center for who in report.accounts for post in who.posts} == {center.public_id}
    whole = access_report.of_installation(clock.now())
    both = next(who for who in whole.accounts if who.public_id == center.public_id_of(Account, of_both))
    assert {post.center for post in both.posts} == {center.public_id, other_center.public_id}


def test_invitations_that_stand_are_told_and_those_that_ended_are_not(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        invitations.invite(actor, "new@example.org", AccessRole.DEPUTY, None)
    assert [(each.email, each.role) for each in report_of(center).invitations] == [
        ("new@example.org", AccessRole.DEPUTY)
    ]
    assert report_of(center, later=invitations.INVITATION_LASTS).invitations == ()


def test_only_a_director_sees_it(center: CenterWorld) -> None:
    deputy = center.actor(center.member(AccessRole.DEPUTY))
    with pytest.raises(Refused), center.working():
        access_report.of_center(deputy)


def test_it_takes_the_same_few_statements_for_many_as_for_few(center: CenterWorld) -> None:
    costs = []
    for more in (0, 5):
        for _ in range(more):
            center.member()
        actor = center.actor()
        with center.working(), counted() as asked:
            access_report.of_center(actor)
        costs.append(len(asked))
    assert costs == [13, 13]


@pytest.mark.parametrize("role", [AccessRole.DIRECTOR, AccessRole.DEPUTY])
@pytest.mark.parametrize("proof", [lambda account: app_of(account, clock.now()), passkey_of], ids=["app", "passkey"])
def test_a_leader_without_a_second_factor_is_warned_of(
    center: CenterWorld, role: AccessRole, proof: Callable[[int], Any]
) -> None:
    leader = center.member(role)
    assert concerns(center, leader) == {Concern.LEADER_WITHOUT_SECOND_FACTOR}
    add(proof(leader))
    assert concerns(center, leader) == set()


def test_staff_and_who_has_no_password_here_are_not_warned_of(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    with unit_of_work():
        db.session.execute(sa.update(Account).where(Account.id == deputy).values(password_hash=None))
    assert concerns(center, center.member()) == concerns(center, deputy) == set()


def test_who_left_and_still_signs_in_is_warned_of_from_the_day_after(center: CenterWorld) -> None:
    person = center.person("Ana Reyes")
    account, today = center.member(person_id=person), center.actor().today
    for last_day, expected in (
        (today, set()),
        (today - timedelta(days=1), {Concern.LEFT_AND_SIGNS_IN}),
    ):
        with center.working():
            db.session.execute(sa.update(RoleTerm).where(RoleTerm.person_id == person).values(ends_on=last_day))
        assert concerns(center, account) == expected
    with center.working():
        db.session.add(RoleTerm(person_id=person, role="prosecutor", starts_on=date(2020, 1, 1)))
    assert concerns(center, account) == set(), "another role goes on"


def test_an_account_idle_for_a_year_is_warned_of(center: CenterWorld) -> None:
    used, never, a_day = center.member(), center.member(), timedelta(days=1)
    with unit_of_work():
        sessions.start(used, "Test browser", clock.now() + 30 * a_day)
    assert concerns(center, never, later=LONG_IDLE - a_day) == set()
    assert concerns(center, never, later=LONG_IDLE + a_day) == {Concern.IDLE}
    assert concerns(center, used, later=LONG_IDLE + a_day) == set()
    assert concerns(center, used, later=LONG_IDLE + 31 * a_day) == {Concern.IDLE}


def test_more_than_a_few_directors_are_warned_of(center: CenterWorld) -> None:
    ask_of(center, "leaders")
    for _ in range(MANY_DIRECTORS - 1):
        center.member(AccessRole.DIRECTOR)
    assert concerns(center) == set()
    center.member(AccessRole.DIRECTOR)
    assert concerns(center) == {Concern.MANY_DIRECTORS}


def test_a_center_that_asks_nobody_twice_is_warned_of(center: CenterWorld) -> None:
    ask_of(center, "nobody")
    assert concerns(center) == {Concern.NOBODY_ASKED_TWICE}


def test_an_administrator_without_a_second_factor_is_told_to_the_installation_and_to_no_center(
    app: Flask, center: CenterWorld
) -> None:
    administrator = make_account(app)
    with unit_of_work():
        made = sa.update(Account).where(Account.id.in_([administrator, center.director]))
        db.session.execute(made.values(is_administrator=True))
    assert concerns(center, center.director) == {Concern.LEADER_WITHOUT_SECOND_FACTOR}
    whole = warnings(access_report.of_installation(clock.now()))
    public_id = center.public_id_of(Account, administrator)
    told = [each.concern for each in whole if each.account == public_id]
    assert told == [Concern.ADMINISTRATOR_WITHOUT_SECOND_FACTOR]


def test_an_account_that_is_switched_off_gets_in_nowhere(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    with unit_of_work():
        db.session.execute(sa.update(Account).where(Account.id == deputy).values(active=False))
    assert len(report_of(center).members(center.public_id)) == 1
    assert concerns(center, deputy) == set()
