"""The tests' two databases are what they say, and nothing outside this machine is met."""

import socket

import psycopg
import pytest
from pytest_socket import SocketConnectBlockedError
from sqlalchemy import create_engine, text


def test_a_test_meets_the_database_that_the_run_chose(database_url: str, pytestconfig: pytest.Config) -> None:
    engine = create_engine(database_url)
    assert engine.dialect.name == pytestconfig.getoption("--database")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE choice_probe (id INTEGER PRIMARY KEY)"))
        connection.execute(text("DROP TABLE choice_probe"))
    engine.dispose()


def test_an_empty_database_is_the_tests_own(empty_database_url: str, database_url: str) -> None:
    assert empty_database_url != database_url


@pytest.mark.postgres
def test_the_application_role_cannot_bypass_row_level_security(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        row = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == ("tracker_app", False, False, False)


def test_the_network_ends_at_this_machine() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))
