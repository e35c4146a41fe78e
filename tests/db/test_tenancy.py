"""The center in force, below every query."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import aliased, sessionmaker

from tests.factories import CenterWorld
from tracker import clock
from tracker.db import Base, db
from tracker.db.tenancy import CenterOwned, NoCenterInForce, everywhere, install, put_in_force, working_for
from tracker.models import Account, Agency, Attempt, Completion, HistoryEntry, Person, RoleTerm

pytestmark = pytest.mark.usefixtures("context")
TENANT_CLASSES = sorted(
    (m.class_ for m in Base.registry.mappers if issubclass(m.class_, CenterOwned)), key=lambda table: table.__name__
)


def names() -> set[str]:
    return {person.name for person in db.session.scalars(sa.select(Person))}


def test_a_careless_query_returns_only_the_centers_own_rows(center: CenterWorld, other_center: CenterWorld) -> None:
    center.person("Ours Only")
    other_center.person("Theirs Only")
    with working_for(db.session(), center.center_id):
        assert "Ours Only" in names()
        assert "Theirs Only" not in names()


def test_a_row_number_of_another_center_finds_nothing(center: CenterWorld, other_center: CenterWorld) -> None:
    theirs = other_center.person()
    with working_for(db.session(), center.center_id):
        assert db.session.get(Person, theirs) is None


@pytest.mark.parametrize("table", TENANT_CLASSES, ids=lambda table: table.__name__)
def test_without_a_center_in_force_every_tenant_table_raises(table: type[Base]) -> None:
    put_in_force(db.session(), None)
    with pytest.raises(NoCenterInForce):
        db.session.execute(sa.select(table))


_TITLE = Completion.__table__.c.title
AROUND: dict[str, Callable[[], sa.Executable]] = {
    "table select": lambda: sa.select(Person.__table__.c.name),
    "table select beside a model": lambda: sa.select(Person.name, _TITLE),
    "numbers of a table beside a model": lambda: sa.select(Person.name, Completion.__table__.c.id),
    "table select under another name": lambda: sa.select(Person.name, Completion.__table__.alias().c.title),
    "table in a condition": lambda: sa.select(Person.name).where(Person.name.in_(sa.select(_TITLE))),
    "table in the condition of an update": lambda: sa.update(Person).where(Person.name.in_(sa.select(_TITLE))),
    "table beside the one that is updated": lambda: sa.update(Person).values(name=_TITLE),
    "table beside the one that is deleted from": lambda: sa.delete(Person).where(Person.name == _TITLE),
    "model beside the one that is updated": lambda: sa.update(Person).values(name=Completion.title),
    "model beside the one that is updated, under another name": lambda: sa.update(Person).where(
        Person.name == aliased(Completion).title
    ),
    "model beside the one that is updated, and in its condition too": lambda: sa.update(Person).where(
        Person.name == Completion.title, Person.id.in_(sa.select(Completion.person_id))
    ),
    "model beside an updated table of no center": lambda: sa.update(Account).values(email=Completion.title),
    "model beside a table of no center that is deleted from": lambda: sa.delete(Account).where(
        Account.email == Completion.title
    ),
    "model only to order by": lambda: sa.select(Account.email).order_by(Completion.title),
    "model only to group by": lambda: sa.select(sa.func.count()).select_from(Account).group_by(Completion.title),
    "model that an update returns": lambda: sa.update(Account).values(email="x").returning(Completion.title),
    "table to order by": lambda: sa.select(Person.name).order_by(_TITLE),
    "plain text": lambda: sa.text("SELECT name FROM person"),
    "plain text with columns": lambda: sa.text("SELECT name FROM person").columns(sa.column("name")),
    "plain text as what a model is read from": lambda: sa.select(Person).from_statement(
        sa.text("SELECT * FROM person")
    ),
    "plain text in a select": lambda: sa.select(sa.text("name")).select_from(sa.text("person")),
    "plain text as a column": lambda: sa.select(sa.literal_column("name FROM person")),
    "plain text in a condition": lambda: sa.select(Person.name).where(sa.text("1 OR (SELECT 1 FROM completion)")),
    "table delete": lambda: sa.delete(Person.__table__),
    "table insert": lambda: sa.insert(Person.__table__).values(name="x", discipline="cac"),
}


@pytest.mark.parametrize("make", AROUND.values(), ids=AROUND)
def test_a_statement_around_the_models_raises(center: CenterWorld, make: Callable[[], sa.Executable]) -> None:
    with working_for(db.session(), center.center_id), pytest.raises(NoCenterInForce):
        db.session.execute(make())


_BELOW = sa.select(Completion.title).subquery()
_WITHIN = sa.select(Completion.title).cte()
BESIDE: dict[str, Callable[[], sa.Executable]] = {
    "subquery beside an updated table": lambda: sa.update(Account).values(email=_BELOW.c.title),
    "subquery beside a table that is deleted from": lambda: sa.delete(Account).where(Account.email == _BELOW.c.title),
    "common table expression": lambda: sa.update(Account).where(Account.email == _WITHIN.c.title).values(email="x"),
    "subquery of a subquery": lambda: sa.update(Account).values(email=sa.select(_BELOW.c.title).subquery().c.title),
    "condition": lambda: sa.delete(Account).where(Account.email.in_(sa.select(Completion.title))),
}


@pytest.mark.parametrize("make", BESIDE.values(), ids=BESIDE)
def test_a_select_within_what_is_written_to_a_table_of_no_center_needs_a_center(
    center: CenterWorld, make: Callable[[], sa.Executable]
) -> None:
    put_in_force(db.session(), None)
    with pytest.raises(NoCenterInForce, match="No center"):
        db.session.execute(make())


@pytest.mark.parametrize("within", ["subquery", "common table expression"])
def test_a_select_within_what_is_written_reads_only_the_centers_rows(
    center: CenterWorld, other_center: CenterWorld, within: str
) -> None:
    for world, told in ((center, "ours"), (other_center, "theirs")):
        world.person(told)
    own = sa.select(sa.func.max(Person.name).label("name"))
    chosen = own.subquery() if within == "subquery" else own.cte()
    name = sa.select(chosen.c.name).scalar_subquery()
    with working_for(db.session(), center.center_id):
        db.session.execute(
            sa.update(Account).values(display_name=name), execution_options={"synchronize_session": False}
        )
        found = set(db.session.scalars(sa.select(Account.display_name)))
        db.session.rollback()
    assert found == {"ours"}


def test_a_row_for_a_center_is_looked_at_whatever_else_is_written_with_it(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    row = Person(name="x", discipline="cac", center_id=other_center.center_id)
    with pytest.raises(NoCenterInForce, match="another center"), working_for(db.session(), center.center_id):
        db.session.add_all([Attempt(key="0" * 64, count=1, since=clock.now()), row])
        db.session.flush()
    db.session.rollback()


def test_who_works_for_one_center_within_all_works_for_all_afterwards(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    other_center.person("Theirs Only")
    with everywhere(db.session()):
        with working_for(db.session(), center.center_id):
            assert "Theirs Only" not in names()
        assert "Theirs Only" in names()
    with pytest.raises(NoCenterInForce):
        names()


def test_no_row_is_written_through_a_model_while_no_center_is_in_force(center: CenterWorld) -> None:
    row = {"name": "x", "discipline": "cac", "center_id": center.center_id, "public_id": "2" * 20, "version": 1}
    with pytest.raises(NoCenterInForce):
        db.session.execute(sa.insert(Person), [row])


def test_a_join_to_another_centers_rows_is_narrowed_too(center: CenterWorld, other_center: CenterWorld) -> None:
    other_center.person("Theirs Only")
    with working_for(db.session(), center.center_id):
        rows = db.session.execute(sa.select(Person.name, RoleTerm.role).join(RoleTerm, RoleTerm.person_id == Person.id))
        assert "Theirs Only" not in {row.name for row in rows}
        counted = db.session.scalar(sa.select(sa.func.count()).select_from(sa.select(Person.id).subquery()))
        assert counted == 1


def test_an_update_or_delete_reaches_only_own_rows(center: CenterWorld, other_center: CenterWorld) -> None:
    theirs = other_center.person("Theirs Only")
    with working_for(db.session(), center.center_id):
        assert db.session.execute(sa.update(Person).values(name="Changed")).rowcount == 1
        assert db.session.execute(sa.delete(RoleTerm).where(RoleTerm.person_id == theirs)).rowcount == 0
        db.session.rollback()


def test_a_new_row_takes_the_center_in_force_and_refuses_another(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    with working_for(db.session(), center.center_id):
        row = Agency(name="County Sheriff", discipline="law_enforcement")
        db.session.add(row)
        db.session.flush()
        assert row.center_id == center.center_id
        db.session.add(Agency(name="Other", discipline="other", center_id=other_center.center_id))
        with pytest.raises(NoCenterInForce):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("several", [False, True])
def test_an_insert_of_rows_must_name_the_center_in_force(
    center: CenterWorld, other_center: CenterWorld, several: bool
) -> None:
    own, theirs = (
        {"name": "Inserted", "discipline": "other", "center_id": world.center_id} for world in (center, other_center)
    )
    nobodys = {"name": "Inserted", "discipline": "other"}
    with working_for(db.session(), center.center_id):
        for wrong in (theirs, nobodys):
            with pytest.raises(NoCenterInForce, match="another center"):
                db.session.execute(sa.insert(Agency), [own, wrong] if several else wrong)
        db.session.execute(sa.insert(Agency), [own, own | {"name": "Second"}] if several else own)
        found = set(db.session.scalars(sa.select(Agency.name)))
        db.session.rollback()
    assert found == ({"Inserted", "Second"} if several else {"Inserted"})


def test_across_centers_rows_of_several_are_written_and_read(center: CenterWorld, other_center: CenterWorld) -> None:
    worlds = (center, other_center)
    with everywhere(db.session()):
        db.session.add_all(
            Agency(name="Written everywhere", discipline="other", center_id=each.center_id) for each in worlds
        )
        db.session.flush()
        named = sa.select(Agency.center_id).where(Agency.name == "Written everywhere")
        found = set(db.session.scalars(named))
        db.session.rollback()
    assert found == {each.center_id for each in worlds}


@pytest.mark.parametrize("fails", [False, True])
def test_after_a_block_a_session_reaches_what_it_reached_before_it(
    center: CenterWorld, other_center: CenterWorld, fails: bool
) -> None:
    center.person("Ours Only")
    other_center.person("Theirs Only")
    blocks: list[Callable[[], AbstractContextManager[None]]] = [
        lambda: everywhere(db.session()),
        lambda: working_for(db.session(), other_center.center_id),
    ]
    with working_for(db.session(), center.center_id):
        for block in blocks:
            with suppress(KeyError), block():
                assert "Theirs Only" in names()
                if fails:
                    raise KeyError
            assert "Ours Only" in names()
            assert "Theirs Only" not in names()


def test_a_center_put_in_force_ends_the_reach_across_all(center: CenterWorld, other_center: CenterWorld) -> None:
    other_center.person("Theirs Only")
    with everywhere(db.session()):
        assert "Theirs Only" in names()
        put_in_force(db.session(), center.center_id)
        assert "Theirs Only" not in names()


def test_any_class_of_sessions_can_be_narrowed(center: CenterWorld, other_center: CenterWorld) -> None:
    narrowed = sessionmaker(bind=db.engine)
    install(narrowed)
    with narrowed() as session:
        with pytest.raises(NoCenterInForce, match="No center is in force"):
            session.scalars(sa.select(Person))
        put_in_force(session, center.center_id)
        assert set(session.scalars(sa.select(Person.center_id))) == {center.center_id}
        session.add(Agency(name="Theirs", discipline="other", center_id=other_center.center_id))
        with pytest.raises(NoCenterInForce, match="A row of Agency belongs to another center"):
            session.flush()
        session.rollback()


def test_a_reference_across_centers_is_refused_by_the_database(center: CenterWorld, other_center: CenterWorld) -> None:
    theirs = other_center.person()
    with working_for(db.session(), center.center_id):
        db.session.add(RoleTerm(person_id=theirs, role="prosecutor", starts_on=date(2026, 1, 1)))
        with pytest.raises(sa.exc.IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_every_table_with_a_center_is_a_tenant_table() -> None:
    owners = {m.local_table.name for m in Base.registry.mappers if "center_id" in m.local_table.c}
    assert owners - {cls.__tablename__ for cls in TENANT_CLASSES} == {"history_head"}


def test_the_policy_in_postgresql_names_every_tenant_table(context: Flask) -> None:
    """Row-level security is forced on each, and holds against SQL that goes around the session."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("only PostgreSQL has row-level security")
    with everywhere(db.session()):
        secured = set(
            db.session.scalars(sa.text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"))
        )
    assert {cls.__tablename__ for cls in TENANT_CLASSES} <= secured
    with db.engine.connect() as connection:
        for cls in (Person, Completion, HistoryEntry):
            assert connection.execute(sa.text(f"SELECT count(*) FROM {cls.__tablename__}")).scalar() == 0  # noqa: S608
