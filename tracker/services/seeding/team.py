"""The people of a seeded center: of agencies or its own, some with two roles, some who left, came back or were away."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from tracker.db import db
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Agency, Leave, Person, RoleTerm
from tracker.services.actor import Actor
from tracker.services.seeding.ids import public_id

NAMES = ("Alex", "Bea", "Cal", "Dee", "Eli", "Fay", "Gil", "Hal", "Ida", "Jon", "Kim", "Lou", "May", "Ned")
SURNAMES = ("Ash", "Birch", "Cole", "Dale", "Elm", "Ford", "Glen", "Hill", "Ives", "Kerr", "Lake", "Moss", "Oak")
FIELDS = tuple(Discipline)
ROLES = tuple(Role)[:10]
LONGEST_SERVICE = 2500
LEFT, CAME_BACK, TWO_ROLES = 0.1, 0.03, 0.8
# The first of every so many roles had a leave, so long at most.
AWAY, LONGEST_LEAVE = 20, 180

# Without this, SQLAlchemy sends one statement for each run of rows with the same columns empty: hundreds a center.
WHOLE_ROWS = {"render_nulls": True}


def add(chance: random.Random, director: Actor, count: int) -> list[int]:
    """Add people with their agencies and role terms; returns their numbers."""
    agencies = [
        Agency(public_id=public_id(chance), name=f"Agency {letter}", discipline=chance.choice(FIELDS))
        for letter in "ABC"
    ]
    db.session.add_all(agencies)
    db.session.flush()
    belongs = [None, *(agency.id for agency in agencies)]
    rows = [_person(chance, director, belongs, number) for number in range(1, count + 1)]
    db.session.execute(insert(Person), rows, execution_options=WHOLE_ROWS)
    made = {row["public_id"] for row in rows}
    found = db.session.execute(select(Person.public_id, Person.id).order_by(Person.id))
    numbers = [number for key, number in found if key in made]
    terms = [term for number in numbers for term in _terms(chance, director, number)]
    db.session.execute(insert(RoleTerm), terms, execution_options=WHOLE_ROWS)
    db.session.execute(insert(Leave), list(_leaves(chance, director, terms)), execution_options=WHOLE_ROWS)
    return numbers


def _person(chance: random.Random, director: Actor, belongs: Sequence[int | None], number: int) -> dict[str, Any]:
    return {
        "center_id": director.center_id,
        "public_id": public_id(chance),
        "name": f"{chance.choice(NAMES)} {chance.choice(SURNAMES)} {number}",
        "discipline": chance.choice(FIELDS),
        "agency_id": chance.choice(belongs),
        "version": 1,
    }


def _terms(chance: random.Random, director: Actor, person: int) -> Iterator[dict[str, Any]]:
    began = director.today - timedelta(days=chance.randrange(30, LONGEST_SERVICE))
    luck = chance.random()
    ended = director.today - timedelta(days=chance.randrange(1, 29)) if luck < LEFT else None

    def term(role: Role, starts_on: date, ends_on: date | None) -> dict[str, Any]:
        return {
            "center_id": director.center_id,
            "public_id": public_id(chance),
            "person_id": person,
            "role": role,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "version": 1,
        }

    yield term(chance.choice(ROLES), began, ended)
    if luck > TWO_ROLES:
        yield term(Role.OTHER_STAFF, began, None)
    if luck < CAME_BACK:
        yield term(Role.VOLUNTEER, director.today, None)


def _leaves(chance: random.Random, director: Actor, terms: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a leave in the first of every so many roles, from its second day on."""
    for term in terms[::AWAY]:
        starts_on = term["starts_on"] + timedelta(days=1)
        yield {
            "center_id": director.center_id,
            "public_id": public_id(chance),
            "person_id": term["person_id"],
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=chance.randrange(LONGEST_LEAVE)),
            "version": 1,
        }
