"""The smallest valid rows; a test names only what it depends on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tracker import clock
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.second_factor import Demand
from tracker.domain.vocabulary import CompletionState, Discipline, Role
from tracker.models import Account, Center, Completion, FollowedStandard, Membership, Person, RoleTerm
from tracker.services import accounts, centers, history, sessions
from tracker.services.actor import Actor

PASSWORD = "plum orchard violet kettle"
_numbers = count(1)
# Hashing costs 20 ms; every invented account has the same password, so once is enough.
_kept: list[str] = []


@dataclass(frozen=True)
class CenterWorld:
    """A center made for one test: its ids, its director, and ways to add what the test is about."""

    app: Flask
    center_id: int
    public_id: str
    director: int
    director_person: int

    def path(self, rest: str) -> str:
        """Return the address of a page of this center."""
        return f"/c/{self.public_id}/{rest}"

    @contextmanager
    def working(self) -> Iterator[None]:
        """Work in the center inside an application context and one unit of work."""
        with self.app.app_context(), unit_of_work(), working_for(db.session(), self.center_id):
            yield

    def actor(self, account_id: int | None = None) -> Actor:
        """Return the actor that an account is here; the director unless another is named."""
        with self.app.app_context():
            choice = accounts.center_of(account_id or self.director, self.public_id)
            assert choice is not None
            center = db.session.get_one(Center, self.center_id)
            return centers.actor_for(
                center, account_id or self.director, "Somebody", choice.role, choice.person_id, clock.now()
            )

    def person(self, name: str = "Ana Reyes", roles: tuple[Role, ...] = (Role.VICTIM_ADVOCATE,), **values: Any) -> int:
        """Add a person with roles held since 2020; returns the row number."""
        since = values.pop("since", date(2020, 1, 1))
        with self.working():
            person = Person(**{"name": name, "discipline": Discipline.CAC, **values})
            db.session.add(person)
            db.session.flush()
            db.session.add_all(RoleTerm(person_id=person.id, role=role, starts_on=since) for role in roles)
            return person.id

    def member(self, role: AccessRole = AccessRole.STAFF, person_id: int | None = None) -> int:
        """Add an account with a role, and a person for it unless one is given; returns the account."""
        person_id = person_id or self.person(name=f"Member {next(_numbers)}")
        account_id = make_account(self.app)
        with self.working():
            db.session.add(Membership(account_id=account_id, person_id=person_id, role=role, began_at=clock.now()))
        return account_id

    def end_director(self, by: int) -> None:
        """Let another director's account end the membership of the first."""
        from tracker.services import memberships

        with self.working():
            whose = db.session.scalars(select(Membership.public_id).where(Membership.account_id == self.director)).one()
            memberships.end(self.actor(by), whose)

    def completion(self, person_id: int | None = None, **values: Any) -> str:
        """Add an accepted completion of one hour; returns the public id."""
        with self.working():
            row = Completion(
                **{
                    "person_id": person_id or self.director_person,
                    "title": "Recognizing exploitation",
                    "completed_on": date(2026, 3, 2),
                    "hours": 1,
                    "state": CompletionState.ACCEPTED,
                    "recorded_by": self.director,
                    "changed_by": self.director,
                    "recorded_at": datetime(2026, 3, 3, 12, tzinfo=UTC),
                    **values,
                }
            )
            db.session.add(row)
            db.session.flush()
            return row.public_id

    def followed_since(self, moment: datetime) -> None:
        """Let the center have followed its standards since a moment."""
        with self.working():
            db.session.execute(update(FollowedStandard).values(followed_at=moment))

    def invented(self) -> "CenterWorld":
        """Say that its rows are invented, as `seed` does: `check` asks for no lines of history of them."""
        actor = self.actor()
        with self.working():
            history.append(actor, "seed", "center", self.public_id)
        return self

    def public_id_of(self, model: Any, row: int) -> str:
        """Return the public id of a row."""
        with self.working():
            return str(db.session.get_one(model, row).public_id)


def make_account(app: Flask, email: str | None = None, name: str = "Robin Vale") -> int:
    """Make an account whose password is PASSWORD; returns the row number."""
    from tracker.services import passwords

    if not _kept:
        _kept.append(passwords.keep(PASSWORD))
    with app.app_context(), unit_of_work():
        account = Account(
            email=email or f"person{next(_numbers)}@example.org",
            display_name=name,
            password_hash=_kept[0],
            created_at=clock.now(),
        )
        db.session.add(account)
        db.session.flush()
        return account.id


def begin_center(
    app: Flask,
    name: str = "Harbor House CAC",
    time_zone: str = "America/Chicago",
    second_factor: Demand = Demand.NOBODY,
) -> CenterWorld:
    """Begin a center with a director. It asks nobody for a second factor, unless a test is about that."""
    account_id = make_account(app, name="Dana Whitfield")
    with app.app_context(), unit_of_work():
        center = centers.begin(name, time_zone, clock.now(), second_factor=second_factor)
        actor = centers.add_first_director(center, account_id, "Dana Whitfield", clock.now(), ("nca-csec",))
        assert actor.person_id is not None
        return CenterWorld(app, center.id, center.public_id, account_id, actor.person_id)


def open_session(app: Flask, client: FlaskClient, account_id: int, *, proved_twice: bool = True) -> None:
    """Sign a client in without its password, as if with a second factor."""
    with app.app_context(), unit_of_work():
        token = sessions.start(account_id, "Test browser", clock.now(), proved_twice=proved_twice)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
