"""Every list of things: in pieces of a stable order, of one center, as the document says, at a cost that stays."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tests.programs import Program, as_documented, program_of
from tests.services.planned_events import ahead
from tests.statements import counted

LISTS: dict[str, Callable[[CenterWorld, Any], str]] = {
    "/agencies": things.agency,
    "/files": things.certificate,
    "/leaves": things.leave,
    "/plan-lines": things.plan_line,
    "/planned-events": ahead.plan,
    "/waivers": things.granted_waiver,
}
MANY = 4
each_list = pytest.mark.parametrize("path", LISTS)


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def made(center: CenterWorld, path: str, how_many: int = 1) -> list[str]:
    """Make things of a list; returns their public ids."""
    owner = Owner(center.director, center.director_person)
    return [LISTS[path](center, owner) for _ in range(how_many)]


@each_list
def test_a_list_in_pieces_meets_everything_of_its_center_once_whatever_comes_meanwhile(
    program: Program, center: CenterWorld, other_center: CenterWorld, path: str
) -> None:
    ours = made(center, path, MANY)
    made(other_center, path)
    first = program.read(path, limit=3)
    ours += made(center, path)
    rest = program.everything(path, first["next"], limit=1)
    assert [each["id"] for each in first["items"] + rest] == ours


@each_list
def test_a_place_in_another_centers_list_is_none_in_ours(
    program: Program, other_center: CenterWorld, path: str
) -> None:
    (foreign,) = made(other_center, path)
    answers = [program.get(path, cursor=each) for each in (foreign, "2" * 20)]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].get_json() == answers[1].get_json()


@each_list
def test_what_a_list_gives_is_as_the_document_says(program: Program, center: CenterWorld, path: str) -> None:
    made(center, path)
    answer = program.get(path)
    assert answer.get_json()["items"]
    as_documented(center.app, "get", path, answer)


@each_list
def test_a_longer_part_asks_the_database_no_more(program: Program, center: CenterWorld, path: str) -> None:
    made(center, path, MANY)
    asked = []
    for limit in (1, 1, 100):  # the first also notes that it was read
        with center.app.app_context(), counted() as statements:
            program.read(path, limit=limit)
        asked.append(len(statements))
    assert asked[1] == asked[2]
