"""The text of a fault of the database names the statement and the rule, and nothing that people typed."""

import traceback

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.factories import CenterWorld
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Account, Agency

TYPED = "Wilhelmina Okonkwo-Pereira"


def told(fault: BaseException) -> str:
    """Return all that a log would say of a fault."""
    return "".join(traceback.format_exception(fault))


def test_a_row_that_breaks_a_rule_is_not_quoted(center: CenterWorld) -> None:
    """PostgreSQL tells the row in a line of its own, and the key that was there already."""
    with center.app.app_context(), pytest.raises(IntegrityError) as fault, everywhere(db.session()):
        db.session.execute(sa.insert(Agency), {"center_id": center.center_id, "public_id": "x", "name": TYPED})
    assert "INSERT INTO agency" in told(fault.value)
    assert TYPED not in told(fault.value)


def test_neither_are_two_rows_of_one_key(context: Flask) -> None:
    twin = {"email": TYPED, "display_name": TYPED, "password_hash": "", "created_at": clock.now()}
    with pytest.raises(IntegrityError) as fault, everywhere(db.session()):
        db.session.execute(sa.insert(Account), [twin, twin])
    assert "INSERT INTO account" in told(fault.value)
    assert TYPED not in told(fault.value)


def test_neither_is_a_value_of_the_wrong_kind(context: Flask) -> None:
    """SQLite takes what it is given; PostgreSQL quotes it in its first line."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite refuses no such value")
    with pytest.raises(DBAPIError) as fault, everywhere(db.session()):
        db.session.execute(sa.select(sa.cast(sa.cast(sa.literal(TYPED), sa.Text), sa.Integer)))
    assert "SELECT" in told(fault.value)
    assert TYPED not in told(fault.value)


def test_neither_is_what_a_broken_statement_carried(context: Flask) -> None:
    with pytest.raises(DBAPIError) as fault, everywhere(db.session()):
        db.session.execute(sa.select(sa.literal(TYPED)).select_from(sa.text("no_such_table")))
    assert "no_such_table" in told(fault.value)
    assert TYPED not in told(fault.value)
