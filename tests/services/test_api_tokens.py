"""Tokens for programs: made once, known by a digest, dead at once when they are revoked or their maker may no more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.programs import program_of
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole, TokenMay
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.models import Account, ApiToken, Membership
from tracker.services import accounts, api_tokens, closing_accounts, history, memberships, token_use


def opens(center: CenterWorld, secret: str) -> bool:
    with center.app.app_context():
        return token_use.find(secret, clock.now()) is not None


def membership_of(center: CenterWorld, account: int) -> str:
    with center.working():
        return str(db.session.scalar(select(Membership.public_id).where(Membership.account_id == account)))


def test_only_a_digest_of_it_and_how_it_begins_are_kept(center: CenterWorld) -> None:
    program = program_of(center)
    with center.working():
        row = db.session.scalars(select(ApiToken)).one()
        assert program.token.startswith(row.beginning)
        kept = [str(getattr(row, column.name)) for column in ApiToken.__table__.columns]
        assert program.token not in kept
        assert len(row.beginning) <= 10


def test_it_opens_its_own_center_under_its_own_name(center: CenterWorld, other_center: CenterWorld) -> None:
    program = program_of(center)
    with center.app.app_context():
        caller = token_use.find(program.token, clock.now())
    assert caller is not None
    assert (caller.actor.center, caller.actor.name) == (center.public_id, f"{program.name} (API)")
    assert caller.actor.account_id not in {center.director, other_center.director}


def test_a_revoked_one_opens_nothing_any_more_and_the_history_tells_both(center: CenterWorld) -> None:
    program, actor = program_of(center), center.actor()
    with center.working():
        (view,) = api_tokens.listing(actor)
        api_tokens.revoke(actor, view.public_id)
    assert not opens(center, program.token)
    with center.working():
        (view,) = api_tokens.listing(actor)
        assert (view.is_open, view.revoked_on) == (False, actor.today)
        lines = history.lines(subject_id=view.public_id)
        assert [(line.action, line.detail["name"]) for line in lines] == [
            ("end_token", program.name),
            ("make", program.name),
        ]
        with pytest.raises(Conflict):
            api_tokens.revoke(actor, view.public_id)


def test_it_opens_through_its_last_day_and_not_on_the_next(center: CenterWorld) -> None:
    program = program_of(center, days=1)
    tomorrow = clock.now() + timedelta(days=1)
    try:
        clock.fix(tomorrow)
        assert opens(center, program.token)
        clock.fix(tomorrow + timedelta(days=1))
        assert not opens(center, program.token)
    finally:
        clock.fix(None)


@pytest.mark.parametrize("days", [-1, 366])
def test_it_lasts_from_today_to_a_year_from_now(center: CenterWorld, days: int) -> None:
    with pytest.raises(Conflict) as refused:
        program_of(center, days=days)
    assert refused.value.field == "ends_on"


def test_two_that_stand_have_two_names(center: CenterWorld) -> None:
    program, actor = program_of(center), center.actor()
    with center.working(), pytest.raises(Conflict) as refused:
        api_tokens.make(actor, program.name, TokenMay.READ, actor.today)
    assert refused.value.field == "name"


def test_a_center_has_so_many_and_no_more(center: CenterWorld) -> None:
    for _ in range(api_tokens.MOST_STANDING):
        program_of(center)
    with pytest.raises(Conflict):
        program_of(center)


def test_staff_neither_make_nor_see_them(center: CenterWorld) -> None:
    account = center.member()
    with pytest.raises(Refused):
        program_of(center, account=account)
    with center.working(), pytest.raises(Refused):
        api_tokens.listing(center.actor(account))


def test_another_centers_is_not_found(center: CenterWorld, other_center: CenterWorld) -> None:
    program_of(other_center)
    with other_center.working():
        public_id = str(db.session.scalar(select(ApiToken.public_id)))
    with center.working(), pytest.raises(NotFound):
        api_tokens.revoke(center.actor(), public_id)


def test_it_ends_with_the_membership_of_who_made_it(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    program, actor = program_of(center, account=deputy), center.actor()
    member = membership_of(center, deputy)
    with center.working():
        memberships.end(actor, member)
    assert not opens(center, program.token)
    with center.working():
        assert [view.is_open for view in api_tokens.listing(actor)] == [False]


@pytest.mark.parametrize(("role", "stays"), [(AccessRole.STAFF, False), (AccessRole.DIRECTOR, True)])
def test_it_ends_where_its_maker_may_make_none_any_more(center: CenterWorld, role: AccessRole, stays: bool) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    program, member = program_of(center, account=deputy), membership_of(center, deputy)
    actor = center.actor()
    with center.working():
        memberships.change_role(actor, member, role)
    assert opens(center, program.token) is stays


def test_it_is_dead_even_where_a_role_was_taken_past_the_use_cases(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    program = program_of(center, account=deputy)
    with center.working():
        db.session.scalars(select(Membership).where(Membership.account_id == deputy)).one().role = AccessRole.STAFF
    assert not opens(center, program.token)


def test_it_ends_where_its_maker_closes_their_account(center: CenterWorld) -> None:
    deputy = center.member(AccessRole.DEPUTY)
    program = program_of(center, account=deputy)
    with center.app.app_context(), unit_of_work():
        closing_accounts.close(deputy, db.session.get_one(Account, deputy).email, clock.now())
    assert not opens(center, program.token)


def test_nobody_signs_in_with_its_account_or_resets_it(center: CenterWorld) -> None:
    program_of(center)
    with center.app.app_context(), unit_of_work():
        with everywhere(db.session()):
            author = db.session.scalar(select(ApiToken.account_id).where(ApiToken.center_id == center.center_id))
        account = db.session.get_one(Account, author)
        assert (account.active, account.password_hash) == (False, None)
        assert accounts.ask_reset(account.email, clock.now()) is None
        assert accounts.check(account.email, "") is None
        assert accounts.centers_of(account.id) == []


def test_requests_beyond_a_minutes_worth_wait_and_then_go_on(center: CenterWorld) -> None:
    program = program_of(center)
    with center.working():
        caller = token_use.find(program.token, clock.now())
        assert caller is not None
        for _ in range(token_use.PER_MINUTE):
            token_use.count(caller)
        with pytest.raises(Refused):
            token_use.count(caller)
        assert 1 <= token_use.seconds_to_wait(caller) <= 60
