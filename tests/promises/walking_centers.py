"""Two centers in one installation: one whose people walk along every route, and one that they must never meet.

Every free text of the other center, and of a neighbor's record, carries a mark; so whatever page shows one has leaked.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from tests import providers
from tests.application import make_app
from tests.factories import CenterWorld, begin_center, make_account, open_session
from tests.house.door import MEMBERS, PLAIN, SIGNED_IN
from tests.house.doors import DOORS
from tests.house.things import Owner, somebody
from tests.pages.walking import Field, Walk
from tracker import clock
from tracker.db import Base, db
from tracker.db.columns import WordSet
from tracker.db.tenancy import CenterOwned, everywhere
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.models import Account, Membership
from tracker.services import seeding, standards

FOREIGN, NEIGHBOR = "foreignmark", "neighbormark"
# Shorter columns hold keys of our own lists, digests and ids.
SHORTEST_FREE_TEXT = 200
# Parameters that name no row of a center.
TABLES = sorted(mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, CenterOwned))
Ids = dict[str, str]


@dataclass(frozen=True)
class Walker(Walk):
    """Somebody of the first center, or of none, who walks; `own` is whose things they name as theirs."""

    who: str
    own: Owner

    def browser(self, name: str) -> FlaskClient:
        """Return a browser of their own, signed in unless they are nobody."""
        client = self.app.test_client()
        if self.who != "nobody":
            open_session(self.app, client, self.own.account)
        return client

    def owner(self, name: str) -> Owner:
        """Return whose things an address of theirs names."""
        return self.own if DOORS[name].who in {MEMBERS, SIGNED_IN} else somebody(self.center)


@dataclass(frozen=True)
class Street:
    """The two centers, whoever walks, and the ids that must tell them nothing, by the part of an address they fit."""

    here: CenterWorld
    there: CenterWorld
    walkers: tuple[Walker, ...]
    foreign: Ids
    neighbors: Ids
    hidden: frozenset[str]


@contextmanager
def street(folder: Path) -> Iterator[Street]:
    """Make the two centers, filled and marked, beside a provider who answers. Costs about 5 s."""
    with providers.serving() as local:
        yield _lay_out(make_app(f"sqlite:///{folder / 'tracker.sqlite'}", folder, **local.settings))


def _lay_out(app: Flask) -> Street:
    with app.app_context():
        upgrade()
        filled = seeding.fill(1, 1, 3, 4, clock.now())
    here, there = begin_center(app), _world(app, filled.logins[1].center)
    with here.working():
        standards.follow(here.actor(), "nca-csec", "2023")
    foreign = _specimens(there, Owner(there.director, there.director_person))
    neighbor = somebody(here)
    neighbors = _specimens(here, neighbor, only={"person", "completion", "evidence", "session"})
    _mark(here, NEIGHBOR, set(neighbors.values()))
    _mark(there, FOREIGN)
    return Street(here, there, _walkers(app, here), foreign, neighbors, _public_ids(there) - {""})


@contextmanager
def everything(app: Flask) -> Iterator[sa.Connection]:
    """Open a connection below the scoping, for looking from outside."""
    with app.app_context(), db.engine.begin() as connection:
        yield connection


def state_of(center: CenterWorld) -> str:
    """Return a digest of every row that belongs to a center, of its people's accounts."""
    digest = hashlib.sha256()
    with everything(center.app) as connection:
        for name, where in _selections(center.center_id):
            rows = connection.execute(sa.text(f"SELECT * FROM {name} WHERE {where} ORDER BY 1, 2"))  # noqa: S608 our names
            digest.update(repr([tuple(row) for row in rows]).encode())
    return digest.hexdigest()


def _selections(center: int) -> Iterator[tuple[str, str]]:
    members = f"(SELECT account_id FROM membership WHERE center_id = {center})"  # noqa: S608 a number
    yield "center", f"id = {center}"
    yield "account", f"id IN {members}"
    yield "sign_in_session", f"account_id IN {members}"
    for table in (*TABLES, "history_head"):
        yield table, f"center_id = {center}"


def _world(app: Flask, public_id: str) -> CenterWorld:
    with app.app_context(), everywhere(db.session()):
        center = db.session.execute(sa.select(Base.metadata.tables["center"]).filter_by(public_id=public_id)).one()
        director = sa.select(Membership).filter_by(center_id=center.id, role=AccessRole.DIRECTOR)
        row = db.session.scalars(director).one()
        return CenterWorld(app, center.id, public_id, row.account_id, row.person_id)


def _walkers(app: Flask, here: CenterWorld) -> tuple[Walker, ...]:
    listed = json.loads(app.test_cli_runner().invoke(args=["routes", "--json"]).output)
    fields: dict[str, list[Field]] = {row["endpoint"]: row["fields"] for row in listed if row["endpoint"] in DOORS}
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    outsider, administrator = make_account(app), make_account(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, administrator).is_administrator = True
    director = Owner(here.director, here.director_person)
    owners = {
        "nobody": director,
        "outsider": Owner(outsider, director.person),
        "administrator": Owner(administrator, director.person),
        "staff": somebody(here),
        "deputy": somebody(here, AccessRole.DEPUTY),
        "director": director,
    }
    return tuple(Walker(app, here, administrator, rules, fields, who, own) for who, own in owners.items())


def _specimens(center: CenterWorld, owner: Owner, only: set[str] | None = None) -> Ids:
    """Make one of each thing that an address can name; `member` twice, if two doors make it differently."""
    makers = {part: make for door in DOORS.values() for part, make in door.things.items() if part not in PLAIN}
    return {part: make(center, owner) for part, make in makers.items() if only is None or part in only}


def _mark(center: CenterWorld, mark: str, only: set[str] | None = None) -> None:
    """Put a mark into every free text of a center; only of the rows with these public ids, where some are named."""
    with everything(center.app) as connection:
        for name, where in _selections(center.center_id):
            columns = Base.metadata.tables[name].columns
            texts = [column for column in columns if _is_free_text(column) and column.name != "password_hash"]
            if not texts or (only is not None and "public_id" not in columns):
                continue
            chosen = "" if only is None else f" AND public_id IN ({', '.join(map(repr, sorted(only)))})"
            sets = ", ".join(f"{column.name} = {_marked(column, mark)}" for column in texts)
            connection.execute(sa.text(f"UPDATE {name} SET {sets} WHERE {where}{chosen}"))  # noqa: S608 our own names


def _marked(column: sa.Column[Any], mark: str) -> str:
    if isinstance(column.type, sa.JSON):
        return f"""'{{"name": "{mark}"}}'"""
    marked = f"'{mark}-{column.table.name}-' || id"
    return f"{marked} || '@example.org'" if column.name == "email" else marked


def _is_free_text(column: sa.Column[Any]) -> bool:
    kind = column.type
    if isinstance(kind, sa.JSON):
        return True
    return isinstance(kind, sa.String) and not isinstance(kind, WordSet) and (kind.length or 999) >= SHORTEST_FREE_TEXT


def _public_ids(center: CenterWorld) -> frozenset[str]:
    found: set[str] = set()
    with everything(center.app) as connection:
        for name, where in _selections(center.center_id):
            if "public_id" in Base.metadata.tables[name].columns:
                query = sa.text(f"SELECT public_id FROM {name} WHERE {where}")  # noqa: S608 our own names
                found |= set(connection.scalars(query))
    return frozenset(found)
