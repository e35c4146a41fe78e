"""A second person without an account: named, once, for chosen completions, and told wherever the decision stands."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import CenterWorld, begin_center
from tests.services.decision_links.given import DECIDER, FUNCTION, give, own
from tests.services.files import row_of
from tests.services.lines import last_line
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState
from tracker.models import Account, Membership
from tracker.services import closing_accounts, completion_rows, completions, decision_links, memberships
from tracker.services.decision_links import Offer
from tracker.services.reviews import Said

pytestmark = pytest.mark.usefixtures("context")
SIGNED = f"{DECIDER}, {FUNCTION}, by a one-time link"


def decide(token: str, decisions: dict[str, Said]) -> int:
    with unit_of_work():
        who, _ = decision_links.invited(token, clock.now())
        return decision_links.decide(who, decisions)


def said(center: CenterWorld, completion: str, accepts: bool = True, reason: str = "") -> dict[str, Said]:
    return {completion: Said(accepts, row_of(center, completion).version, reason)}


def test_the_decision_says_who_took_it_and_how(center: CenterWorld) -> None:
    completion = own(center)
    token = give(center, completion)[1]
    assert decide(token, said(center, completion)) == 1
    with center.working():
        view = completions.get(center.actor(), completion)
    assert (view.state, view.decided_by) == (CompletionState.ACCEPTED, SIGNED)
    assert [(each.decision, each.decided_by) for each in view.reviews] == [("accepted", SIGNED)]
    with center.working():
        lines = completions.history_of(center.actor(), completion)
    assert (lines[0].action, lines[0].who) == ("accept", SIGNED)


def test_a_link_works_once(center: CenterWorld) -> None:
    first, second = own(center), own(center, title="Another")
    token = give(center, first, second)[1]
    decide(token, said(center, first))
    with pytest.raises(NotFound):
        decide(token, said(center, second))
    assert row_of(center, second).state == CompletionState.SUBMITTED


def test_looking_uses_nothing_up(center: CenterWorld) -> None:
    token = give(center, own(center))[1]
    for _ in range(3):
        who, asked = decision_links.invited(token, clock.now())
    assert (who.decider, len(asked.items), len(asked.files)) == (DECIDER, 1, 1)


def test_it_reaches_what_was_chosen_and_nothing_else(center: CenterWorld) -> None:
    chosen, other = own(center), own(center, title="Another")
    token = give(center, chosen)[1]
    with pytest.raises(Conflict, match="waits no more"):
        decide(token, said(center, chosen) | said(center, other))
    assert {row_of(center, each).state for each in (chosen, other)} == {CompletionState.SUBMITTED}
    assert decide(token, said(center, chosen)) == 1


def test_what_is_returned_needs_a_reason(center: CenterWorld) -> None:
    completion = own(center)
    token = give(center, completion)[1]
    with pytest.raises(Conflict, match="Say what is missing"):
        decide(token, said(center, completion, accepts=False))
    decide(token, said(center, completion, accepts=False, reason="No hours on it."))
    assert row_of(center, completion).state == CompletionState.RETURNED


def test_what_changed_since_it_was_read_is_not_decided(center: CenterWorld) -> None:
    completion = own(center)
    token = give(center, completion)[1]
    stale = {completion: Said(True, row_of(center, completion).version - 1)}
    with pytest.raises(Conflict, match="changed meanwhile"):
        decide(token, stale)
    assert row_of(center, completion).state == CompletionState.SUBMITTED


def test_nothing_said_uses_nothing_up(center: CenterWorld) -> None:
    completion = own(center)
    token = give(center, completion)[1]
    with pytest.raises(Conflict, match="Decide on one"):
        decide(token, {})
    assert decide(token, said(center, completion)) == 1


def test_it_ends_when_it_is_revoked_and_after_its_last_day(center: CenterWorld) -> None:
    public_id, token = give(center, own(center))
    with unit_of_work(), pytest.raises(NotFound):
        decision_links.invited(token, clock.now() + timedelta(days=9))
    with center.working():
        decision_links.revoke(center.actor(), public_id)
    with unit_of_work(), pytest.raises(NotFound):
        decision_links.invited(token, clock.now())
    assert last_line(center).action == "revoke"


def _demoted(center: CenterWorld, other: int) -> None:
    actor = center.actor(other)
    with center.working():
        memberships.change_role(actor, _membership(center.director), AccessRole.DEPUTY)


def _dismissed(center: CenterWorld, other: int) -> None:
    actor = center.actor(other)
    with center.working():
        memberships.end(actor, _membership(center.director))


def _deactivated(center: CenterWorld, _other: int) -> None:
    with unit_of_work():
        db.session.execute(update(Account).where(Account.id == center.director).values(active=False))


def _closed(center: CenterWorld, _other: int) -> None:
    with unit_of_work():
        email = db.session.scalars(select(Account.email).where(Account.id == center.director)).one()
        closing_accounts.close(center.director, email, clock.now())


def _membership(account_id: int) -> str:
    return str(db.session.scalars(select(Membership.public_id).where(Membership.account_id == account_id)).one())


@pytest.mark.parametrize("end", [_demoted, _dismissed, _deactivated, _closed])
def test_it_ends_with_the_right_of_its_giver(center: CenterWorld, end: Callable[[CenterWorld, int], None]) -> None:
    completion = own(center)
    token = give(center, completion)[1]
    other = center.member(AccessRole.DIRECTOR)
    with unit_of_work():
        who, _ = decision_links.invited(token, clock.now())
    end(center, other)
    with unit_of_work(), pytest.raises(NotFound):
        decision_links.invited(token, clock.now())
    with unit_of_work(), pytest.raises(Conflict, match="has ended"):
        decision_links.decide(who, said(center, completion))
    assert row_of(center, completion).state == CompletionState.SUBMITTED
    actor = center.actor(other)
    with center.working():
        (link,) = decision_links.listing(actor)
    assert (link.is_open, link.state_words) == (False, "Ended")


def test_a_director_of_another_center_only_keeps_no_link_of_this_one(center: CenterWorld) -> None:
    token = give(center, own(center))[1]
    other = center.member(AccessRole.DIRECTOR)
    _dismissed(center, other)
    elsewhere = begin_center(center.app, name="Elsewhere")
    role = {"role": AccessRole.DIRECTOR, "began_at": clock.now(), "person_id": elsewhere.person("Dana")}
    with elsewhere.working():
        db.session.add(Membership(account_id=center.director, **role))
    with unit_of_work(), pytest.raises(NotFound):
        decision_links.invited(token, clock.now())


@pytest.mark.parametrize("name", ["Somebody", "SOMEBODY", "Dana  Whitfield"])
def test_neither_the_giver_nor_whose_it_is_can_be_named(center: CenterWorld, name: str) -> None:
    with pytest.raises(Conflict, match="somebody else"):
        give(center, own(center), decider=name)


def test_what_a_colleague_may_decide_on_goes_to_the_colleague(center: CenterWorld) -> None:
    completion = own(center)
    center.member(AccessRole.DEPUTY)
    with pytest.raises(Conflict, match="changed meanwhile"):
        give(center, completion)


@pytest.mark.parametrize("days", [-1, 15])
def test_it_ends_within_two_weeks(center: CenterWorld, days: int) -> None:
    with pytest.raises(Conflict, match="Choose a day"):
        give(center, own(center), ends_on=center.actor().today + timedelta(days=days))


@pytest.mark.parametrize("role", [AccessRole.STAFF, AccessRole.DEPUTY])
def test_a_director_alone_gives_it(center: CenterWorld, role: AccessRole) -> None:
    actor = center.actor(center.member(role))
    with center.working(), pytest.raises(Refused):
        decision_links.give(actor, Offer(DECIDER, FUNCTION, actor.today, ("x",)))


def test_a_correction_takes_the_decision_back_with_who_took_it(center: CenterWorld) -> None:
    completion = own(center)
    decide(give(center, completion)[1], said(center, completion))
    with center.working():
        row = completions.get(center.actor(), completion)
        completion_rows.reopen(center.actor(), completion_rows.to_change(center.actor(), completion, row.version))
    assert row_of(center, completion).decided_as is None
