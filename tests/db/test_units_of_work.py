"""A unit of work is committed whole or not at all, and says in the right words why not."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from tests.factories import CenterWorld
from tracker.db import db
from tracker.db.engine import WRITING
from tracker.db.tenancy import everywhere
from tracker.db.work import BUSY, Collided, unit_of_work
from tracker.domain.errors import Conflict, TrackerError
from tracker.models import Center


class Said(Exception):
    """What a database driver raises, with the state that PostgreSQL names."""

    def __init__(self, state: str | None, words: str = "") -> None:
        super().__init__(words)
        self.sqlstate = state


def fault(kind: type[DBAPIError], state: str | None, words: str = "") -> DBAPIError:
    return kind("UPDATE …", {}, Said(state, words))


def name_of(center: CenterWorld) -> str:
    with center.app.app_context():
        return str(db.session.get_one(Center, center.center_id).name)


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03"])
def test_where_the_database_asks_for_another_try_it_collided(context: Flask, state: str) -> None:
    with pytest.raises(Collided), unit_of_work():
        raise fault(OperationalError, state)


def test_where_the_twin_of_a_form_was_saved_meanwhile_it_collided(context: Flask) -> None:
    words = 'duplicate key value violates unique constraint "uq_submission_center_id_account_id_key"'
    with pytest.raises(Collided), unit_of_work():
        raise fault(IntegrityError, "23505", words)


def test_any_other_broken_rule_is_a_fault_of_ours(context: Flask) -> None:
    with pytest.raises(IntegrityError), unit_of_work():
        raise fault(IntegrityError, "23505", 'duplicate key value violates unique constraint "uq_person_public_id"')


def test_where_the_disk_is_full_it_says_so(context: Flask) -> None:
    with pytest.raises(TrackerError, match=BUSY) as said, unit_of_work():
        raise fault(OperationalError, "53100")
    assert not isinstance(said.value, Conflict)


@pytest.mark.parametrize("kind", [OperationalError, DatabaseError])
def test_where_the_disk_gives_back_an_error_it_says_that_nothing_was_saved(
    context: Flask, kind: type[DBAPIError]
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL names a state")
    with pytest.raises(TrackerError, match=BUSY), unit_of_work():
        raise fault(kind, None, "disk I/O error")


def test_where_the_tables_are_of_another_version_it_says_which_command_helps(context: Flask) -> None:
    with (
        pytest.raises(TrackerError, match="brings the tables up to date with the command init"),
        unit_of_work(),
        everywhere(db.session()),
    ):
        db.session.execute(sa.text("SELECT 1 FROM a_table_of_tomorrow"))


@pytest.mark.parametrize("error", [Collided("x"), Conflict("x"), ValueError(), KeyboardInterrupt()])
def test_whatever_ends_it_nothing_of_it_stays(center: CenterWorld, error: BaseException) -> None:
    with center.app.app_context(), pytest.raises(type(error)), unit_of_work():
        db.session.get_one(Center, center.center_id).name = "Half done"
        db.session.flush()
        raise error
    assert name_of(center) == "Harbor House CAC"


def test_two_who_read_the_same_version_do_not_both_save(center: CenterWorld) -> None:
    """The version stands in the WHERE: the check cannot be overtaken."""
    with center.app.app_context(), pytest.raises(Conflict, match="Somebody else changed this"), unit_of_work():
        row = db.session.get_one(Center, center.center_id)
        with everywhere(db.session()):
            db.session.execute(
                sa.update(Center)
                .where(Center.id == center.center_id)
                .values(version=Center.version + 1)
                .execution_options(synchronize_session=False)
            )
        row.name = "Overwritten"
    assert name_of(center) == "Harbor House CAC"


def test_it_announces_that_it_writes(context: Flask) -> None:
    with unit_of_work():
        assert db.session.connection().get_execution_options()[WRITING]


def test_every_table_that_people_edit_carries_its_version_in_the_mapper() -> None:
    """What has a version has it in the WHERE of each UPDATE, and not only as a number to look at."""
    tables = {mapper.class_.__tablename__: mapper for mapper in db.Model.registry.mappers}
    versioned = {name for name, mapper in tables.items() if "version" in mapper.columns}
    assert versioned >= {"center", "person", "completion", "training", "event", "agency", "packet"}
    assert {name for name in versioned if tables[name].version_id_col is None} == set()
