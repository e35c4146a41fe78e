"""Who may do what: the roles one above the other, and what depends on the thing itself."""

import pytest

from tracker.domain.access import (
    AccessRole,
    Action,
    TokenMay,
    granted,
    granted_to_token,
    may_decide,
    may_see_person,
)

STAFF, DEPUTY, DIRECTOR = (granted(role) for role in (AccessRole.STAFF, AccessRole.DEPUTY, AccessRole.DIRECTOR))
SOMEBODY, ANOTHER = 7, 8


def test_each_role_may_do_what_the_one_below_it_may_and_more() -> None:
    assert STAFF < DEPUTY < DIRECTOR


def test_no_role_at_a_center_manages_the_installation() -> None:
    assert set(Action) - DIRECTOR == {Action.MANAGE_INSTALLATION}


def test_accounts_and_the_center_itself_are_the_directors_alone() -> None:
    assert {Action.MANAGE_ACCOUNTS, Action.MANAGE_CENTER} <= DIRECTOR - DEPUTY


def test_a_program_reads_and_by_another_token_writes_and_never_decides() -> None:
    reads, writes = (granted_to_token(may) for may in (TokenMay.READ, TokenMay.WRITE))
    assert writes - reads == {Action.RECORD_COMPLETION, Action.RECORD_FOR_OTHERS}
    assert reads == {Action.VIEW_CATALOG, Action.VIEW_STANDARDS, Action.VIEW_TEAM, Action.VIEW_HISTORY}


@pytest.mark.parametrize("role", [role for role in AccessRole if Action.MANAGE_TOKENS in granted(role)])
def test_no_program_may_do_what_whoever_made_its_token_may_not(role: AccessRole) -> None:
    assert all(granted_to_token(may) < granted(role) for may in TokenMay)


@pytest.mark.parametrize(("actions", "sees"), [(STAFF, False), (DEPUTY, True), (DIRECTOR, True)])
def test_another_persons_record_is_for_those_who_see_the_team(actions: frozenset[Action], sees: bool) -> None:
    assert may_see_person(actions, SOMEBODY, ANOTHER) is sees
    assert may_see_person(actions, None, ANOTHER) is sees


@pytest.mark.parametrize("actions", [STAFF, DEPUTY, DIRECTOR])
def test_everybody_sees_their_own_record(actions: frozenset[Action]) -> None:
    assert may_see_person(actions, SOMEBODY, SOMEBODY)


@pytest.mark.parametrize(
    ("account", "own_person", "why"),
    [
        (1, SOMEBODY, "wrote it"),
        (2, SOMEBODY, "wrote it"),
        (3, ANOTHER, "is whom it is about"),
        (1, ANOTHER, "is both"),
    ],
)
def test_nobody_decides_who_wrote_it_or_is_whom_it_is_about(account: int, own_person: int, why: str) -> None:
    for actions in (DEPUTY, DIRECTOR):
        assert not may_decide(
            actions, account=account, own_person=own_person, authors=frozenset({1, 2}), person=ANOTHER
        ), why


@pytest.mark.parametrize("own_person", [SOMEBODY, None])
@pytest.mark.parametrize(("actions", "decides"), [(STAFF, False), (DEPUTY, True), (DIRECTOR, True)])
def test_whoever_neither_wrote_it_nor_is_in_it_decides_where_their_role_lets_them(
    actions: frozenset[Action], decides: bool, own_person: int | None
) -> None:
    found = may_decide(actions, account=3, own_person=own_person, authors=frozenset({1, 2}), person=ANOTHER)
    assert found is decides
