"""No page walks through other centers' rows: the database says itself how it would carry out each statement."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.application import make_app
from tests.db.plans import Step, objection, planned
from tests.factories import open_session
from tests.tables import make_tables
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Account, Agency, Completion, Event, Evidence, Membership, Packet, Person, Training
from tracker.services import seeding

# Without a database of its own a test is not repeated on PostgreSQL.
pytestmark = pytest.mark.usefixtures("database_url")

PAGES = (
    *("home", "matrix", "matrix?standard=nca-essential-training&sort=name", "my-training", "my-record", "people"),
    *("agencies", "queue", "events", "catalog", "catalog?q=interview", "catalog/links", "catalog/typed"),
    *("catalog/suggest?q=trauma", "resources", "standards", "packets", "packets/new", "history"),
    *("members", "settings", "completions/new", "people/new", "people/team", "events/new", "catalog/new"),
    *("history?before=3.1790000000000000.9", "history?kind=looks", "history.csv", "my-record/history", "access"),
)
PAGES_OF_ONE = (
    *("people/{person}", "people/{person}/edit", "people/{person}/record", "people/{person}/record.csv"),
    *("history?person={person}", "completions/{completion}", "completions/{completion}/correct", "queue/{waiting}"),
    *("events/{event}", "catalog/{training}", "catalog/{training}/merge", "agencies/{agency}", "packets/{packet}"),
)


@pytest.fixture(scope="module")
def seeded(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An installation with a few centers."""
    app = make_app(new_database(), Path(tmp_path_factory.mktemp("plans")))
    with app.app_context():
        make_tables()
        seeding.fill(3, 1, 8, 6, datetime.now(UTC))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def ids(seeded: Flask) -> dict[str, str]:
    """What the pages of one thing are asked for: a thing of the second center."""
    with seeded.app_context(), everywhere(db.session()):
        director = db.session.scalars(select(Account).where(Account.email == "director-1-2@seed.example")).one()
        member = db.session.scalars(select(Membership).where(Membership.account_id == director.id)).one()
        here = member.center_id

        def one(table: type, **values: str) -> str:
            query = select(table.public_id).filter_by(center_id=here, **values).order_by(table.id.desc())
            return str(db.session.scalars(query.limit(1)).one())

        return {
            "account": str(director.id),
            "person": one(Person),
            "completion": one(Completion, state="accepted"),
            "waiting": one(Completion, state="submitted"),
            "event": one(Event),
            "training": one(Training),
            "agency": one(Agency),
            "packet": one(Packet),
            "evidence": one(Evidence),
        }


@pytest.fixture(scope="module")
def client(seeded: Flask, ids: dict[str, str]) -> FlaskClient:
    """The second center's director."""
    client = seeded.test_client()
    open_session(seeded, client, int(ids["account"]))
    return client


@pytest.fixture(scope="module")
def center(client: FlaskClient) -> str:
    """The address of the second center."""
    return client.get("/").location.rsplit("/", 1)[0]


@pytest.mark.parametrize("page", PAGES + PAGES_OF_ONE)
def test_a_page_reads_the_rows_of_its_own_center_only(
    seeded: Flask, client: FlaskClient, center: str, ids: dict[str, str], page: str
) -> None:
    with seeded.app_context(), planned() as asked:
        answer = client.get(f"{center}/{page.format(**ids)}")
    assert answer.status_code == 200
    assert len(asked) > 2
    bad = [f"{line}:\n    {each.statement}" for each in asked for line in each.bad]
    assert not bad, "An index led by center_id is missing or not used:\n" + "\n".join(bad)


@pytest.mark.parametrize(
    ("index", "condition", "words"),
    [
        (None, "", "completion is read from end to end"),
        ("by_center", "", "by_center is walked from end to end"),
        ("by_state", "state=?", "by_state is led by state, which spans centers"),
        ("by_center", "state=?", "by_center is not searched by center_id"),
        ("by_center", "center_id=? AND state=?", None),
        ("by_public_id", "public_id=?", None),
    ],
)
def test_a_walk_through_all_centers_is_seen(index: str | None, condition: str, words: str | None) -> None:
    indexes = {
        "by_center": (("center_id", "state"), False),
        "by_state": (("state",), False),
        "by_public_id": (("public_id",), True),
    }
    assert objection(Step("completion", index, condition), indexes) == words


@pytest.mark.parametrize("statement", ["SELECT title FROM completion", "SELECT c.id FROM person AS c ORDER BY c.id"])
def test_a_statement_without_a_center_is_seen_in_the_plan(seeded: Flask, statement: str) -> None:
    with seeded.app_context(), planned() as asked, db.engine.connect() as connection:
        connection.exec_driver_sql(statement)
    assert len(asked[-1].bad) == 1
